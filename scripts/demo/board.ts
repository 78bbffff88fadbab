import { relative } from 'node:path';
import { demoPaths } from './demoPaths.js';
import type { Demo } from './seed.js';

export interface BoardFacts {
  demo: Demo;
  apiUrl: string;
  cabinetUrl: string;
  receiverUrl: string;
  inspectorUrl: string;
  metrics: Readonly<Record<string, string>>;
  services: readonly string[];
  detached: boolean;
}

/** What a newcomer needs to know, on one screen. */
export function printBoard(facts: BoardFacts): string {
  const { demo, apiUrl, cabinetUrl, receiverUrl, inspectorUrl, metrics, services, detached } = facts;
  const logs = relative(process.cwd(), demoPaths.logsDir);
  return [
    '',
    'kassahook is up',
    ...services.map((service) => `  ${service}`),
    '',
    `  open ${cabinetUrl} in a browser: the cabinet`,
    `       e-mail    ${demo.email}`,
    `       password  ${demo.password}`,
    '',
    `  inspector      ${cabinetUrl}/inspector   (shows what is sent to ${inspectorUrl})`,
    `  API            ${apiUrl}/api   (Authorization: Bearer ${demo.token})`,
    `  API's docs     ${apiUrl}/docs   (the document: ${apiUrl}/openapi.json)`,
    `  demo account   ${demo.accountId}`,
    `  demo webhook   everything → ${receiverUrl}`,
    `  metrics        ${Object.entries(metrics)
      .map(([name, url]) => `${name} ${url}`)
      .join('\n                 ')}`,
    `  for scripts    ${relative(process.cwd(), demoPaths.demoFile)}`,
    `  logs           ${logs}/*.log   (what the receiver hears: tail -f ${logs}/receiver-demo.log)`,
    '',
    `  try            curl -s ${apiUrl}/api/webhooks -H 'Authorization: Bearer ${demo.token}'`,
    `  stop           ${detached ? 'npm run down' : 'Ctrl-C'}     forget everything: npm run reset`,
    '',
  ].join('\n');
}
