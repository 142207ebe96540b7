// Runs in the preload's isolated world (types stripped) before any script of the page. So it imports only what is put before it in the same script.
import { decode, encode } from './codec.ts';
import { watchKeys, watchWindow } from './page-watch.ts';
import { rendererModules, type Wire } from './renderer-modules.ts';
import { linkWorlds } from './world-link.ts';

/** Long texts travel in pieces: Chromium is several times faster with ten messages of 1 MB than with one of 10 MB. */
const PIECE = 1 << 20;

export interface PreloadSetup {
  readonly token: string;
  readonly process: Record<string, unknown>;
}

type PreloadScript = (require: (name: string) => unknown, module: { exports: object }, exports: object, process: unknown) => void;

declare function __standInSend(text: string): void;

export function startPreloadWorld({ token, process }: PreloadSetup, preload: PreloadScript | null): void {
  if (window !== window.top) return;
  const transmit = __standInSend;
  let rest = '';
  const received: ((message: never) => void)[] = [];
  const wire: Wire = {
    send(message) {
      const text = encode(message);
      for (let start = 0; start < text.length; start += PIECE) {
        transmit((start + PIECE < text.length ? '+' : '.') + text.slice(start, start + PIECE));
      }
    },
    receive: (listener) => void received.push(listener),
  };
  Object.defineProperty(globalThis, '__standInReceive', {
    value: (piece: string): void => {
      rest += piece.slice(1);
      if (piece.startsWith('+')) return;
      const message = decode(rest) as never;
      rest = '';
      for (const listener of received) listener(message);
    },
  });
  wire.send({ kind: 'document', url: location.href });
  watchKeys(wire);
  watchWindow(wire);
  document.addEventListener(
    token,
    (event) => {
      event.stopImmediatePropagation();
      const open = (details: unknown): void => wire.send({ kind: 'open', ...(details as object) });
      const link = linkWorlds((event as MouseEvent).relatedTarget as EventTarget, 'preload', 'page', { open });
      if (preload) runPreload(preload, rendererModules(wire, link), process, wire);
    },
    { once: true, capture: true },
  );
}

function runPreload(preload: PreloadScript, modules: Record<string, unknown>, process: Record<string, unknown>, wire: Wire): void {
  const require = (name: string): unknown => {
    const plain = name.replace(/^node:/, '');
    if (Object.hasOwn(modules, plain)) return modules[plain];
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    wire.send({ kind: 'preload-error', error: error instanceof Error ? error : new Error(String(error)) });
    console.error('Unable to load preload script', error);
  }
}
