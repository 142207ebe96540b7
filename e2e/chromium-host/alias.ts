// Stock Chromium can't navigate to a scheme of the app's own, so the document of app://afterglow/x is served as
// https://afterglow.app.stand-in.invalid/x. The app never sees this name: addresses are put back wherever they come out.
const SUFFIX = '.stand-in.invalid';
const BUILT_IN = new Set(['http:', 'https:', 'file:', 'data:', 'blob:', 'about:', 'devtools:', 'chrome:', 'javascript:', 'mailto:']);

export const ALIAS_PATTERN = `https://*${SUFFIX}/*`;

/** app://afterglow/x → https://afterglow.app.stand-in.invalid/x; other addresses stay. */
export function toAlias(address: string): string {
  const url = URL.parse(address);
  if (!url || BUILT_IN.has(url.protocol)) return address;
  const [, rest = '/'] = /^[^:]+:\/\/[^/?#]*(.*)$/.exec(url.href) ?? [];
  return `https://${url.host || 'none'}.${url.protocol.slice(0, -1)}${SUFFIX}${rest.startsWith('/') ? rest : `/${rest}`}`;
}

/** https://afterglow.app.stand-in.invalid/x → app://afterglow/x; other addresses stay. `blob:` and origins included. */
export function fromAlias(address: string): string {
  return address.replace(/https:\/\/([\w.-]+)\.([\w+-]+)\.stand-in\.invalid/g, '$2://$1');
}

export function isAlias(address: string): boolean {
  return URL.parse(address)?.hostname.endsWith(SUFFIX) ?? false;
}

/** Names of the app's own origins in a header (a CSP, a redirect) as Chromium has to see them. */
export function aliasWithin(text: string, schemes: Iterable<string>): string {
  let result = text;
  for (const scheme of schemes) {
    result = result.replace(new RegExp(`\\b${scheme}://([\\w.-]+)`, 'g'), `https://$1.${scheme}${SUFFIX}`);
    result = result.replace(new RegExp(`(^|[\\s;,])${scheme}:(?=$|[\\s;,])`, 'g'), `$1https://*.${scheme}${SUFFIX}`);
  }
  return result;
}
