import type { ParseKeys } from 'i18next';

type Key = ParseKeys<'webhookForm'>;

/** A sentence of ours for one of the API's, with what stands in it. */
interface ProblemText {
  key: Key;
  values?: Partial<Record<'limit' | 'prefix' | 'port' | 'allowed', string>>;
}

/** What the API says about a webhook's fields: filters (libs/domain/src/filterProblems.ts), headers (libs/contracts), addresses (libs/sender). */
const SENTENCES: readonly (readonly [RegExp, Key])[] = [
  [/^must be an object of paths/, 'problem.object'],
  [/^nests deeper than (?<limit>\d+)/, 'problem.depth'],
  [/^must not be empty$/, 'problem.empty'],
  [/^must be a list of at least one filter/, 'problem.list'],
  [/^must have (?<limit>\d+) filters at most/, 'problem.filters'],
  [/^must be an object of operators/, 'problem.operators'],
  [/^the filter has more than (?<limit>\d+) conditions/, 'problem.conditions'],
  [/^the path is longer than (?<limit>\d+)/, 'problem.pathLong'],
  [/^the path has more than (?<limit>\d+) steps/, 'problem.pathSteps'],
  [/^the path has an empty step/, 'problem.pathEmpty'],
  [/characters that cannot be stored$/, 'problem.characters'],
  [/^no entity has a field/, 'problem.unknownField'],
  [/^must be a list of at least one value/, 'problem.values'],
  [/^must have (?<limit>\d+) values at most/, 'problem.valuesMany'],
  [/^must be a number or a text$/, 'problem.numberOrText'],
  [/^must be a text that is not empty/, 'problem.text'],
  [/^must be true or false$/, 'problem.boolean'],
  [/^unknown operator/, 'problem.operator'],
  [/^must have (?<limit>\d+) characters at most/, 'problem.textLong'],
  [/^must be a text, a number, true, false or null$/, 'problem.scalar'],
  [/^is not a valid header name$/, 'problem.headerName'],
  [/^the name is longer than (?<limit>\d+)/, 'problem.headerNameLong'],
  [/^this header belongs to the connection$/, 'problem.headerConnection'],
  [/^this header is reserved$/, 'problem.headerReserved'],
  [/^headers that start with (?<prefix>\S+) are reserved$/, 'problem.headerPrefix'],
  [/^is longer than (?<limit>\d+) characters$/, 'problem.textLong'],
  [/^is not a valid header value/, 'problem.headerValue'],
  [/^Port (?<port>\d+) is not allowed; allowed: (?<allowed>.+)\.$/, 'problem.port'],
  [/^The host is not allowed/, 'problem.privateHost'],
];

/** The API's sentence in the page's words; null for one that is not known here: then it is shown as it came. */
export function problemText(message: string): ProblemText | null {
  for (const [pattern, key] of SENTENCES) {
    const match = pattern.exec(message);
    if (match) return { key, ...(match.groups && { values: { ...match.groups } }) };
  }
  return null;
}
