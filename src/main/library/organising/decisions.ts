import { randomUUID } from 'node:crypto';

import { Failure } from '../../../shared/failure.ts';
import { pictureFlags, type Changed, type PictureChange, type PictureSet, type TagCount } from '../../../shared/picture.ts';
import { RowSet } from '../index/row-set.ts';
import type { Marking } from '../marks/marking.ts';
import { bytesOf, rowsOfShifts, shiftsBack, shiftsTo, type MarkedRows, type Shift } from '../marks/shifts.ts';
import type { Field } from '../marks/stored-mark.ts';
import { sameTag, TagNames } from '../marks/tag-names.ts';
import type { PictureIndex } from '../picture-index.ts';
import { unnoticedMs, type Tasks } from '../tasks.ts';
import type { Change } from './change.ts';
import type { CollectionsFile } from './collections-file.ts';
import type { Searches } from './searches.ts';
import type { UndoLog } from './undo-log.ts';

interface DecisionsParts {
  readonly index: PictureIndex;
  readonly marking: Marking;
  readonly collections: CollectionsFile;
  readonly searches: Searches;
  readonly undoLog: UndoLog;
  readonly tasks: Tasks;
  readonly change: Change;
}

const tagMark = 'tag:';

/**
 * What a person decides about pictures, any number of them at once. What is taken back later is only what a change has
 * changed, and only where it still is so: a picture that was rated again since then keeps that rating.
 */
export class Decisions {
  readonly #parts: DecisionsParts;

  constructor(parts: DecisionsParts) {
    this.#parts = parts;
  }

  /** Counts the pictures that are otherwise than before. */
  change({ of, change }: { readonly of: PictureSet; readonly change: PictureChange }): Promise<Changed> {
    return this.#parts.change(async () => {
      const among = RowSet.of(await this.#parts.index.resolve(of));
      const wanted = await this.#wanted(change);
      return this.#apply((marked) => wanted.flatMap(([field, value]) => shiftsTo(marked, field, value, among)), fieldsOf(wanted));
    });
  }

  /** All tags that pictures outside the trash have, by name. */
  async tags(): Promise<readonly TagCount[]> {
    const counts = await this.#parts.index.markCounts(tagMark);
    return counts.map(({ name, count }) => ({ name: name.slice(tagMark.length), count })).filter(({ count }) => count > 0);
  }

  /** To a tag that there is already: the two become one. Pictures in the trash, and searches, go along. */
  renameTag({ from, to }: { readonly from: string; readonly to: string }): Promise<Changed> {
    return this.#parts.change(async () => {
      const names = await this.#tagNames();
      const [old, spelt] = [names.spelling(from), sameTag(from, to) ? to.trim().normalize('NFC') : names.spelling(to)];
      if (old === spelt) return this.#apply(() => [], []);
      const [left, entered] = [tagMark + old, tagMark + spelt];
      const shiftsOf = (marked: MarkedRows) => {
        const among = marked.rowsOf(left);
        return [...shiftsTo(marked, left, 0, among), ...shiftsTo(marked, entered, 1, among)];
      };
      const { searches } = this.#parts;
      const along = await searches.renameTag(old, spelt);
      return this.#apply(shiftsOf, [left, entered], () => searches.renameTag(spelt, old, along));
    });
  }

  async #apply(
    shiftsOf: (marked: MarkedRows) => Shift[],
    fields: readonly Field[],
    alsoBack: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<Changed> {
    const { index, marking, undoLog } = this.#parts;
    const generation = await index.generation();
    const shifts = shiftsOf(await marking.marked(fields));
    const count = await this.#run(shifts);
    return { count, undo: undoLog.add({ bytes: bytesOf(shifts), undo: () => this.#takeBack(shifts, generation, alsoBack) }) };
  }

  async #run(shifts: readonly Shift[]): Promise<number> {
    const { tasks, marking } = this.#parts;
    const { count } = rowsOfShifts(shifts);
    await tasks.run({
      ...{ id: randomUUID(), what: 'change', quietMs: unnoticedMs },
      work: async (progress) => {
        progress.total(count);
        await marking.apply(shifts, (done) => progress.done(done));
      },
    });
    return count;
  }

  #takeBack(shifts: readonly Shift[], generation: string, alsoBack: () => Promise<unknown>): Promise<void> {
    const { index, marking, change } = this.#parts;
    return change(async () => {
      const rows = rowsOfShifts(shifts).rows();
      const among = RowSet.of(await index.resolve({ generation, rows }));
      const back = shiftsBack(await marking.marked(fieldsOf(shifts.map(({ field }) => [field]))), shifts, among);
      const there = new Set((await this.#parts.collections.all()).map(({ id }) => `collection:${id}`));
      await this.#run(back.filter(({ field, to }) => to === 0 || !field.startsWith('collection:') || there.has(field)));
      await alsoBack();
    });
  }

  /** Which fields are to have which values. */
  async #wanted(change: PictureChange): Promise<Wanted[]> {
    const { favourite, rating, flag, addTo, addTags, removeTags } = change;
    const isOfTags = addTags !== undefined || removeTags !== undefined;
    if (addTo !== undefined && !(await this.#parts.collections.all()).some(({ id }) => id === addTo)) {
      throw new Failure('not-found', 'This collection is gone.');
    }
    return [
      ...(favourite === undefined ? [] : [['favourite', favourite ? 1 : 0] as const]),
      ...(rating === undefined ? [] : [['rating', rating] as const]),
      ...(flag === undefined ? [] : [['flag', pictureFlags.indexOf(flag)] as const]),
      ...(isOfTags ? wantedTags(change, await this.#tagNames()) : []),
      ...wantedCollections(change),
    ];
  }

  async #tagNames(): Promise<TagNames> {
    return new TagNames((await this.#parts.index.markNames(tagMark)).map((name) => name.slice(tagMark.length)));
  }
}

type Wanted = readonly [field: Field, value: number];

/** What is given and taken at once is given. */
function wantedTags({ addTags = [], removeTags = [] }: PictureChange, names: TagNames): Wanted[] {
  const added = new Set(addTags.map((tag) => names.spelling(tag)));
  const taken = new Set(removeTags.map((tag) => names.spelling(tag)).filter((tag) => !added.has(tag)));
  return [...[...taken].map((tag) => [tagMark + tag, 0] as const), ...[...added].map((tag) => [tagMark + tag, 1] as const)];
}

function wantedCollections({ addTo, removeFrom }: PictureChange): Wanted[] {
  return [
    ...(removeFrom === undefined || removeFrom === addTo ? [] : [[`collection:${removeFrom}`, 0] as const]),
    ...(addTo === undefined ? [] : [[`collection:${addTo}`, 1] as const]),
  ];
}

function fieldsOf(wanted: readonly (readonly [field: Field, ...unknown[]])[]): Field[] {
  return [...new Set(wanted.map(([field]) => field))];
}
