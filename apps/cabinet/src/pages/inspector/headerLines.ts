/** Headers as a person types them, one per line. */
export function headerText(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** @returns the headers, or the number of the first line (from 1) that is none */
export function parseHeaderText(text: string): { headers: Record<string, string> } | { wrongLine: number } {
  const headers: Record<string, string> = {};
  for (const [place, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    if (colon < 1 || !/^[\w-]+$/.test(name)) return { wrongLine: place + 1 };
    headers[name] = line.slice(colon + 1).trim();
  }
  return { headers };
}
