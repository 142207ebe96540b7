import { join } from 'node:path';

import * as v from 'valibot';

import { Failure } from '../../shared/failure.ts';
import { Sha256 } from '../../shared/input.ts';
import { moveOver, type Staging } from '../files/durable-file.ts';
import { namesIn, readJson } from './json-files.ts';
import type { Layout } from './layout.ts';

/** What a person decided about a picture, as far as it can change. */
interface Mark {
  readonly favourite: boolean;
}

// Loose, so that what a later version writes beside `favourite` (ratings, tags) survives this one.
const StoredMark = v.looseObject({ favourite: v.optional(v.boolean(), false) });
const StoredMarks = v.looseObject({ version: v.literal(1), marks: v.record(Sha256, StoredMark) });
const NewerMarks = v.looseObject({ version: v.pipe(v.number(), v.minValue(2)) });
type StoredMarks = v.InferOutput<typeof StoredMarks>;

/**
 * Favourites (later ratings and tags), beside the records because records never change. 256 files by the first two
 * digits of the id: one mark rewrites one small file, a hundred thousand marks rewrite at most 256
 * (docs/decisions/0010-marks-beside-records.md).
 */
export class Marks {
  readonly #layout: Layout;
  readonly #staging: Staging;

  constructor(layout: Layout, staging: Staging) {
    this.#layout = layout;
    this.#staging = staging;
  }

  async set(ids: readonly string[], mark: Mark): Promise<void> {
    for (const [shard, members] of Map.groupBy(ids, (id) => id.slice(0, 2))) await this.#change(shard, members, mark);
  }

  /** Drops all marks of a picture that is gone for good. */
  async forget(id: string): Promise<void> {
    const stored = await this.#read(id.slice(0, 2));
    if (!(id in stored.marks)) return;
    const marks = Object.fromEntries(Object.entries(stored.marks).filter(([other]) => other !== id));
    await this.#write(id.slice(0, 2), { ...stored, marks });
  }

  /** The names under which the index holds the marks of a picture. */
  async namesOf(id: string): Promise<string[]> {
    const { marks } = await this.#read(id.slice(0, 2));
    return marks[id]?.favourite ? ['favourite'] : [];
  }

  /** All favourites of the library. */
  async favourites(): Promise<string[]> {
    const ids: string[] = [];
    for (const name of await namesIn(this.#layout.marks)) {
      const shard = /^([0-9a-f]{2})\.json$/.exec(name)?.[1];
      if (shard === undefined) continue;
      const { marks } = await this.#read(shard);
      for (const [id, mark] of Object.entries(marks)) if (mark.favourite) ids.push(id);
    }
    return ids;
  }

  async #change(shard: string, ids: readonly string[], mark: Mark): Promise<void> {
    const stored = await this.#read(shard);
    const changed = ids.map((id) => [id, { ...stored.marks[id], ...mark }] as const);
    await this.#write(shard, { ...stored, marks: { ...stored.marks, ...Object.fromEntries(changed) } });
  }

  async #read(shard: string): Promise<StoredMarks> {
    const stored = await readJson(this.#path(shard), StoredMarks);
    return typeof stored === 'object' ? stored.found : { version: 1, marks: {} };
  }

  async #write(shard: string, marks: StoredMarks): Promise<void> {
    await this.#keepUnreadable(shard);
    const staged = await this.#staging.write(Buffer.from(`${JSON.stringify(marks)}\n`));
    await moveOver(staged.path, this.#path(shard));
  }

  /** What we can't read is not ours to overwrite: a damaged file goes aside, a newer version's stays. */
  async #keepUnreadable(shard: string): Promise<void> {
    if ((await readJson(this.#path(shard), StoredMarks)) !== 'unreadable') return;
    const newer = await readJson(this.#path(shard), NewerMarks);
    if (typeof newer === 'object') throw new Failure('library-unavailable', 'A newer version of Afterglow has marked pictures here.');
    await moveOver(this.#path(shard), `${this.#path(shard)}.damaged`);
  }

  #path(shard: string): string {
    return join(this.#layout.marks, `${shard}.json`);
  }
}
