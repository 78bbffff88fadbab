import type { Page } from 'playwright-core';

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: readonly { node: Node | null }[];
}
/** How far things jumped, and what did: `0.053 div.mantine-SimpleGrid-root`. */
export interface Shifts {
  /** The sum of all of them, as `layout-shift` counts (web.dev/cls): the part of the screen that moved, times how far. */
  total: number;
  moved: string[];
}

/** Notes from the first paint on what jumps without somebody's doing. @returns what has jumped so far */
export async function watchShifts(page: Page): Promise<() => Promise<Shifts>> {
  await page.addInitScript(() => {
    const seen = window as unknown as { shifts: { total: number; moved: string[] } };
    seen.shifts = { total: 0, moved: [] };
    const nameOf = (node: Node | null): string =>
      node instanceof Element ? `${node.tagName.toLowerCase()}.${node.className}` : String(node?.nodeName);
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
        if (hadRecentInput) continue;
        seen.shifts.total += value;
        seen.shifts.moved.push(`${value.toFixed(4)} ${sources.map(({ node }) => nameOf(node)).join(', ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () =>
    page.evaluate(async () => {
      // Shifts are told of after the frame that they were in.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return (window as unknown as { shifts: Shifts }).shifts;
    });
}
