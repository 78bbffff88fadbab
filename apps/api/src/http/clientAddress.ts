import ipaddr from 'ipaddr.js';
import type { ApiContext } from './context.js';

/** A host of IPv6 has a whole /64 to choose its addresses from: counted alone, each would be a new stranger. */
const IPV6_PREFIX_PARTS = 4;

/** Whom a limit by network address counts: an IPv4 address, or the /64 of an IPv6 one. */
export function addressKeyOf(ctx: ApiContext): string {
  const text = ctx.ip;
  if (!ipaddr.isValid(text)) return 'unknown';
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.toString();
  return (address as ipaddr.IPv6).parts
    .slice(0, IPV6_PREFIX_PARTS)
    .map((part) => part.toString(16))
    .join(':');
}
