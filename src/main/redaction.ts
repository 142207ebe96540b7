import { inspect } from 'node:util';

/** Takes everything out of a text that is, holds or looks like a key. */
export class Redaction {
  readonly #spellings = new Set<string>();

  /** From now on this key is taken out wherever it appears, in any spelling that it travels in. */
  hide(key: string): void {
    if (key === '') return;
    const bytes = Buffer.from(key);
    const spellings = [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key), bytes.toString('hex'), bytes.toString('base64')];
    for (const spelling of spellings) this.#spellings.add(spelling);
  }

  /** The value as text, an error with its causes and everything it carries, without a key. */
  textOf(value: unknown): string {
    // Nothing may be cut before it is searched: half a key would no longer be recognised.
    const text = typeof value === 'string' ? value : inspect(value, { depth: 8, maxStringLength: Infinity, breakLength: 140 });
    return this.of(text);
  }

  of(text: string): string {
    let redacted = text;
    for (const spelling of this.#spellings) redacted = redacted.replaceAll(spelling, '[key]');
    return redacted
      .replace(/<Buffer [^>]*>/g, '<Buffer>')
      .replace(/(Uint8Array\(\d+\)) \[[^\]]*\]/g, '$1 […]')
      .replace(/((?:proxy-)?authorization["']?\s*(?:[:=,]|=>)\s*)(?:"[^"]*"|'[^']*'|`[^`]*`|[^\n,}\]]+)/gi, '$1[hidden]')
      .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [hidden]')
      .replace(/\bsk-[\w-]{4,}/g, '[key]');
  }
}
