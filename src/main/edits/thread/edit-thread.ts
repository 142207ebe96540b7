import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { Failure } from '../../../shared/failure.ts';
import { Turns } from '../../library/turns.ts';
import type { FromThread, ToThread } from './edit-messages.ts';
import type { Answer, Given, WorkName } from './edit-work.ts';

/** Beside this file, in the source as well as in the bundle, where it lies beside the program that starts it. */
const worker = join(import.meta.dirname, `edit-worker${extname(import.meta.filename)}`);

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The thread that works on pixels: megapixels in a loop would hold up everything else that the library is asked. It is
 * started when it is needed, does one thing at a time, and stays: it gives its pictures back by itself, and a thread that is
 * ended from outside may take the process along (a decoder in the middle of its work; electron/electron#47986).
 */
export class EditThread {
  readonly #script: string;
  readonly #turns = new Turns(1);
  #worker: Worker | null = null;
  #waiting: (Waiting & { readonly id: number }) | null = null;
  #lastId = 0;

  constructor(script = worker) {
    this.#script = script;
  }

  /** Throws what the work throws, `cancelled` when it was called off, and `unexpected` when the thread dies over it; the next question starts another one. */
  ask<Name extends WorkName>(name: Name, given: Given<Name>, signal?: AbortSignal): Promise<Answer<Name>> {
    return this.#turns.take(async () => {
      ensureWanted(signal);
      const id = ++this.#lastId;
      const callOff = (): void => this.#worker?.postMessage({ what: 'call-off', id } satisfies ToThread);
      signal?.addEventListener('abort', callOff, { once: true });
      try {
        return (await this.#asked({ what: 'ask', id, name, given })) as Answer<Name>;
      } catch (error) {
        ensureWanted(signal);
        throw error;
      } finally {
        signal?.removeEventListener('abort', callOff);
        this.#worker?.unref();
      }
    });
  }

  /** Once it has done what it was asked. What is asked afterwards starts another one. */
  close(): Promise<void> {
    return this.#turns.take(async () => {
      const thread = this.#worker;
      if (!thread) return;
      // Whatever else goes wrong at its end: 'exit' comes last, and comes always.
      const { promise: ended, resolve } = Promise.withResolvers<unknown>();
      thread.once('exit', resolve);
      thread.ref();
      thread.postMessage({ what: 'end' } satisfies ToThread);
      await ended;
    });
  }

  async #asked(message: ToThread & { readonly what: 'ask' }): Promise<unknown> {
    const { promise, ...waiting } = Promise.withResolvers<unknown>();
    this.#waiting = { ...waiting, id: message.id };
    this.#worker ??= this.#start();
    // While something is asked the program may not end for want of anything else to do.
    this.#worker.ref();
    this.#worker.postMessage(message);
    return promise;
  }

  #start(): Worker {
    const started = new Worker(this.#script);
    started.on('message', (message: FromThread) => this.#hear(message));
    started.on('error', (error) => this.#ended(started, error));
    started.on('exit', () => this.#ended(started));
    return started;
  }

  #hear(message: FromThread): void {
    if (message.id !== this.#waiting?.id) return;
    const { resolve, reject } = this.#waiting;
    this.#waiting = null;
    if (message.what === 'answer') resolve(message.value);
    else reject(message.what === 'failure' ? Failure.fromData(message.failure) : message.error);
  }

  #ended(thread: Worker, cause?: unknown): void {
    if (this.#worker !== thread) return;
    this.#worker = null;
    this.#waiting?.reject(
      new Failure('unexpected', 'The work on the picture ended before it was done.', { cause, because: { why: 'work-ended' } }),
    );
    this.#waiting = null;
  }
}

function ensureWanted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Failure('cancelled', 'The work on the picture was called off.');
}
