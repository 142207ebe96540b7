import { readFile } from 'node:fs/promises';

import { Failure } from '../../../shared/failure.ts';
import { onDisk } from '../../files/disk-failure.ts';
import { sha256Of } from '../../files/file-content.ts';
import type { PictureSource } from './edit-work.ts';

/** A file's bytes, proven to be those that are meant: rather nothing than a picture made from another one. */
export async function bytesOf({ path, sha256 }: PictureSource): Promise<Uint8Array> {
  const bytes = await onDisk(() => readFile(path));
  if (sha256Of(bytes) !== sha256) {
    throw new Failure('not-found', 'The picture was changed by another program.', { because: { why: 'file-changed' } });
  }
  return bytes;
}

/** What was decoded last, kept for a while: what comes next is mostly about the same picture. */
export class LastDecoded<T> {
  readonly #decode: (bytes: Uint8Array) => Promise<T>;
  readonly #keptMs: number;
  #sha256: string | null = null;
  #decoded: Promise<T> | null = null;
  #forgetting: NodeJS.Timeout | undefined;

  constructor(decode: (bytes: Uint8Array) => Promise<T>, keptMs: number) {
    this.#decode = decode;
    this.#keptMs = keptMs;
  }

  of(source: PictureSource): Promise<T> {
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => this.#forget(), this.#keptMs).unref();
    if (source.sha256 === this.#sha256 && this.#decoded) return this.#decoded;
    // Let go of first: two of them may be more than there is memory for.
    this.#forget();
    const decoded = bytesOf(source).then((bytes) => this.#decode(bytes));
    this.#sha256 = source.sha256;
    this.#decoded = decoded;
    decoded.catch(() => {
      if (this.#decoded === decoded) this.#forget();
    });
    return decoded;
  }

  #forget(): void {
    this.#sha256 = null;
    this.#decoded = null;
  }
}
