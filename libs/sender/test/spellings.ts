/** Ways to write an address that must not be called; what curl, browsers and C libraries understand as one. */
// prettier-ignore
export const PRIVATE_SPELLINGS: readonly string[] = [
  // plain, short, decimal, octal, hex, mixed, padded
  'http://127.0.0.1/', 'http://127.0.0.1:8080/hook?x=1', 'https://127.0.0.1/', 'http://127.1/', 'http://127.0.1/', 'http://127.65535/',
  'http://2130706433/', 'http://017700000001/', 'http://0x7f000001/', 'http://0X7F000001/', 'http://0x7f.1/', 'http://0177.0.0.1/',
  'http://0177.0.0.01/', 'http://0x7f.0x0.0x0.0x1/', 'http://0x7f.0.0.1/', 'http://127.0x0.0.01/', 'http://00000177.1/',
  'http://0/', 'http://0.0.0.0/', 'http://0x0/', 'http://00/', 'http://4294967295/', 'http://0xffffffff/',
  // other private ranges, in numbers
  'http://10.0.0.1/', 'http://167772161/', 'http://0xa000001/', 'http://012.1/', 'http://192.168.1.1/', 'http://3232235777/',
  'http://192.168.257/', 'http://172.16.0.1/', 'http://100.64.0.1/', 'http://198.18.0.1/', 'http://240.0.0.1/', 'http://224.0.0.1/',
  // trailing dots
  'http://127.0.0.1./', 'http://2130706433./', 'http://localhost./', 'http://10.0.0.1.:8080/',
  // percent, full width, circled, ideographic and half-width dots, soft hyphen: what IDNA maps to digits and letters
  'http://%31%32%37.0.0.1/', 'http://127%2e0%2e0%2e1/', 'http://１２７.０.０.１/', 'http://①②⑦.⓪.⓪.①/', 'http://127。0。0。1/',
  'http://127．0．0．1/', 'http://127｡0｡0｡1/', 'http://ｌｏｃａｌｈｏｓｔ/', 'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'http://local\u00adhost/', 'http://𝟭𝟮𝟳.𝟬.𝟬.𝟭/',
  // names of this machine
  'http://localhost/', 'http://LOCALHOST/', 'http://LocalHost:8080/', 'http://shop.localhost/', 'http://a.b.localhost./',
  // metadata services of the clouds: AWS, GCP, Azure, Oracle, Alibaba, AWS and GCP on IPv6, container credentials
  'http://169.254.169.254/latest/meta-data/', 'http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/',
  'http://169.254.43518/', 'http://168.63.129.16/', 'http://2822734096/', 'http://192.0.0.192/', 'http://100.100.100.200/',
  'http://1684301000/', 'http://169.254.170.2/', 'http://[fd00:ec2::254]/', 'http://[fd20:ce::254]/', 'http://[fe80::a9fe:a9fe]/',
  // IPv6, and IPv4 inside it
  'http://[::1]/', 'http://[::1]:8080/', 'http://[0:0:0:0:0:0:0:1]/', 'http://[0000:0000:0000:0000:0000:0000:0000:0001]/', 'http://[::]/',
  'http://[::127.0.0.1]/', 'http://[::7f00:1]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[::FFFF:A9FE:A9FE]/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]/', 'http://[::ffff:0:7f00:1]/', 'http://[64:ff9b::7f00:1]/', 'http://[64:ff9b::169.254.169.254]/',
  'http://[64:ff9b:1::10.0.0.1]/', 'http://[2002:7f00:1::]/', 'http://[2002:a9fe:a9fe::]/', 'http://[2001::f5ff:fffe]/',
  'http://[fc00::1]/', 'http://[fd12:3456:789a::1]/', 'http://[fe80::1]/', 'http://[fec0::1]/', 'http://[ff02::1]/', 'http://[2001:db8::1]/',
  // extra slashes and backslashes that the parser forgives
  'http:///127.0.0.1/', 'http:\\\\127.0.0.1\\', 'http:127.0.0.1/', 'HTTP://127.0.0.1',
];

/** Texts that no parser of ours may make an address of: they are not URLs at all. */
// prettier-ignore
export const BROKEN_SPELLINGS: readonly string[] = [
  'http://', 'http://:8080/', 'http://./', 'http://../', 'http://1.2.3.4.5/', 'http://256.0.0.1/', 'http://127.0.0.256/', 'http://4294967296/',
  'http://0x100000000/', 'http://08.0.0.1/', 'http://127.0.0.1.0x/', 'http://1..1/', 'http://[::1/', 'http://::1/', 'http://[::1%25lo]/',
  'http://[fe80::1%25eth0]/', 'http://[fe80::1%eth0]/', 'http://[::ffff:127.0.0.1.]/', 'http://[127.0.0.1]/', 'http://[v1.a]/',
  'http://127.0.0.1 /', ' http://127.0.0.1/', 'http://127.0.0.1\t/', 'http://exa\nmple.com/', 'http://exam ple.com/', 'http://a%00b.com/',
  'http://foo.0x7f/', 'http://exa*mple.com/', `http://${'a'.repeat(64)}.com/`, `http://${'a.'.repeat(130)}com/`, 'example.com', '//example.com/', '/hook', '',
  'javascript:alert(1)', 'file:///etc/passwd', 'ftp://example.com/', 'gopher://example.com/', 'ws://example.com/', 'unix:/var/run/docker.sock',
];
