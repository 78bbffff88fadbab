import type { OperationSpec } from '../http/operationSpec.js';
import { allOperations } from './allOperations.js';

/** POSTs that may run twice, beside those of registers. */
const REPEATABLE: ReadonlySet<string> = new Set(['POST /api/receipts', 'POST /api/webhooks/preview']);

const routesOf = (isOne: (spec: OperationSpec) => boolean): ReadonlySet<string> =>
  new Set(allOperations.filter(isOne).map(({ method, path }) => `${method.toUpperCase()} ${path}`));
const SHOWING_SECRETS = routesOf(({ showsSecretOnce }) => showsSecretOnce === true);
const REFUSING_THEMSELVES = routesOf(({ answers }) => answers[400] !== undefined);

/**
 * True for a route (`POST /api/receipts`) whose second run does what its first one did: what has an id of its own, so that it meets what
 * the first one made; what makes nothing.
 */
export function isRepeatable(route: string): boolean {
  return REPEATABLE.has(route) || route.startsWith('POST /api/device/');
}

/** True for a route whose success shows a secret that nothing shows again. */
export function showsSecretOnce(route: string): boolean {
  return SHOWING_SECRETS.has(route);
}

/** True for a route that refuses a body in words of its own: those of OAuth. */
export function refusesBodiesItself(route: string): boolean {
  return REFUSING_THEMSELVES.has(route);
}
