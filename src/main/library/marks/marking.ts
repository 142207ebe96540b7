import { setImmediate } from 'node:timers/promises';

import { RowSet } from '../index/row-set.ts';
import type { OnStep } from '../on-step.ts';
import type { PictureIndex } from '../picture-index.ts';
import { withEach } from '../with-each.ts';
import type { MarkFiles, MarksById } from './mark-files.ts';
import { changesOf, rowsOfShifts, type MarkedRows, type Shift } from './shifts.ts';
import { highestValue, isBlank, nameOfValue, setField, type Field, type StoredMark } from './stored-mark.ts';

/** Several files are under way at once, so that the disk writes one while the next is worked out; each is some milliseconds of work. */
const filesAtOnce = 3;
/** So many pictures are looked up in one go. */
const lookedUpAtOnce = 5_000;

interface MarkingParts {
  readonly files: MarkFiles;
  readonly index: PictureIndex;
  readonly onStep: OnStep;
}

interface Identified {
  readonly row: number;
  readonly id: string;
}

/** Changes marks of any number of pictures: the files first, the index after. Between two files others get their turn. */
export class Marking {
  readonly #parts: MarkingParts;

  constructor(parts: MarkingParts) {
    this.#parts = parts;
  }

  /** Which pictures have the fields that a change is about. */
  async marked(fields: readonly Field[]): Promise<MarkedRows> {
    const sets = new Map<string, RowSet>();
    for (const field of fields) {
      for (let value = 1; value <= highestValue(field); value += 1) {
        const name = nameOfValue(field, value) ?? field;
        sets.set(name, await this.#parts.index.marked(name));
      }
    }
    return { rowsOf: (name) => sets.get(name) ?? new RowSet() };
  }

  /**
   * Returns the pictures that were changed. When a file can't be written, the index still learns of those that were,
   * and the error comes out.
   */
  async apply(shifts: readonly Shift[], done: (pictures: number) => void = () => undefined): Promise<RowSet> {
    const { files, index, onStep } = this.#parts;
    const rows = rowsOfShifts(shifts);
    if (rows.count === 0) return rows;
    // What is taken goes first: a tag may be taken to be given again in another spelling.
    const ordered = shifts.toSorted((one, other) => Number(one.to !== 0) - Number(other.to !== 0));
    const reached = new RowSet();
    try {
      await this.#change(rows, async (digits, pictures) => {
        await files.change(digits, (marks) => mark(marks, pictures, ordered));
        for (const { row } of pictures) reached.add(row);
        done(reached.count);
        await onStep('marks-written');
      });
    } finally {
      if (reached.count > 0) {
        await files.sync();
        await onStep('marked');
        await index.setMarks(changesOf(shifts, reached));
      }
    }
    await onStep('marks-indexed');
    return reached;
  }

  /** Drops all marks of pictures, in the files. */
  async forget(rows: RowSet): Promise<void> {
    const { files, onStep } = this.#parts;
    await this.#change(rows, async (digits, pictures) => {
      await files.forget(
        digits,
        pictures.map(({ id }) => id),
      );
      await onStep('marks-written');
    });
    await files.sync();
  }

  async #change(rows: RowSet, change: (digits: string, pictures: readonly Identified[]) => Promise<void>): Promise<void> {
    await withEach(await this.#byFile(rows), filesAtOnce, ([digits, pictures]) => change(digits, pictures));
  }

  /** The pictures by the mark files that they are in. */
  async #byFile(rows: RowSet): Promise<Map<string, Identified[]>> {
    const files = new Map<string, Identified[]>();
    const all = rows.rows();
    for (let from = 0; from < all.length; from += lookedUpAtOnce) {
      for (const picture of await this.#parts.index.identified(all.subarray(from, from + lookedUpAtOnce))) {
        const digits = picture.id.slice(0, 2);
        const file = files.get(digits);
        if (file) file.push(picture);
        else files.set(digits, [picture]);
      }
      await setImmediate();
    }
    return files;
  }
}

function mark(marks: MarksById, pictures: readonly Identified[], shifts: readonly Shift[]): void {
  for (const { row, id } of pictures) {
    const stored: StoredMark = marks[id] ?? {};
    for (const { field, to, rows } of shifts) if (rows.has(row)) setField(stored, field, to);
    if (isBlank(stored)) Reflect.deleteProperty(marks, id);
    else marks[id] = stored;
  }
}
