/** What the API keeps of an answer's body, in bytes of UTF-8; more was cut off. */
const STORED_BYTES_MAX = 4_096;
/** A character of several bytes that did not fit as a whole is left out. */
const CHARACTER_BYTES_MAX = 4;

/** True when a stored body is as long as one that was cut. */
export function isCut(body: string): boolean {
  return new TextEncoder().encode(body).length > STORED_BYTES_MAX - CHARACTER_BYTES_MAX;
}
