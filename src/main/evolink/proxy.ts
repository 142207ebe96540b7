/**
 * The proxy in a PAC-style answer such as `PROXY proxy.example:3128; DIRECT`, as a URL, or null for a direct connection.
 * Source: what Electron's `session.resolveProxy` answers with.
 */
export function proxyFrom(answer: string): string | null {
  const [first = ''] = answer.split(';');
  const [, kind = '', host = ''] = /^\s*(PROXY|HTTPS|SOCKS5?)\s+(\S+)\s*$/i.exec(first) ?? [];
  if (host === '') return null;
  const scheme = { PROXY: 'http', HTTPS: 'https' }[kind.toUpperCase()] ?? 'socks5';
  return `${scheme}://${host}`;
}

/** Servers on this machine (practice mode, tests) are never asked for through a proxy. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
