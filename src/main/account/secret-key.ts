import { inspect } from 'node:util';

/** An API key that shows nothing of itself when it is printed, joined to a text or turned into JSON by accident. */
export class SecretKey {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  /** The last four characters: enough to recognise a key by, and what is remembered of it. */
  get ending(): string {
    return this.#text.slice(-4);
  }

  toString(): string {
    return '[key]';
  }

  toJSON(): string {
    return '[key]';
  }

  [inspect.custom](): string {
    return '[key]';
  }
}
