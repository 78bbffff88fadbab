import type { ParseKeys } from 'i18next';

/** What is wrong with an e-mail address as far as its spelling shows, in common words; the API has the last word. */
export function emailProblem(email: string): Extract<ParseKeys, `session.${string}`> | null {
  if (email.trim() === '') return 'session.emailMissing';
  return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email.trim()) ? null : 'session.emailWrong';
}
