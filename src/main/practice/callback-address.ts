import { BlockList, isIP } from 'node:net';

/** The page's limit on a callback URL. */
const maxCharacters = 2048;

const notPublic = new BlockList();
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]) {
  const [net = '', bits] = range.split('/');
  notPublic.addSubnet(net, Number(bits), 'ipv4');
}
for (const [net, bits] of [
  ['::', 96], // unspecified, loopback and the deprecated IPv4-compatible addresses
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4 carries an IPv4 address inside
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  notPublic.addSubnet(net, bits, 'ipv6');
}

const privateNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

/** Says why the service would not call this address, or nothing when it would. Names are not resolved. */
export function callbackProblem(address: string): string | undefined {
  if (address.length > maxCharacters) return `callback_url must not be longer than ${maxCharacters} characters`;
  if (!URL.canParse(address)) return 'callback_url is not a valid URL';
  const url = new URL(address);
  if (url.protocol !== 'https:') return 'callback_url must use HTTPS';
  return isPrivateHost(url.hostname) ? 'callback_url must not point to a private address' : undefined;
}

// URL has already turned every spelling of an IPv4 address (2130706433, 0x7f.1) into dotted form.
function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(host);
  if (family === 0) return privateNames.test(host) || !host.includes('.');
  return notPublic.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
