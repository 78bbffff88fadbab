import type { ParseKeys } from 'i18next';

type Key = ParseKeys<'problems'>;

/** A sentence of ours for one of the API's, with what stands in it. */
interface ProblemText {
  key: Key;
  values?: Partial<Record<'limit' | 'min' | 'max' | 'prefix' | 'port' | 'allowed', string>>;
}

/** What the API says about fields: of filters (libs/domain/src/filterProblems.ts), of headers (libs/contracts), of addresses (libs/sender). */
const WEBHOOK_SENTENCES: readonly (readonly [RegExp, Key])[] = [
  [/^must be an object of paths/, 'filter.object'],
  [/^nests deeper than (?<limit>\d+)/, 'filter.depth'],
  [/^must be a list of at least one filter/, 'filter.list'],
  [/^must have (?<limit>\d+) filters at most/, 'filter.filters'],
  [/^must be an object of operators/, 'filter.operators'],
  [/^the filter has more than (?<limit>\d+) conditions/, 'filter.conditions'],
  [/^the path is longer than (?<limit>\d+)/, 'filter.pathLong'],
  [/^the path has more than (?<limit>\d+) steps/, 'filter.pathSteps'],
  [/^the path has an empty step/, 'filter.pathEmpty'],
  [/^no entity has a field/, 'filter.unknownField'],
  [/^must be a list of at least one value/, 'filter.values'],
  [/^must have (?<limit>\d+) values at most/, 'filter.valuesMany'],
  [/^must be a text that is not empty/, 'filter.text'],
  [/^must be true or false$/, 'filter.boolean'],
  [/^unknown operator/, 'filter.operator'],
  [/^must be a text, a number, true, false or null$/, 'filter.scalar'],
  [/^is not a valid header name$/, 'header.name'],
  [/^the name is longer than (?<limit>\d+)/, 'textLong'],
  [/^this header belongs to the connection$/, 'header.connection'],
  [/^this header is reserved$/, 'header.reserved'],
  [/^headers that start with (?<prefix>\S+) are reserved$/, 'header.prefix'],
  [/^is not a valid header value/, 'header.value'],
  [/^a header is given twice/, 'header.twice'],
  [/^at most (?<limit>\d+) headers$/, 'entriesMany'],
  [/^Port (?<port>\d+) is not allowed; allowed: (?<allowed>.+)\.$/, 'url.port'],
  [/^The host is not allowed/, 'url.privateHost'],
  [/^The (?:encoded )?URL is longer than (?<limit>\d+)/, 'textLong'],
  [/^The URL contains spaces/, 'url.spaces'],
  [/^This is not a valid URL/, 'url.invalid'],
  [/^The URL must start with/, 'url.scheme'],
  [/^The URL must not contain credentials/, 'url.credentials'],
  [/^The URL must not contain a fragment/, 'url.fragment'],
  [/^The URL has no host|^The host is not a valid name/, 'url.host'],
  [/^must be an absolute URI|^must be an? (?:https|http\(s\)) URL|^must be https, http on a loopback/, 'uri'],
  [/^must have no fragment/, 'url.fragment'],
  [/^must hold no credentials/, 'url.credentials'],
  [/^is written once/, 'writtenOnce'],
];

