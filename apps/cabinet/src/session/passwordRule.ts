/** The fewest characters of a new password; the API's own least (libs/contracts/src/session.ts). */
export const PASSWORD_MIN = 10;
