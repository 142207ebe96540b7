import ipaddr from 'ipaddr.js';

/** Of IPv6 only 2000::/3 is given out for use in public; `::127.0.0.1`, for one, is outside it. */
function isGlobalUnicast({ parts }: ipaddr.IPv6): boolean {
  return ((parts[0] ?? 0) & 0xe000) === 0x2000;
}

/** Whether an IP address can be reached from anywhere: public unicast, IPv4-mapped addresses looked through. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || isGlobalUnicast(parsed));
}

/** Whether a URL's host names this machine or a private network, as far as its text tells: literals and names that can't be public. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (ipaddr.isValid(host)) return !isPublicAddress(host);
  return !host.includes('.') || /(^|\.)(localhost|local|internal|lan|home|intranet|localdomain|home\.arpa)$/.test(host);
}
