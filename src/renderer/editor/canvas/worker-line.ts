import type { FromCanvas, ToCanvas } from './messages.ts';
import { Questions } from './questions.ts';
import { Settling } from './settling.ts';

/** What is needed of a worker. */
export type CanvasWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

interface Ears {
  readonly heard: (message: FromCanvas) => void;
  /** By itself: nothing that is asked for will be done any more. */
  readonly ended: () => void;
}

/** What is said to the worker, and waited for. Whoever waits for one that has ended, or asks it for more, hears that at once. */
export class WorkerLine {
  readonly #worker: CanvasWorker;
  readonly #questions = new Questions();
  readonly #settling = new Settling();

  constructor(worker: CanvasWorker, { heard, ended }: Ears) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromCanvas>) => {
      heard(data);
      this.#hear(data);
    };
    // What a command threw is told otherwise: this is a script that couldn't be loaded, or something that nobody counted with.
    worker.onerror = (event) => {
      this.end(event.message || 'The worker ended.');
      ended();
    };
  }

  send(message: ToCanvas, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  /** Something that is followed by a state. */
  step(message: ToCanvas): void {
    this.#settling.asked();
    this.send(message);
  }

  ask<T>(message: (id: number) => ToCanvas): Promise<T> {
    return this.#questions.ask((id) => this.send(message(id)));
  }

  /** Asks for something that changes the mask when its time has come. */
  askForChange<T>(message: (id: number) => ToCanvas): Promise<T> {
    return this.#settling.with(this.ask<T>(message));
  }

  /** When everything that was asked for until now is done. */
  settled(): Promise<void> {
    return this.#settling.all();
  }

  end(why: string): void {
    this.#worker.terminate();
    this.#questions.end(why);
    this.#settling.end(why);
  }

  #hear(message: FromCanvas): void {
    if (message.what === 'state') this.#settling.told(message.done);
    else if (message.what === 'imported') this.#questions.answer(message.id, message.scaledFrom);
    else if (message.what === 'encoded') this.#questions.answer(message.id, { png: message.png, state: message.state });
    else if (message.what === 'not-encoded') this.#questions.answer(message.id, message.why);
    else if (message.what === 'failed' && message.id !== null) this.#questions.fail(message.id, message.why);
  }
}
