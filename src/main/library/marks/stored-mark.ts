import * as v from 'valibot';

import { pictureFlags, Rating } from '../../../shared/picture.ts';
import { sameTag } from './tag-names.ts';

/** What a person decided about one picture, as its file holds it: as it was read, so that what a later version wrote survives this one. */
export type StoredMark = Record<string, unknown>;

/** What this version understands of it. */
const known = {
  favourite: v.fallback(v.optional(v.boolean(), false), false),
  rating: v.fallback(v.optional(Rating, 0), 0),
  flag: v.fallback(v.optional(v.picklist(pictureFlags), 'none'), 'none'),
  tags: v.fallback(v.optional(v.array(v.string()), []), []),
  collections: v.fallback(v.optional(v.array(v.string()), []), []),
};
const KnownMark = v.object(known);

/**
 * One decision that a picture has exactly one value of: `favourite`, `tag:<name>` and `collection:<id>` are 0 or 1,
 * `rating` 0 to 5, `flag` the place in `pictureFlags`. 0 always means undecided, and isn't kept.
 */
export type Field = string;

/** Under which name the index holds the pictures whose field has a value; null for undecided. */
export function nameOfValue(field: Field, value: number): string | null {
  if (value === 0) return null;
  if (field === 'rating') return `rating:${value}`;
  return field === 'flag' ? `flag:${pictureFlags[value] ?? 'none'}` : field;
}

/** The highest value of a field. */
export function highestValue(field: Field): number {
  if (field === 'rating') return 5;
  return field === 'flag' ? pictureFlags.length - 1 : 1;
}

/** The names under which the index holds a picture with this mark. */
export function namesOfMark(mark: StoredMark): string[] {
  const { favourite, rating, flag, tags, collections } = v.parse(KnownMark, mark);
  return [
    ...(favourite ? ['favourite'] : []),
    ...(rating > 0 ? [`rating:${rating}`] : []),
    ...(flag === 'none' ? [] : [`flag:${flag}`]),
    ...tags.map((tag) => `tag:${tag}`),
    ...collections.map((id) => `collection:${id}`),
  ];
}

/** Gives a field of a mark a value, in place: it runs for hundreds of thousands. */
export function setField(mark: StoredMark, field: Field, value: number): void {
  if (field === 'favourite') keepOrDrop(mark, 'favourite', value === 0 ? undefined : true);
  else if (field === 'rating') keepOrDrop(mark, 'rating', value === 0 ? undefined : value);
  else if (field === 'flag') keepOrDrop(mark, 'flag', value === 0 ? undefined : pictureFlags[value]);
  else if (field.startsWith('tag:')) setMember(mark, 'tags', field.slice('tag:'.length), value);
  else setMember(mark, 'collections', field.slice('collection:'.length), value);
}

/** Whether a mark says nothing, and so needn't be kept. */
export function isBlank(mark: StoredMark): boolean {
  for (const name in mark) if (Object.hasOwn(mark, name)) return false;
  return true;
}

function setMember(mark: StoredMark, list: 'tags' | 'collections', member: string, value: number): void {
  const before = mark[list] === undefined ? [] : v.parse(known[list], mark[list]);
  const isSame = list === 'tags' ? sameTag : Object.is;
  const others = before.filter((other) => !isSame(other, member));
  // Another spelling of the same tag stays: the first one wins.
  const after = value === 0 ? others : others.length < before.length ? before : [...before, member];
  keepOrDrop(mark, list, after.length === 0 ? undefined : after);
}

function keepOrDrop(mark: StoredMark, name: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(mark, name);
  else mark[name] = value;
}
