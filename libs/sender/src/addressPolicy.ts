import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { AppError } from '@kassahook/platform/errors';

/** Says which addresses a request may go to. Pure: it looks nothing up. */
export interface AddressPolicy {
  /** May a connection be opened to this address? Anything that is not the text of one IP address may not. */
  isAllowed(address: string): boolean;
  /** Why not, as a short sentence for an API answer; null when it is allowed. */
  reasonAgainst(address: string): string | null;
}

export interface AddressPolicyOptions {
  /** Ranges that are open although they are not public, e.g. `127.0.0.0/8` in tests. Empty in production. */
  allowedCidrs: readonly string[];
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Cidr = [Address, number];

/** What ipaddr.js calls a range → what people call it. A range without a name here is "not a public address". */
const RANGE_NAMES: Readonly<Record<string, string>> = {
  unspecified: 'the unspecified address',
  loopback: 'a loopback address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  linkLocal: 'a link-local address',
  deprecatedSiteLocal: 'a site-local address',
  carrierGradeNat: 'a shared (carrier) address',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
  ipv4Mapped: 'an IPv4 address written as IPv6',
  rfc6145: 'an IPv4 address translated to IPv6',
  rfc6052: 'an IPv4 address behind NAT64',
  '6to4': 'a 6to4 address',
  teredo: 'a Teredo address',
};

/**
 * Public by its number, but never a receiver: Azure's platform host (metadata, DNS, health probes) answers on it from inside
 * every virtual machine. The other clouds' metadata services sit in ranges that are refused anyway: 169.254.0.0/16 (AWS, GCP,
 * Azure, and most others), 192.0.0.0/24 (Oracle), 100.64.0.0/10 (Alibaba), fc00::/7 (AWS fd00:ec2::254, GCP fd20:ce::254).
 */
const AZURE_PLATFORM_HOST = '168.63.129.16';

/**
 * All of IPv6 that is handed out for public unicast (IANA, RFC 4291). ipaddr.js calls everything "unicast" that it has no other
 * name for, `::/96` (IPv4-compatible, deprecated) among it, so the list of what is refused can never be complete; this one can.
 */
const PUBLIC_IPV6: Cidr = ipaddr.parseCIDR('2000::/3');

/**
 * Creates the policy: public unicast and the allowed ranges, nothing else. Ways to write an IPv4 address inside an IPv6 one
 * (mapped, 6to4, NAT64, Teredo) are refused as a whole, public ones too: no receiver needs them, and what a gateway makes of
 * them is not ours to know. An allowed IPv4 range does not open its IPv6 spellings.
 * @throws AppError CIDR_INVALID naming the range
 */
export function createAddressPolicy({ allowedCidrs }: AddressPolicyOptions): AddressPolicy {
  const allowed = allowedCidrs.map(parseCidr);
  const reasonAgainst = (text: string) => reasonFor(text, allowed);
  return { reasonAgainst, isAllowed: (text) => reasonAgainst(text) === null };
}

function reasonFor(text: string, allowed: readonly Cidr[]): string | null {
  // Node's own test first: ipaddr.js also reads octal, hex and short forms, and here only the final spelling may come.
  if (isIP(text) === 0) return `${text} is not an IP address`;
  // A zone names an interface of this machine; no public address has one. It must not fall off in a comparison.
  if (text.includes('%')) return `${text} is bound to a network interface`;
  const address = ipaddr.parse(text);
  if (allowed.some((range) => contains(range, address))) return null;
  if (text === AZURE_PLATFORM_HOST) return `${text} is the cloud platform's own address`;
  const range = address.range();
  if (range !== 'unicast') return `${text} is ${RANGE_NAMES[range] ?? 'not a public address'}`;
  if (address.kind() === 'ipv6' && !contains(PUBLIC_IPV6, address)) return `${text} is not a public address`;
  return null;
}

function contains([network, bits]: Cidr, address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}

function parseCidr(text: string): Cidr {
  const [address = '', bits = '', ...rest] = text.split('/');
  const version = isIP(address);
  const isValid =
    version !== 0 &&
    !address.includes('%') &&
    /^\d{1,3}$/.test(bits) &&
    Number(bits) <= (version === 4 ? 32 : 128) &&
    rest.length === 0;
  if (!isValid) {
    throw new AppError(`"${text}" is not an address range such as 127.0.0.0/8`, { code: 'CIDR_INVALID' });
  }
  return [ipaddr.parse(address), Number(bits)];
}
