// What a utility process runs before its entry script: gives `process` what it has there in Electron, and takes away what it hasn't.
import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { cloneFromBytes, cloneToBytes } from './cloned-bytes.ts';
import { strict } from './strict.ts';

type Send = (bytes: Buffer, handle: undefined, options: undefined, done: () => void) => boolean;

class ParentPort extends EventEmitter {
  readonly #send: Send;
  /** Kept until somebody listens. */
  #queue: Uint8Array[] | null = [];

  constructor(send: Send) {
    super();
    strict('parentPort', this);
    this.#send = send;
    this.on('newListener', (name) => {
      if (name === 'message' && this.listenerCount('message') === 0) process.nextTick(() => this.start());
    });
    this.on('removeListener', (name) => {
      if (name === 'message' && this.listenerCount('message') === 0) this.pause();
    });
  }

  start(): void {
    const queue = this.#queue ?? [];
    this.#queue = null;
    for (const bytes of queue) this.#receive(bytes);
  }
  pause(): void {
    this.#queue ??= [];
  }
  postMessage(message: unknown): void {
    this.#send(cloneToBytes(message), undefined, undefined, () => undefined);
  }

  #receive(bytes: Uint8Array): void {
    if (this.#queue) this.#queue.push(bytes);
    else this.emit('message', { data: cloneFromBytes(bytes), ports: [] });
  }
  /** @internal */
  static receive(port: ParentPort, bytes: Uint8Array): void {
    port.#receive(bytes);
  }
}

const [, , setup = '{}', entry = '', ...args] = process.argv;
const parentPort = new ParentPort(process.send?.bind(process) as Send);
process.on('message', (bytes) => ParentPort.receive(parentPort, bytes as Uint8Array));
// Its app is gone, and takes it along without a word.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

Object.assign(process.versions, JSON.parse(setup));
Object.assign(process, { type: 'utility', argv: [process.execPath, entry, ...args] });
for (const name of ['send', 'disconnect']) Reflect.deleteProperty(process, name);
Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true, writable: false });
registerHooks({
  resolve(name, context, next) {
    if (!/^electron(\/|$)/.test(name)) return next(name, context);
    throw new Error(`The module ${name} is not implemented by the stand-in in a utility process`);
  },
});
await import(pathToFileURL(resolve(entry)).href);
