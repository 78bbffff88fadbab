import { describe, expect, it } from '@jest/globals';
import { createAddressPolicy } from '@kassahook/sender/addressPolicy';

const policy = createAddressPolicy({ allowedCidrs: [] });

// prettier-ignore
const REFUSED = [
  // this network, loopback, private, shared, link-local
  '0.0.0.0', '0.1.2.3', '127.0.0.1', '127.255.255.254', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255',
  '192.168.0.1', '192.168.255.255', '100.64.0.1', '100.127.255.255', '169.254.0.1', '169.254.255.255',
  // the clouds' metadata services
  '169.254.169.254', '169.254.170.2', '168.63.129.16', '192.0.0.192', '100.100.100.200', 'fd00:ec2::254', 'fd20:ce::254',
  'fe80::a9fe:a9fe',
  // protocol assignments, documentation, benchmarks, relays, multicast, reserved, broadcast
  '192.0.0.1', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '192.31.196.1',
  '192.52.193.1', '192.175.48.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.254', '255.255.255.255',
  // IPv6: unspecified, loopback, unique local, link-local, site-local, multicast, discard, documentation, benchmarks
  '::', '::1', 'fc00::1', 'fdff:ffff::1', 'fe80::1', 'febf::1', 'fec0::1', 'ff02::1', 'ff0e::1', '100::1', '2001:db8::1', '3fff::1',
  '2001:2::1', '2001:10::1', '2001:20::1', '5f00::1', '4000::1', 'a000::1',
  // IPv4 inside IPv6, private or public: compatible, mapped, translated, NAT64, local NAT64, 6to4, Teredo
  '::7f00:1', '::127.0.0.1', '::8.8.8.8', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1', '64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b::8.8.8.8', '64:ff9b:1::10.0.0.1', '2002:7f00:1::',
  '2002:a9fe:a9fe::1', '2002:808:808::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001::f5ff:fffe',
  // bound to an interface
  'fe80::1%eth0', '::1%lo', '2606:4700:4700::1111%1',
  // not the text of an address
  '', 'localhost', 'example.com', '127.1', '0x7f.0.0.1', '0177.0.0.1', '2130706433', '127.0.0.1.', ' 8.8.8.8', '8.8.8.8/32', '[::1]',
];

// prettier-ignore
const ALLOWED = [
  '8.8.8.8', '1.1.1.1', '93.184.216.34', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.1',
  '168.63.129.15', '168.63.129.17', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255',
  '192.169.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e',
  '2001:4860:4860::8888',
];

describe('which addresses a request may go to', () => {
  it.each(REFUSED)('when the address is "%s", then it is refused with a reason that names it', (address) => {
    expect(policy.isAllowed(address)).toBe(false);
    expect(policy.reasonAgainst(address)).toContain(address);
  });

  it.each(ALLOWED)('when the address is %s, then it is public', (address) => {
    expect(policy.reasonAgainst(address)).toBeNull();
    expect(policy.isAllowed(address)).toBe(true);
  });

  it('when a kind of address is well known, then the reason says which', () => {
    expect(policy.reasonAgainst('127.0.0.1')).toBe('127.0.0.1 is a loopback address');
    expect(policy.reasonAgainst('10.1.2.3')).toBe('10.1.2.3 is a private address');
    expect(policy.reasonAgainst('169.254.169.254')).toBe('169.254.169.254 is a link-local address');
    expect(policy.reasonAgainst('168.63.129.16')).toBe("168.63.129.16 is the cloud platform's own address");
  });

  it('when ranges are allowed, then exactly they are open, and not their other spellings', () => {
    const open = createAddressPolicy({ allowedCidrs: ['127.0.0.0/8', 'fd00:1::/32', '168.63.129.16/32'] });
    expect(
      ['127.0.0.1', '127.9.9.9', 'fd00:1::5', '168.63.129.16', '8.8.8.8'].every((address) =>
        open.isAllowed(address),
      ),
    ).toBe(true);
    expect(
      ['128.0.0.0/8', '10.0.0.1', 'fd00:2::5', '::1', '::ffff:127.0.0.1'].some((address) =>
        open.isAllowed(address),
      ),
    ).toBe(false);
  });

  it.each([
    '',
    '127.0.0.1',
    '127.0.0.0/33',
    '127.0.0.0/',
    '127.1/8',
    '0x7f.0.0.0/8',
    'fd00::/129',
    'fe80::%eth0/64',
    'lan/8',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
  ])('when "%s" is configured as a range, then the error names it', (cidr) => {
    expect(() => createAddressPolicy({ allowedCidrs: ['10.0.0.0/8', cidr] })).toThrow(`"${cidr}"`);
    expect(() => createAddressPolicy({ allowedCidrs: [cidr] })).toThrow(
      expect.objectContaining({ code: 'CIDR_INVALID' }),
    );
  });
});
