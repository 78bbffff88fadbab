/** A formatter takes a browser some 50 microseconds to make, on a slow CPU four times that, and a page shows a hundred numbers: each is made once. */
const numbers = new Map<string, Intl.NumberFormat>();
const instants = new Map<string, Intl.DateTimeFormat>();
const distances = new Map<string, Intl.RelativeTimeFormat>();

export function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return once(numbers, language, options, () => new Intl.NumberFormat(language, options));
}

/** English has the day before its month, as the calendars do, and as it can be typed: `22 November`. */
export function dateTimeFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language === 'en' ? 'en-GB' : language;
  return once(instants, language, options, () => new Intl.DateTimeFormat(locale, options));
}

export function relativeFormat(
  language: string,
  options: Intl.RelativeTimeFormatOptions,
): Intl.RelativeTimeFormat {
  return once(distances, language, options, () => new Intl.RelativeTimeFormat(language, options));
}

function once<Made>(made: Map<string, Made>, language: string, options: object, make: () => Made): Made {
  const key = language + JSON.stringify(options);
  const known = made.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}
