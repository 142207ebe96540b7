import type { MessagePort, Transferable } from 'node:worker_threads';

import { Failure } from '../../../shared/failure.ts';
import type { FromThread, ToThread } from './edit-messages.ts';
import type { Works } from './works.ts';

/** Does what is asked, and says what came of it. */
export function listenForWork(port: MessagePort, works: Works): void {
  const underWay = new Map<number, AbortController>();
  port.on('message', (message: ToThread) => {
    if (message.what === 'end') {
      port.close();
      return;
    }
    if (message.what === 'call-off') {
      underWay.get(message.id)?.abort();
      return;
    }
    const { id, name, given } = message;
    const calledOff = new AbortController();
    underWay.set(id, calledOff);
    // What is given is of the name's own type: `EditThread.ask` sees to that.
    const work = works[name] as (given: unknown, signal: AbortSignal) => Promise<unknown>;
    void work(given, calledOff.signal)
      .then(
        (value): FromThread => ({ what: 'answer', id, value }),
        (error: unknown) => problem(id, error),
      )
      .then((answer) => port.postMessage(answer, answer.what === 'answer' ? ownBytes(answer.value) : []))
      .finally(() => underWay.delete(id));
  });
}

function problem(id: number, error: unknown): FromThread {
  if (error instanceof Failure) return { what: 'failure', id, failure: error.toData() };
  return { what: 'error', id, error: error instanceof Error ? error : new Error(String(error)) };
}

/** Bytes are handed over, not copied, where they share their memory with nothing else. */
function ownBytes(value: unknown): Transferable[] {
  const bytes = Object.values(value ?? {}).filter((part) => part instanceof Uint8Array);
  return bytes.flatMap(({ buffer, byteLength }) => (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []));
}
