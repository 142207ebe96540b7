import { inflateSync } from 'node:zlib';

/** How much text one file may have us look at. Real ones hold a tenth of that. */
const maxTextBytes = 4 * 1024 * 1024;
const maxTexts = 1_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

/** Reads a stranger's texts as long as there is budget; what goes beyond it is as if it weren't there. */
export class TextBudget {
  #bytes: number;
  #texts = maxTexts;

  constructor(bytes = maxTextBytes) {
    this.#bytes = bytes;
  }

  /** The bytes themselves, or null when they are too many. */
  plain(bytes: Uint8Array): Uint8Array | null {
    if (!this.#spend(bytes.byteLength)) return null;
    return bytes;
  }

  /** What zlib made smaller; null when it unfolds to too much, or isn't zlib's. */
  inflated(bytes: Uint8Array): Uint8Array | null {
    if (this.#bytes <= 0 || !this.#spend(0)) return null;
    try {
      const text = inflateSync(bytes, { maxOutputLength: this.#bytes });
      this.#bytes -= text.byteLength;
      return text;
    } catch {
      // Whoever sends something that unfolds to megabytes does so only once.
      this.#bytes -= maxTextBytes / 4;
      return null;
    }
  }

  #spend(bytes: number): boolean {
    this.#texts -= 1;
    if (this.#texts < 0 || bytes > this.#bytes) return false;
    this.#bytes -= bytes;
    return true;
  }
}

/** Many programs write UTF-8 where Latin-1 is asked for: what is valid UTF-8 is hardly ever meant as anything else. */
export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}
