// Runs in the page's own world (types stripped) before the page's scripts. So it imports only what is put before it in the same script.
import { linkWorlds, type WorldLink } from './world-link.ts';

/** Makes what the preload exposes appear on window, and window.open ask instead of opening. `token` is known to the two worlds only. */
export function startPageWorld(token: string): void {
  if (window !== window.top) return;
  const node = document.createComment('');
  const deepFreeze = (value: unknown): unknown => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
      return value;
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
    return value;
  };
  const expose = (given: unknown): void => {
    const [key, api] = given as [string, unknown];
    if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
    Object.defineProperty(window, key, { value: deepFreeze(api), enumerable: true, writable: false, configurable: false });
  };
  const link: WorldLink = linkWorlds(node, 'page', 'preload', { expose });
  // What may be opened is decided in the main process, which can't be asked synchronously; the stand-in never opens a second window from a page.
  window.open = (url, name, features) => {
    link.ask('open', {
      url: url === undefined ? 'about:blank' : new URL(url, document.baseURI).href,
      name: name ?? '',
      features: features ?? '',
    });
    return null;
  };
  document.dispatchEvent(new MouseEvent(token, { relatedTarget: node }));
}
