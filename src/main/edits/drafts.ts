import { join } from 'node:path';

import * as v from 'valibot';

import { Rectangle } from '../../shared/edit.ts';
import { Asked, PaintedMask, type BegunEdit, type KeptDraft } from '../../shared/edit-draft.ts';
import { Failure } from '../../shared/failure.ts';
import { Sha256, type Input } from '../../shared/input.ts';
import { onDisk } from '../files/disk-failure.ts';
import { moveOver, removeFile, type Staging } from '../files/durable-file.ts';
import { ensureRoom, minFreeBytes, type FreeBytes } from '../files/free-space.ts';
import type { Inputs } from '../library/inputs.ts';
import { namesIn } from '../library/json-files.ts';
import type { Layout } from '../library/layout.ts';
import { thingAt } from '../library/moving/everything.ts';
import { Turns } from '../library/turns.ts';
import { readKept, setAside } from '../library/versioned-file.ts';

/** More than anybody has begun and means to go on with, and what they may take of the disk. The oldest go first. */
const bounds = { most: 100, mostBytes: 256 * 1024 * 1024 };

/** A draft, or one that was set aside. */
const ourName = /^[0-9a-f]{64}\.json(\.damaged-[\d-]+)?$/;

/** The mask is in the same file as the words: one name, so either both are the newer ones or neither is. */
const StoredDraft = v.object({
  version: v.literal(1),
  picture: Sha256,
  ...Asked,
  mask: v.nullable(v.union([PaintedMask, v.object({ pngBase64: v.string(), canvas: Rectangle })])),
});
type StoredDraft = v.InferOutput<typeof StoredDraft>;
type StoredMask = NonNullable<StoredDraft['mask']>;

interface DraftParts {
  readonly layout: Layout;
  readonly staging: Staging;
  readonly inputs: Pick<Inputs, 'add' | 'describe'>;
  /** Nothing is written while nobody may change the library. */
  readonly changes: Turns;
  readonly freeBytes: FreeBytes;
  /** Hears of what can't be read. */
  readonly failed: (error: unknown) => void;
  readonly bounds?: typeof bounds;
}

/** What is begun on pictures and isn't sent, one draft for each: what was painted survives the app. */
export class Drafts {
  readonly #parts: DraftParts;
  readonly #turns = new Turns(1);

  constructor(parts: DraftParts) {
    this.#parts = parts;
  }

  /** In the place of what was kept for this picture before. */
  keep({ mask, ...begun }: BegunEdit): Promise<void> {
    const kept = mask && 'png' in mask ? { pngBase64: Buffer.from(mask.png).toString('base64'), canvas: mask.canvas } : mask;
    return this.#turns.take(async () => {
      await this.#write({ version: 1, ...begun, mask: kept });
      await onDisk(() => this.#forgetOldest());
    });
  }

  /** What was kept for a picture; its mask is an input then, like every mask that is put on a canvas. */
  find(picture: string): Promise<KeptDraft | null> {
    return this.#turns.take(() => onDisk(() => this.#read(picture)));
  }

  forget(picture: string): Promise<void> {
    return this.#turns.take(() => onDisk(() => removeFile(this.#parts.layout.draft(picture))));
  }

  async #write(draft: StoredDraft): Promise<void> {
    const { layout, staging, changes, freeBytes } = this.#parts;
    changes.ensureGiven();
    const bytes = Buffer.from(`${JSON.stringify(draft, null, 2)}\n`);
    await ensureRoom(layout.folder, minFreeBytes + bytes.byteLength, freeBytes, 'to keep what you have begun');
    const staged = await staging.put(bytes);
    try {
      await moveOver(staged, layout.draft(draft.picture));
    } finally {
      await staging.discard(staged);
    }
  }

  async #read(picture: string): Promise<KeptDraft | null> {
    const path = this.#parts.layout.draft(picture);
    const kept = await readKept(path, StoredDraft);
    if (kept === 'damaged' || (typeof kept === 'object' && kept.found.picture !== picture)) await this.#setAside(path, 'is damaged');
    else if (typeof kept === 'object') return this.#whole(path, kept.found);
    return null;
  }

  /** The words are worth something without the mask. */
  async #whole(path: string, stored: StoredDraft): Promise<KeptDraft> {
    const { prompt, count, mode, size, references } = stored;
    const mask = stored.mask && (await this.#maskOf(stored.mask));
    const isMaskLost = mask === null && stored.mask !== null;
    if (isMaskLost) {
      await this.#setAside(path, 'has a mask that is damaged or gone');
      await this.#write({ ...stored, mask: null });
    }
    return { draft: { prompt, count, mode, size, references, mask }, isMaskLost };
  }

  /** Null when it is no mask of that size. */
  async #maskOf(mask: StoredMask): Promise<PaintedMask | null> {
    const { canvas } = mask;
    const input = await this.#inputOf(mask);
    const isMask = input?.kind === 'png' && input.widthPx === canvas.width && input.heightPx === canvas.height;
    return isMask ? { id: input.id, canvas } : null;
  }

  async #inputOf(mask: StoredMask): Promise<Input | undefined> {
    const { inputs } = this.#parts;
    if ('id' in mask) return (await inputs.describe([mask.id]))[0];
    try {
      return await inputs.add({ name: 'mask.png', bytes: Buffer.from(mask.pngBase64, 'base64') });
    } catch (error) {
      if (error instanceof Failure && (error.code === 'bad-picture' || error.code === 'too-large')) return undefined;
      throw error;
    }
  }

  async #setAside(path: string, why: string): Promise<void> {
    const keptAs = await setAside(path);
    this.#parts.failed(new Error(`A draft of an edit ${why}. It was put aside as ${keptAs}`));
  }

  async #forgetOldest(): Promise<void> {
    const { layout, bounds: { most, mostBytes } = bounds } = this.#parts;
    const names = (await namesIn(layout.drafts)).filter((name) => ourName.test(name));
    const files = (await Promise.all(names.map((name) => thingAt(layout.drafts, name)))).filter((file) => file !== null);
    files.sort((a, b) => b.changedAt - a.changedAt);
    let sum = 0;
    for (const [place, { path, bytes }] of files.entries()) {
      sum += bytes;
      if (place > 0 && (place >= most || sum > mostBytes)) await removeFile(join(layout.drafts, path));
    }
  }
}
