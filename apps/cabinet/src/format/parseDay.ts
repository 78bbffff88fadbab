const ISO = /^(\d{4})-(\d\d)-(\d\d)$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
/** A month in words: `1 March 2026`, `1 марта 2026 г.`. Two numbers and a slash are read differently on the two sides of an ocean, and refused. */
const SPELLED = /^(\d{1,2}) ([a-zа-я]{3,9}) (\d{4})(?: ?г\.?)?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTHS_OF = ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];

/** A day as people type it, `1.3.2026`, `2026-03-01`, `1 March 2026` or `1 марта 2026`, as `2026-03-01`; null for what is none. */
export function parseDay(text: string): string | null {
  const typed = text.trim();
  const iso = ISO.exec(typed);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const dotted = DOTTED.exec(typed);
  if (dotted) return dayOf(dotted[3], dotted[2], dotted[1]);
  const spelled = SPELLED.exec(typed);
  const name = (spelled?.[2] ?? '').slice(0, 3).toLowerCase();
  const month = Math.max(MONTHS.indexOf(name), MONTHS_OF.indexOf(name));
  return spelled && month !== -1 ? dayOf(spelled[3], String(month + 1), spelled[1]) : null;
}

function dayOf(year = '', month = '', day = ''): string | null {
  const spelled = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${spelled}T00:00:00.000Z`);
  // 31 February is a day of March to Date.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(spelled) ? spelled : null;
}
