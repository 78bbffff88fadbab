import type { ApiContext } from './context.js';

/** Answers with JSON that is text already. */
export function answerJsonText(ctx: ApiContext, text: string): void {
  ctx.type = 'json';
  ctx.body = text;
}

/** An answer's body as JSON text: a text is JSON already, everything else is what Koa will make JSON of; null for none. */
export function jsonTextOf(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  return typeof body === 'string' ? body : JSON.stringify(body);
}
