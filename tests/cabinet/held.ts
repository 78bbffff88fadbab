import type { Page } from 'playwright-core';

/** Holds back what the page asks for at these addresses, with this method; returns what lets it go, from then on at once. */
export async function held(page: Page, address: string, method = 'GET'): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(address, async (route) => {
    if (route.request().method() === method) await released;
    await route.continue();
  });
  return release;
}
