import { isIP } from 'node:net';
import type { AddressPolicy } from './addressPolicy.js';

/** A range of ports, both ends included. */
export type PortRange = readonly [from: number, to: number];

/** The web's ports, and those where people run services by hand. 22, 25, 6379 and the like are nobody's webhook. */
export const DEFAULT_ALLOWED_PORTS: readonly PortRange[] = [
  [80, 80],
  [443, 443],
  [8000, 9999],
];

const DEFAULT_MAX_LENGTH = 2048; // what browsers and proxies are known to take

/** What became of a URL. `errorClass` is the class of an attempt's error when such a URL is met at sending. */
export type UrlVerdict =
  { ok: true; url: URL } | { ok: false; reason: string; errorClass: 'BLOCKED_URL' | 'BLOCKED_ADDRESS' };

/** Says whether a webhook may point at a URL, as far as that can be seen without looking its host up. */
export interface UrlPolicy {
  /** Never throws. The reason is a short sentence for an API answer. */
  check(url: string): UrlVerdict;
}

export interface UrlPolicyOptions {
  addressPolicy: AddressPolicy;
  allowedPorts?: readonly PortRange[];
  /** All ports from 1 to 65535, whatever `allowedPorts` says. */
  anyPort?: boolean;
  maxLength?: number;
}

/**
 * Creates the policy: http or https, not longer than `maxLength`, no credentials, no fragment, an allowed port, and a host that
 * is not private when it is an IP literal. Whether a name leads to a private address is seen only at connecting
 * (guardedConnector.ts): an answer of today says nothing about tomorrow's.
 *
 * The WHATWG parser does the reading, because it is the one whose result is connected to: it turns every spelling of an IPv4
 * address that inet_aton knows (decimal, octal, hex, mixed, short, full-width digits, ideographic dots) into the plain one, and
 * refuses what ends in a number without being an address. Two parsers that disagree are how such checks are passed.
 */
export function createUrlPolicy(options: UrlPolicyOptions): UrlPolicy {
  const { addressPolicy, maxLength = DEFAULT_MAX_LENGTH } = options;
  const ports: readonly PortRange[] = options.anyPort
    ? [[1, 65_535]]
    : (options.allowedPorts ?? DEFAULT_ALLOWED_PORTS);
  return {
    check(text) {
      if (text.length > maxLength) return refused(`The URL is longer than ${maxLength} characters.`);
      // The parser would drop these silently; what is stored and what is called must be the same.
      if (/[\s\p{Cc}]/u.test(text)) return refused('The URL contains spaces or control characters.');
      const url = URL.canParse(text) ? new URL(text) : null;
      if (!url) return refused('This is not a valid URL.');
      return (
        reasonAgainstParts(url, ports, maxLength) ??
        reasonAgainstHost(url, addressPolicy) ?? { ok: true, url }
      );
    },
  };
}

function reasonAgainstParts(url: URL, ports: readonly PortRange[], maxLength: number): UrlVerdict | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refused('The URL must start with http:// or https://.');
  }
  if (url.href.length > maxLength) return refused(`The encoded URL is longer than ${maxLength} characters.`);
  if (url.username !== '' || url.password !== '') return refused('The URL must not contain credentials.');
  if (url.href.includes('#')) return refused('The URL must not contain a fragment.');
  const port = portOf(url);
  if (!ports.some(([from, to]) => port >= from && port <= to)) {
    return refused(`Port ${port} is not allowed; allowed: ${ports.map(rangeText).join(', ')}.`);
  }
  return null;
}

function reasonAgainstHost(url: URL, addressPolicy: AddressPolicy): UrlVerdict | null {
  const host = hostOf(url);
  if (isIP(host) !== 0) {
    const reason = addressPolicy.reasonAgainst(host);
    return reason === null ? null : refused(`The host is not allowed: ${reason}.`, 'BLOCKED_ADDRESS');
  }
  const name = host.replace(/\.+$/, '');
  if (name === '') return refused('The URL has no host.');
  if (!isHostName(name)) return refused('The host is not a valid name.');
  if (isLocalName(name) && !addressPolicy.isAllowed('127.0.0.1') && !addressPolicy.isAllowed('::1')) {
    return refused(`The host is not allowed: ${name} is this machine.`, 'BLOCKED_ADDRESS');
  }
  return null;
}

/** The host of a checked URL as the connector wants it: an IPv6 literal without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}

/** The port of a checked URL, also when it is the scheme's own. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** RFC 6761: these names are this machine, without asking anybody. */
function isLocalName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

/** The limits of DNS (RFC 1035): 253 characters, labels of 1 to 63. Underscores are common enough to be let through. */
function isHostName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
}

function rangeText([from, to]: PortRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}

function refused(reason: string, errorClass: 'BLOCKED_URL' | 'BLOCKED_ADDRESS' = 'BLOCKED_URL'): UrlVerdict {
  return { ok: false, reason, errorClass };
}
