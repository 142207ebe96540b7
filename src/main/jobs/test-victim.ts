import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process that does an errand, says in lines what it comes to, and may be killed at any moment. */
export class Victim {
  /** How it ended: the signal that killed it, or its exit code. */
  readonly ended: Promise<string | number>;
  readonly #child: ReturnType<typeof begin>;

  constructor(script: string, errand: object, said: (line: string) => void = () => undefined) {
    this.#child = begin(script, errand);
    const lines = createInterface({ input: this.#child.stdout });
    lines.on('line', said);
    const read = once(lines, 'close');
    this.ended = once(this.#child, 'exit').then(async ([code, signal]) => {
      await read;
      return (signal ?? code) as string | number;
    });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** For one that waits to be told. */
  goOn(): void {
    this.#child.stdin.end();
  }
}

function begin(script: string, errand: object) {
  return spawn(process.execPath, [script, JSON.stringify(errand)], { stdio: ['pipe', 'pipe', 'inherit'] });
}