/** Of every other form: what schemas say (apps/api/src/http/validate.ts, libs/contracts), and what the stores do (libs/postgres). */
const SENTENCES: readonly (readonly [RegExp, Key])[] = [
  [/^is required$|^must not be empty$|^must have at least one(?: character)?$/, 'empty'],
  [/^must have at least one (?:item|position|payment)s?$|^must be one or more of|^must grant/, 'noneChosen'],
  [
    /^must have (?:at most )?(?<limit>\d+) characters(?: at most)?$|^is longer than (?<limit2>\d+)/,
    'textLong',
  ],
  [/^must have at most one character$/, 'textLongest'],
  [/^must have at least (?<limit>\d+) characters$/, 'textShort'],
  [/^must have (?<min>\d+) to (?<max>\d+) characters$/, 'textRange'],
  [/^is too long$/, 'tooLong'],
  [/^must have at most (?<limit>\d+)(?: \w+)?$|^at most (?<limit2>\d+) entries$/, 'entriesMany'],
  [/^must have at least (?<limit>\d+) items$/, 'entriesFew'],
  [/^must have (?<min>\d+) to (?<max>\d+) ids$/, 'entriesRange'],
  [
    /^must be (?<min>-?[\d.]+) to (?<max>[\d.]+)|^must be a whole number from (?<min2>-?\d+) to (?<max2>\d+)$/,
    'range',
  ],
  [/^must be a whole number from (?<limit>-?\d+)$/, 'wholeFrom'],
  [/^must be a whole number/, 'whole'],
  [/^must be at least (?<limit>-?[\d.]+)|^must be (?<limit2>-?\d+) at least$/, 'least'],
  [/^must be at most (?<limit>\d+) (?:texts|device ids)/, 'entriesMany'],
  [/^must be at most (?<limit>-?[\d.]+)|^must be (?<limit2>-?\d+) at most$/, 'most'],
  [/^must be positive$/, 'positive'],
  [/^must not be negative$/, 'negative'],
  [/^is too large$|^times quantity is too large$/, 'tooLarge'],
  [/^has more than three decimals$/, 'decimals'],
  [/^is more than price × quantity, which is (?<limit>\d+)$/, 'moreThanPrice'],
  [/^must be the sum of the positions, which is (?<limit>\d+)$/, 'sumOfPositions'],
  [/^must be of type number$/, 'number'],
  [/^must be a number or a text$|^must be a text or a number$/, 'numberOrText'],
  [/^must be a text$|^must be of type string$/, 'text'],
  [/^must be of type |^must be an object$|^must be a list|^must be \{|^has a wrong type$/, 'shape'],
  [/^must be one of /, 'choice'],
  [/^is not known$|^unknown field$/, 'unknown'],
  [/^must not nest deeper than (?<limit>\d+)/, 'filter.depth'],
  [/characters that cannot be stored$|^has a value that cannot be stored$/, 'characters'],
  [/^must be an e-mail address$|^is not an e-mail address$/, 'email'],
  [/^is not a phone number$/, 'phone'],
  [/^needs an email or a phone$/, 'emailOrPhone'],
  [/^must be digits$/, 'digits'],
  [/^must be a UUID$|^must be the id of /, 'id'],
  [/^must be in the future$/, 'past'],
  [/^must not be in the future$/, 'future'],
  [/^must be before to$|^must not be after to$/, 'order'],
  [/^must be an? (?:date|instant)|^must be a date or an instant/, 'date'],
  [/^must be (?:in a year|of the years)/, 'year'],
  [/^must be a time zone/, 'timeZone'],
  [/^is taken$/, 'taken'],
  [/^is a member’s$/, 'member'],
  [/^is given twice$/, 'twice'],
  [/^is in use$/, 'inUse'],
  [/^was used for another receipt$/, 'usedReceipt'],
  [/^names no/, 'missing'],
  [/^is wrong$/, 'wrongPassword'],
  [/^is too easy to guess$/, 'easyPassword'],
  [/^is unknown, used or over$/, 'over'],
];

/** The API's sentence in the page's words; null for one that is not known here. */
export function problemText(message: string): ProblemText | null {
  for (const [pattern, key] of [...WEBHOOK_SENTENCES, ...SENTENCES]) {
    const match = pattern.exec(message);
    if (match) return { key, ...(match.groups && { values: valuesOf(match.groups) }) };
  }
  return null;
}

/** A name may stand once in a pattern: of `limit` and `limit2` the one that was found. */
function valuesOf(groups: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const found = Object.entries(groups).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(found.map(([name, value]) => [name.replace(/\d$/, ''), value]));
}
