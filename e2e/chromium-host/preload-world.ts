// Runs in the preload's isolated world (types stripped) before any script of the page. So it imports only what is put before it in the same script.
import { watchKeys, watchWindow } from './page-watch.ts';
import { gatherPieces, piecesOf } from './pieces.ts';
import { rendererModules, type Wire } from './renderer-modules.ts';
import { linkWorlds } from './world-link.ts';

export interface PreloadSetup {
  readonly token: string;
  readonly process: Record<string, unknown>;
}

type PreloadScript = (require: (name: string) => unknown, module: { exports: object }, exports: object, process: unknown) => void;

declare function __standInSend(text: string): void;

export function startPreloadWorld({ token, process }: PreloadSetup, preload: PreloadScript | null): void {
  if (window !== window.top) return;
  const transmit = __standInSend;
  const received: ((message: never) => void)[] = [];
  const wire: Wire = {
    send(message) {
      for (const piece of piecesOf(message)) transmit(piece);
    },
    receive: (listener) => void received.push(listener),
  };
  Object.defineProperty(globalThis, '__standInReceive', {
    value: gatherPieces((message) => {
      for (const listener of received) listener(message as never);
    }),
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
