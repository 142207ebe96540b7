import { join } from 'node:path';

import * as v from 'valibot';

import { moveIfFree, moveIfFreeUnsynced, moveOver, type Staging } from '../files/durable-file.ts';
import { namesIn, readJson } from './json-files.ts';
import type { Layout } from './layout.ts';
import { PictureRecord } from './picture-record.ts';

const anyVersion = v.object({ version: v.number(), id: v.optional(v.unknown()) });
const recordName = /^[0-9a-f]{64}\.json$/;

/** The records of a library: one file per picture, under its content's name, so that two machines never write one differently. */
export class Records {
  readonly #layout: Layout;
  readonly #staging: Staging;

  constructor(layout: Layout, staging: Staging) {
    this.#layout = layout;
    this.#staging = staging;
  }

  /** The record of a picture; null when there is none that this version can read. */
  async read(id: string): Promise<PictureRecord | null> {
    const record = await readJson(this.#layout.record(id), PictureRecord);
    return typeof record === 'object' && record.found.id === id ? record.found : null;
  }

  /** Whether a picture has a record that only a newer version can read. */
  async isNewer(id: string): Promise<boolean> {
    const version = await readJson(this.#layout.record(id), anyVersion);
    return typeof version === 'object' && version.found.version > 1;
  }

  /** Writes a record unless there is one. A damaged one is replaced; one of a version to come stays as it is. */
  write(record: PictureRecord): Promise<void> {
    return this.#write(record, moveIfFree);
  }

  /** The same for one of many: the power may take the last ones along, but never leaves half a record. */
  writeOneOfMany(record: PictureRecord): Promise<void> {
    return this.#write(record, moveIfFreeUnsynced);
  }

  /** Writes a record in the place of one that turned out to be wrong. */
  async replace(record: PictureRecord): Promise<void> {
    await this.#layout.makeShard('records', record.id);
    await moveOver(await this.#staging.put(bytesOf(record)), this.#layout.record(record.id));
  }

  async #write(record: PictureRecord, move: typeof moveIfFree): Promise<void> {
    await this.#layout.makeShard('records', record.id);
    const target = this.#layout.record(record.id);
    const staged = await this.#staging.put(bytesOf(record));
    if (await move(staged, target)) return;
    if (await isDamaged(target, record.id)) await moveOver(staged, target);
    else await this.#staging.discard(staged);
  }

  /** How many names of records there are. */
  async count(): Promise<number> {
    let count = 0;
    for await (const { ids } of this.shards()) count += ids.length;
    return count;
  }

  /** The ids of all pictures that have a record, by their first two digits. */
  async *shards(): AsyncGenerator<{ readonly digits: string; readonly ids: readonly string[] }> {
    for (const digits of (await namesIn(this.#layout.records)).sort()) {
      if (!/^[0-9a-f]{2}$/.test(digits)) continue;
      const names = await namesIn(join(this.#layout.records, digits));
      yield { digits, ids: names.filter((name) => recordName.test(name) && name.startsWith(digits)).map((name) => name.slice(0, 64)) };
    }
  }

  /** The ids of all pictures that have a record. */
  async *ids(): AsyncGenerator<string> {
    for await (const { ids } of this.shards()) yield* ids;
  }
}

function bytesOf(record: PictureRecord): Uint8Array {
  return Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
}

async function isDamaged(path: string, id: string): Promise<boolean> {
  const version = await readJson(path, anyVersion);
  return typeof version !== 'object' || (version.found.version <= 1 && version.found.id !== id);
}
