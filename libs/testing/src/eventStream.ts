import { waitFor } from './waitFor.js';

/** A server-sent event. */
export interface ReceivedMessage {
  event: string;
  data: Record<string, unknown>;
  /** When it came, Unix ms. */
  at: number;
}

/** A stream of server-sent events that a test reads. */
export interface ReadStream {
  status: number;
  headers: Headers;
  /** What came so far, the oldest first. */
  messages: readonly ReceivedMessage[];
  /** Everything that came, comments too. */
  text(): string;
  /** Waits for a message of this name, and this content when it is asked for. */
  next(event: string, isMeant?: (data: Record<string, unknown>) => boolean): Promise<ReceivedMessage>;
  /** Resolves when the server has ended it. */
  ended: Promise<void>;
  close(): void;
}

/** Opens a stream, also one that is refused: look at `status`. */
export async function openStream(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ReadStream> {
  const closing = new AbortController();
  const answer = await fetch(url, { headers, signal: closing.signal });
  const messages: ReceivedMessage[] = [];
  let text = '';
  let rest = '';

  function take(chunk: string): void {
    text += chunk;
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      const event = lines.find((line) => line.startsWith('event: '))?.slice('event: '.length);
      const data = lines.find((line) => line.startsWith('data: '))?.slice('data: '.length);
      if (event === undefined || data === undefined) continue;
      messages.push({ event, data: JSON.parse(data) as Record<string, unknown>, at: Date.now() });
    }
  }

  async function read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of answer.body ?? [])
        take(decoder.decode(chunk as Uint8Array, { stream: true }));
    } catch (error) {
      if (!closing.signal.aborted && !(error instanceof TypeError)) throw error;
    }
  }

  return {
    status: answer.status,
    headers: answer.headers,
    messages,
    text: () => text,
    next: (event, isMeant = () => true) =>
      waitFor(() => messages.find((message) => message.event === event && isMeant(message.data)), {
        what: `a message ${event}`,
      }),
    ended: read(),
    close: () => closing.abort(),
  };
}
