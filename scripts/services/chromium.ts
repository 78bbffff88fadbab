import { findOnPath, installPackages, isExecutable } from './systemPackages.js';
import { ServiceError, type LogLine } from './types.js';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
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
  await installPackages([{ title: 'Chromium', apt: 'chromium', brew: 'chromium' }], log);
  if (findChromium() !== undefined) return;
  throw new ServiceError('Chromium was installed but is not found', 'Set CHROMIUM_PATH to its program');
}
