import type { Page } from 'playwright-core';

/** Waits until the page has what it shows: no outline of what is to come. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null &&
      document.fonts.status === 'loaded',
  );
}
