// Runs in the preload's isolated world (types stripped). So it imports only types and what is put before it in the same script.
import type { WorldLink } from './world-link.ts';

export interface Wire {
  send(message: object): void;
  receive(listener: (message: FromMain) => void): void;
}

/** What the main process says to a document. */
type FromMain =
  | { readonly kind: 'reply'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly kind: 'message'; readonly channel: string; readonly args: readonly unknown[] };

/** Stands still until the main process has put the path in (see file-paths.ts). */
declare function __standInPause(question: { readonly file: File; path: string }): void;

type Listener = (...args: never[]) => void;

/** Just enough of Node's emitter: a sandboxed preload has a polyfill of it, too. */
class PreloadEmitter {
  readonly #listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>();
  on(name: string, listener: Listener): this {
    return this.#add(name, listener, false);
  }
  addListener(name: string, listener: Listener): this {
    return this.#add(name, listener, false);
  }
  once(name: string, listener: Listener): this {
    return this.#add(name, listener, true);
  }
  off(name: string, listener: Listener): this {
    const all = this.#listeners.get(name) ?? [];
    const at = all.findLastIndex((entry) => entry.listener === listener);
    this.#listeners.set(
      name,
      all.filter((_, index) => index !== at),
    );
    return this;
  }
  removeListener(name: string, listener: Listener): this {
    return this.off(name, listener);
  }
  removeAllListeners(name?: string): this {
    if (name === undefined) this.#listeners.clear();
    else this.#listeners.delete(name);
    return this;
  }
  listenerCount(name: string): number {
    return this.#listeners.get(name)?.length ?? 0;
  }
  emit(name: string, ...args: unknown[]): boolean {
    const all = this.#listeners.get(name) ?? [];
    this.#listeners.set(
      name,
      all.filter(({ once }) => !once),
    );
    for (const { listener } of all) listener(...(args as never[]));
    return all.length > 0;
  }
  #add(name: string, listener: Listener, once: boolean): this {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, once }]);
    return this;
  }
}

/** What `require` knows in a sandboxed preload. */
export function rendererModules(wire: Wire, link: WorldLink): Record<string, unknown> {
  const contextBridge = known('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => void link.ask('expose', [key, api]),
  });
  const webUtils = known('webUtils', {
    getPathForFile: (file: unknown): string => {
      if (!(file instanceof Blob)) throw new TypeError('getPathForFile expected to receive a File object but one was not provided');
      // What a script has made comes from nowhere.
      if (!(file instanceof File)) return '';
      const question = { file, path: '' };
      __standInPause(question);
      return question.path;
    },
  });
  const electron = known('', { contextBridge, ipcRenderer: ipcRenderer(wire), webUtils });
  return {
    electron,
    'electron/renderer': electron,
    'electron/common': electron,
    events: Object.assign(PreloadEmitter, { EventEmitter: PreloadEmitter }),
    timers: {
      setTimeout,
      clearTimeout,
      setInterval,
      clearInterval,
      setImmediate: (run: () => void) => setTimeout(run, 0),
      clearImmediate: clearTimeout,
    },
    url: { URL, URLSearchParams },
  };
}

function ipcRenderer(wire: Wire): object {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  let lastId = 0;
  const ipc = Object.assign(new PreloadEmitter(), {
    send: (channel: string, ...args: unknown[]) => wire.send({ kind: 'send', channel, args }),
    // An async function, as Electron's: what can't be cloned rejects.
    invoke: async (channel: string, ...args: unknown[]) => {
      const id = ++lastId;
      wire.send({ kind: 'invoke', id, channel, args });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
  });
  wire.receive((message) => {
    if (message.kind === 'message') {
      ipc.emit(message.channel, { sender: ipc, ports: [], preventDefault: () => undefined }, ...message.args);
      return;
    }
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.error === undefined) resolve?.(message.value);
    else reject?.(new Error(message.error));
  });
  return known('ipcRenderer', ipc);
}

/** An object on which reading an unknown name throws: it may exist in Electron. */
function known(name: string, members: object): object {
  return new Proxy(members, {
    get(target, key) {
      if (typeof key !== 'symbol' && !(key in target) && key !== 'then') {
        throw new Error(`electron.${name}${name && '.'}${key} is not implemented by the stand-in`);
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' && !Object.hasOwn(target, key) ? (value.bind(target) as unknown) : value;
    },
  });
}
