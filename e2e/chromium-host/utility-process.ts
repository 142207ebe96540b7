import { fork as forkNode, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';

import { app } from './app.ts';
import { cloneFromBytes, cloneToBytes } from './cloned-bytes.ts';
import { electronEvent } from './event.ts';
import { strict, strictClass } from './strict.ts';
import { forkOptions, type ForkOptions } from './utility-options.ts';

const START = join(import.meta.dirname, 'utility-start.ts');
/** As Electron's: one that doesn't go when it is asked to is made to. */
const PATIENCE_MS = 2000;

class UtilityProcess extends EventEmitter {
  readonly #serviceName: string;
  #child: ChildProcess | null;
  #spawned = false;
  #killed = false;

  constructor(entry: string, args: readonly string[], { serviceName, ...options }: ReturnType<typeof forkOptions>) {
    super();
    this.#serviceName = serviceName;
    const { electron, chrome } = process.versions;
    const setup = JSON.stringify({ electron, chrome });
    const child = (this.#child = forkNode(START, [setup, entry, ...args], { ...options, serialization: 'advanced' }));
    child.once('spawn', () => {
      this.#spawned = true;
      this.emit('spawn');
    });
    child.on('message', (bytes) => this.emit('message', cloneFromBytes(bytes as Uint8Array)));
    // One that can't even be started has no exit of its own; sending to one that is about to go is as if it had gone.
    child.on('error', () => {
      if (!this.#spawned) this.#gone(1, null);
    });
    child.once('exit', (code, signal) => this.#gone(code, signal));
  }

  get pid(): number | undefined {
    return this.#spawned ? this.#child?.pid : undefined;
  }
  get stdout(): NodeJS.ReadableStream | null {
    return this.#child?.stdout ?? null;
  }
  get stderr(): NodeJS.ReadableStream | null {
    return this.#child?.stderr ?? null;
  }

  postMessage(message?: unknown, transfer: readonly unknown[] = []): void {
    if (!this.#child) return;
    const bytes = cloneToBytes(message);
    if (transfer.length > 0) throw new TypeError('Port at index 0 is not a valid port');
    if (this.#child.connected) this.#child.send(bytes, () => undefined);
  }

  kill(): boolean {
    const child = this.#child;
    if (!child || !this.#spawned) return false;
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('exit', () => clearTimeout(patience));
    this.#killed = child.kill('SIGTERM');
    return this.#killed;
  }

  #gone(code: number | null, signal: NodeJS.Signals | null): void {
    this.#child = null;
    // What `kill` did counts as a normal end.
    const asked = this.#killed && (signal === 'SIGTERM' || signal === 'SIGKILL');
    const exitCode = code ?? (signal ? constants.signals[signal] : 1);
    this.emit('exit', asked ? 0 : exitCode);
    if (exitCode !== 0) this.#tellApp(exitCode, signal);
  }

  #tellApp(exitCode: number, signal: NodeJS.Signals | null): void {
    const killed = signal === 'SIGTERM' || signal === 'SIGKILL' || signal === 'SIGINT';
    const reason = killed ? 'killed' : signal ? 'crashed' : 'abnormal-exit';
    const details = { type: 'Utility', reason, exitCode, serviceName: 'node.mojom.NodeService', name: this.#serviceName };
    app.emit('child-process-gone', electronEvent({}), details);
  }
}
strictClass('UtilityProcess', UtilityProcess);
export type { UtilityProcess };

export const utilityProcess = strict('utilityProcess', {
  fork: (modulePath: string, args?: readonly string[] | ForkOptions, options?: ForkOptions): UtilityProcess => {
    if (!modulePath) throw new Error('Missing UtilityProcess entry script.');
    const [given, chosen] = Array.isArray(args) ? [args as readonly string[], options] : [[], (args as ForkOptions | undefined) ?? options];
    const checked = forkOptions(chosen ?? {});
    if (!app.isReady()) throw new TypeError('utilityProcess cannot be created before app is ready.');
    return new UtilityProcess(modulePath, given, checked);
  },
});
