import { onDisk } from '../../files/disk-failure.ts';
import { holds, sizeOf } from '../../files/file-content.ts';
import type { Layout } from '../layout.ts';
import type { OnStep } from '../on-step.ts';
import type { MarkFiles } from '../marks/mark-files.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { PictureRecord } from '../picture-record.ts';
import type { Places } from '../places.ts';
import type { Records } from '../records.ts';
import type { Turns } from '../turns.ts';
import { importRecord, wordsFor, type Brought, type Incoming } from './import-record.ts';
import { Placing } from './placing.ts';

export interface TakingInParts {
  readonly layout: Layout;
  readonly records: Records;
  readonly marks: MarkFiles;
  readonly index: PictureIndex;
  readonly places: Places;
  readonly changes: Turns;
  readonly changed: () => void;
  readonly onStep: OnStep;
}

/** A checked picture whose file is complete: a copy in the folder for incoming files, or where it lies in the library. */
export interface Ready extends Incoming {
  readonly staged: string | null;
  readonly inLibrary: string | null;
}

/** What became of one. `known`: the library has it, in its trash or at that path; `newer`: it has, but only a newer version can tell. */
export type Taken = 'new' | 'healed' | 'newer' | { readonly known: string | null };

/** One whose file has its place by now. */
interface Placed {
  readonly picture: Ready;
  /** Relative to the library. */
  readonly to: string;
  readonly earlier: PictureRecord | null;
}

/**
 * Takes pictures in, many in one turn. A file is synced before it gets its name, names are synced before records are written,
 * records before the index. What a crash cuts off is files without a record: the next look through the library, or the
 * same import again, takes them in. A record without its picture, or half a record, it never leaves.
 */
export class TakingIn {
  readonly #parts: TakingInParts;

  constructor(parts: TakingInParts) {
    this.#parts = parts;
  }

  /** Answers in the order of the pictures. */
  take(pictures: readonly Ready[], jobId: string, firstIndex: number): Promise<Taken[]> {
    return this.#parts.changes.take(() =>
      onDisk(async () => {
        await this.#parts.index.noteChanging();
        const placing = new Placing(this.#parts.layout);
        const found: (Taken | Placed)[] = [];
        for (const picture of pictures) found.push((await this.#known(picture, placing)) ?? (await this.#place(picture, placing)));
        await placing.sync();
        await this.#parts.onStep('import-placed');
        const placed = found.filter((one) => typeof one === 'object' && 'to' in one);
        await this.#record(placed.map((one, at) => ({ ...one, brought: { jobId, index: firstIndex + at } })));
        await this.#parts.onStep('import-indexed');
        this.#parts.changed();
        return found.map((one) => (typeof one === 'object' && 'to' in one ? 'new' : one));
      }),
    );
  }

  /** The same content again changes nothing, unless the file of the picture that we have is gone or damaged. */
  async #known(picture: Ready, placing: Placing): Promise<Taken | null> {
    const { index, places } = this.#parts;
    const known = await index.find(picture.id);
    if (!known) return null;
    if (known.trashedAt !== null) return { known: null };
    const located = await places.locateInTurn(picture.id);
    if (located && located.file !== 'damaged') return picture.inLibrary === located.path ? 'healed' : { known: located.path };
    const path = picture.inLibrary ?? (await this.#placed(picture, placing, known.record));
    if (path === null) return { known: known.path };
    await index.setStates([{ id: picture.id, path, file: 'here', trashedAt: null }]);
    return 'healed';
  }

  async #place(picture: Ready, placing: Placing): Promise<Placed | Taken> {
    const { records, layout } = this.#parts;
    const earlier = await records.read(picture.id);
    if (earlier === null && (await records.isNewer(picture.id))) return 'newer';
    if (picture.inLibrary === null) {
      const isInPlace = earlier !== null && (await holds(layout.absolute(earlier.path), picture.id, picture.bytes));
      const to = isInPlace ? earlier.path : await this.#placed(picture, placing, earlier);
      return to === null ? { known: null } : { picture, to, earlier };
    }
    // It was looked at before our turn came.
    const isStillThere = (await sizeOf(layout.absolute(picture.inLibrary))) === picture.bytes;
    return isStillThere ? { picture, to: picture.inLibrary, earlier } : { known: picture.inLibrary };
  }

  async #placed(picture: Ready, placing: Placing, earlier: PictureRecord | null): Promise<string | null> {
    const { id, bytes, staged, facts } = picture;
    if (staged === null) return null;
    const { createdAt } = earlier ?? picture;
    const words = earlier?.prompt || wordsFor(picture);
    return placing.place({ id, bytes, staged, createdAt, words, kind: facts.kind });
  }

  /** All of them at once: the disk syncs many in the time of one. */
  async #record(placed: readonly (Placed & { readonly brought: Brought })[]): Promise<void> {
    const { records, marks, index, onStep } = this.#parts;
    const recorded = await Promise.all(
      placed.map(async ({ picture, earlier, to, brought }) => {
        const record = earlier ?? importRecord(picture, brought, to);
        await records.writeOneOfMany(record);
        return { record, path: to, file: 'here' as const, trashedAt: null };
      }),
    );
    await onStep('import-recorded');
    await index.add(recorded.filter((_, at) => placed[at]?.earlier === null));
    // One that was here before, under an index that was lost, may have marks.
    for (const picture of recorded.filter((_, at) => placed[at]?.earlier != null)) {
      await index.add([picture], await marks.namesOf(picture.record.id));
    }
  }
}
