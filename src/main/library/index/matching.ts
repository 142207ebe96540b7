import { pictureSources, type PictureQuery } from '../../../shared/picture.ts';
import { bit, type Columns } from './columns.ts';
import { favouriteMark, type MarksStore } from './marks-store.ts';
import { RowSet } from './row-set.ts';
import type { Words } from './words.ts';

/** Who answers the parts of a query. */
export interface MatchingParts {
  readonly columns: Columns;
  readonly marks: MarksStore;
  /** Null for a model that no picture was made with. */
  readonly modelNumber: (name: string) => number | null;
  /** Local days of rows. */
  readonly dayBounds: (query: PictureQuery) => { readonly from: number; readonly until: number };
  readonly words: Words;
}

/** A picture counts as a square up to so much: no one sees the difference between 1000 and 1010. */
const squareRatio = 1.01;

/** The rows that a query finds. Words and marks are sets already; the rest are passes over the columns. */
export function matching(query: PictureQuery, collections: readonly string[], parts: MatchingParts): RowSet {
  const found = inState(query, parts.columns);
  for (const condition of conditions(query, parts)) keepWhere(found, condition);
  for (const set of markSets(query, collections, parts.marks)) found.keep(set);
  parts.words.keepFound(query.text, found);
  return found;
}

function markSets(query: PictureQuery, collections: readonly string[], marks: MarksStore): RowSet[] {
  const any = (names: readonly string[]) => names.reduce((all, name) => all.addAll(marks.rowsOf(name)), new RowSet());
  const stars = [1, 2, 3, 4, 5].filter((rating) => rating >= query.rating).map((rating) => `rating:${rating}`);
  return [
    ...(query.favouritesOnly ? [marks.rowsOf(favouriteMark)] : []),
    ...(query.rating > 0 ? [any(stars)] : []),
    ...(query.flag === null ? [] : [marks.rowsOf(`flag:${query.flag}`)]),
    ...query.tags.map((tag) => marks.rowsOf(`tag:${tag}`)),
    ...(query.collection === null ? [] : [any(collections.map((id) => `collection:${id}`))]),
  ];
}

function inState(query: PictureQuery, { arrays: { state }, length }: Columns): RowSet {
  const { mask, value } = wantedState(query);
  const found = new RowSet(length);
  const { words } = found;
  for (let row = 0, at = 0; row < length; at += 1) {
    let word = 0;
    for (let place = 0; place < 32 && row < length; place += 1, row += 1) {
      if (((state[row] ?? 0) & mask) === value) word |= 1 << place;
    }
    words[at] = word;
  }
  return found;
}

function keepWhere({ words }: RowSet, condition: (row: number) => boolean): void {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? 0;
    let kept = word;
    for (let left = word; left !== 0; left &= left - 1) {
      const place = 31 - Math.clz32(left & -left);
      if (!condition((at << 5) + place)) kept &= ~(1 << place);
    }
    words[at] = kept;
  }
}

/** What a row's state must be, as far as the query says. */
function wantedState(query: PictureQuery): { readonly mask: number; readonly value: number } {
  const wanted: [number, boolean][] = [
    [bit.given, true],
    [bit.gone, false],
    [bit.trashed, query.trashed],
  ];
  if (query.made !== null) wanted.push([bit.practice, query.made === 'practice']);
  if (query.file !== null) wanted.push([query.file === 'missing' ? bit.missing : bit.damaged, true]);
  return {
    mask: wanted.reduce((mask, [bits]) => mask | bits, 0),
    value: wanted.reduce((value, [bits, isSet]) => (isSet ? value | bits : value), 0),
  };
}

function conditions(query: PictureQuery, { columns, modelNumber, dayBounds }: MatchingParts): ((row: number) => boolean)[] {
  const { createdAt, ratio, credits, model, source } = columns.arrays;
  const holds: ((row: number) => boolean)[] = [];
  if (query.from !== null || query.until !== null) {
    const { from, until } = dayBounds(query);
    holds.push((row) => (createdAt[row] ?? 0) >= from && (createdAt[row] ?? 0) < until);
  }
  if (query.shape !== null) {
    const [least, most] = ratiosOf(query.shape);
    holds.push((row) => (ratio[row] ?? 1) >= least && (ratio[row] ?? 1) <= most);
  }
  if (query.source !== null) {
    const wanted = pictureSources.indexOf(query.source);
    holds.push((row) => source[row] === wanted);
  }
  if (query.model !== null) {
    const wanted = modelNumber(query.model);
    holds.push((row) => model[row] === wanted);
  }
  const { costFrom, costUntil } = query;
  // Pictures of unknown cost are in no range: NaN compares with nothing.
  if (costFrom !== null) holds.push((row) => (credits[row] ?? NaN) >= costFrom);
  if (costUntil !== null) holds.push((row) => (credits[row] ?? NaN) <= costUntil);
  return holds;
}

function ratiosOf(shape: NonNullable<PictureQuery['shape']>): readonly [least: number, most: number] {
  if (shape === 'square') return [1 / squareRatio, squareRatio];
  return shape === 'portrait' ? [0, 1 / squareRatio - Number.EPSILON] : [squareRatio + Number.EPSILON, Infinity];
}
