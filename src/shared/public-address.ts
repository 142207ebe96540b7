import ipaddr from 'ipaddr.js';

/** Whether an IP address can be reached from anywhere: public unicast, IPv4-mapped and translated addresses looked through. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast';
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
