import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { Redaction } from './redaction.ts';

export interface LogOptions {
  readonly folder: string;
  /** Also writes to the terminal. */
  readonly echo: boolean;
  /** A file that has grown to this is put aside, replacing the one before it. */
  readonly maxBytes?: number;
  readonly now?: () => Date;
}

/** The app's one log: what happened, for whoever has to find out why. Never a key, and never a reason to fail. */
export class Log {
  readonly path: string;
  readonly #echo: boolean;
  readonly #maxBytes: number;
  readonly #now: () => Date;
  readonly #redaction = new Redaction();

  constructor({ folder, echo, maxBytes = 1024 * 1024, now = () => new Date() }: LogOptions) {
    this.path = join(folder, 'afterglow.log');
    this.#echo = echo;
    this.#maxBytes = maxBytes;
    this.#now = now;
  }

  /** Keeps a key out of everything that is written from now on. */
  hide(key: string): void {
    this.#redaction.hide(key);
  }

  /** A text without any key that is kept out of the log. */
  redacted(text: string): string {
    return this.#redaction.of(text);
  }

  /** What was written last, oldest first, also what was put aside; nothing where nothing can be read. */
  lastLines(count: number): readonly string[] {
    const text = [this.#asidePath, this.path].map(readIfThere).join('');
    return text.split('\n').slice(0, -1).slice(-count);
  }

  info(message: string, details?: unknown): void {
    this.#write('info', message, details);
  }

  error(message: string, details?: unknown): void {
    this.#write('error', message, details);
  }

  #write(level: string, message: string, details: unknown): void {
    const told = details === undefined ? '' : ` ${this.#redaction.textOf(details)}`;
    const line = `${this.#now().toISOString()} ${level} ${this.#redaction.of(message)}${told}\n`;
    if (this.#echo) process.stderr.write(line);
    try {
      this.#append(line);
    } catch (error) {
      // A full or read-only disk must not take the app down through its log.
      process.stderr.write(`The log can't be written: ${this.#redaction.textOf(error)}\n`);
    }
  }

  #append(line: string): void {
    mkdirSync(join(this.path, '..'), { recursive: true });
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > 0 && size + line.length > this.#maxBytes) renameSync(this.path, this.#asidePath);
    appendFileSync(this.path, line, { mode: 0o600 });
  }

  get #asidePath(): string {
    return this.path.replace(/\.log$/, '.1.log');
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // not there yet, or not to be read: there is nothing to tell then
  }
}
