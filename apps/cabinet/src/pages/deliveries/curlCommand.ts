/** Headers that curl makes itself, or that belonged to the connection. */
const LEFT_OUT = new Set(['connection', 'content-length', 'host', 'transfer-encoding']);
// eslint-disable-next-line no-control-regex -- that is what it looks for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

interface CurlRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * A request as a command for bash or zsh. Whatever a receiver's operator put into a URL or a header, the shell takes it as one word of
 * text: nothing in it is run, and curl reads no file (`--data-raw`), no pattern (`--globoff`) and no settings of its own (`-q`) because of it.
 */
export function curlCommand({ url, headers, body }: CurlRequest): string {
  const lines = Object.entries(headers)
    .filter(([name]) => !LEFT_OUT.has(name.toLowerCase()))
    // `name:` alone would take a header away; `name;` sends it empty.
    .map(([name, value]) => `-H ${shellWord(value === '' ? `${name};` : `${name}: ${value}`)}`);
  return [
    'curl -q --globoff -i -X POST',
    ...lines,
    `--data-raw ${shellWord(body)}`,
    `--url ${shellWord(url)}`,
  ].join(' \\\n  ');
}

/** A text as one word of a shell: in single quotes nothing is special but the quote. Control characters, which a terminal would obey, are spelled out. */
export function shellWord(text: string): string {
  if (!CONTROL.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const spelled = Array.from(text, (letter) => {
    if (letter === '\\' || letter === "'") return `\\${letter}`;
    return CONTROL.test(letter) ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter;
  });
  return `$'${spelled.join('')}'`;
}
