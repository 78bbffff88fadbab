import { findOnPath, installPackages, isExecutable } from './systemPackages.js';
import { ServiceError, type LogLine } from './types.js';

/**
 * The first is Chromium's engine without windows, menus and what they load: a page looked at with it costs a quarter less CPU (a tour of
 * six pages in four looks: 38 s with it, 55 s without), and it brings no GTK along.
 */
const COMMANDS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const MAC_PROGRAMS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of this machine that tests of pages run in, or undefined; CHROMIUM_PATH comes first. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') return given;
  return COMMANDS.map(findOnPath).find((path) => path !== undefined) ?? MAC_PROGRAMS.find(isExecutable);
}

/**
 * Installs Chromium from the system's packages when there is none.
 * @throws ServiceError with what to type when it cannot
 */
export async function ensureChromium(log: LogLine): Promise<void> {
  if (findChromium() !== undefined) return;
  try {
    await installPackages([{ title: 'Chromium', apt: 'chromium-headless-shell', brew: 'chromium' }], log);
  } catch (error) {
    // Not every system that has apt has that package.
    if (!(error instanceof ServiceError) || process.platform === 'darwin') throw error;
    log(error.message);
    await installPackages([{ title: 'Chromium', apt: 'chromium', brew: 'chromium' }], log);
  }
  if (findChromium() !== undefined) return;
  throw new ServiceError('Chromium was installed but is not found', 'Set CHROMIUM_PATH to its program');
}
