import Papa from 'papaparse';

/** A row of a table, and the line of the text that it begins on, counted from 1. */
interface CsvRow {
  line: number;
  cells: string[];
}

export interface CsvTable {
  header: string[];
  rows: CsvRow[];
  /** The line of a quote that nobody closed; what is after it cannot be told apart. */
  brokenLine: number | null;
}

/** Excel in Russian writes the first one, because its numbers have commas. */
const DELIMITERS = [';', '\t', ',', '|'];

/** A text of CSV as its rows; the delimiter is found, empty lines are left out, lines inside quotes count. */
export function readTable(text: string): CsvTable {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const { data, errors } = Papa.parse<string[]>(plain, { delimiter: delimiterOf(plain), newline: '\n' });
  let line = 1;
  const rows: CsvRow[] = [];
  for (const cells of data) {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.split('\n').length - 1), 0);
  }
  const broken = errors.find(({ type }) => type === 'Quotes');
  const brokenRow = broken?.row === undefined ? undefined : data[broken.row];
  const brokenLine = broken ? (rows.find(({ cells }) => cells === brokenRow)?.line ?? 1) : null;
  return { header: rows[0]?.cells ?? [], rows: rows.slice(1), brokenLine };
}

/** What parts the header into the most cells: rows may have commas in their numbers and names, headers seldom do. */
function delimiterOf(text: string): string {
  const header = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const cellsBy = (delimiter: string): number =>
    Papa.parse<string[]>(header, { delimiter }).data[0]?.length ?? 0;
  return DELIMITERS.reduce((best, one) => (cellsBy(one) > cellsBy(best) ? one : best));
}

/** The text of a file: UTF-8, or what Excel in Russian writes when it is not. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

/** Some lines of a table as a text of its own, with the header: what Excel in Russian opens. @param lines as `CsvRow` counts them */
export function tableOf({ header, rows }: CsvTable, lines: ReadonlySet<number>): string {
  const left = rows.filter(({ line }) => lines.has(line)).map(({ cells }) => cells);
  return `${Papa.unparse([header, ...left], { delimiter: ';', newline: '\r\n' })}\r\n`;
}
