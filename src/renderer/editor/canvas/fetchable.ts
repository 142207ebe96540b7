/** A worker has no page to be relative to, and the page's own origin isn't spelt `app://afterglow` everywhere. */
export function fetchable(address: string): string {
  return new URL(address.replace(/^app:\/\/afterglow\//, ''), document.baseURI).href;
}
