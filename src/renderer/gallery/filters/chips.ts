import { everyPicture, type PictureQuery } from '../../../shared/picture.ts';
import type { Language as LanguageTag } from '../../../shared/settings.ts';
import type { Formats } from '../../i18n/formats.ts';
import { dayLabel, periodOf, yearOf } from './days.ts';
import type { filterWords } from './words.ts';

/** One filter that is set, as it is shown beside the search box. */
export interface Chip {
  readonly key: string;
  readonly label: string;
  /** The query without it. */
  readonly without: PictureQuery;
}

/** What the names of filters are made of. */
export interface Naming {
  readonly words: (typeof filterWords)[LanguageTag];
  readonly language: LanguageTag;
  readonly format: Formats;
  /** Counted as the outline counts. */
  readonly today: number;
  readonly collectionName: (id: string) => string | undefined;
}

type Part = readonly [key: keyof PictureQuery, label: string | null | false];

/** Every filter of a query but its words, which stand in the search box, in a fixed order. */
export function chipsOf(query: PictureQuery, naming: Naming): readonly Chip[] {
  const { words } = naming;
  const parts: readonly Part[] = [
    ['from', daysLabel(query, naming)],
    ['favouritesOnly', query.favouritesOnly && words.favourites],
    ['rating', query.rating > 0 && words.stars(query.rating)],
    ['flag', query.flag && words.flags[query.flag]],
    ['shape', query.shape && words.shapes[query.shape]],
    ['source', query.source && words.sources[query.source]],
    ['model', query.model],
    ['collection', query.collection && (naming.collectionName(query.collection) ?? words.gone)],
    ['made', query.made && `${words.made}: ${words.mades[query.made]}`],
    ['costFrom', costLabel(query, naming)],
    ['file', query.file && `${words.file}: ${words.files[query.file]}`],
  ];
  const chips = parts.flatMap(([key, label]) => (label ? [{ key, label, without: without(query, key) }] : []));
  return [...chips, ...query.tags.map((tag) => tagChip(query, tag, words.tag(tag)))];
}

/** How many filters are set, the words not counted. */
export function filterCount(query: PictureQuery): number {
  const { from, until, costFrom, costUntil } = query;
  const single = ['favouritesOnly', 'rating', 'flag', 'shape', 'source', 'model', 'collection', 'made', 'file'] as const;
  const ranges = [from ?? until, costFrom ?? costUntil].filter((end) => end !== null).length;
  return single.filter((key) => query[key] !== everyPicture[key]).length + ranges + query.tags.length;
}

/** The same words in the same place, without any filter. */
export function unfiltered({ text, trashed }: PictureQuery): PictureQuery {
  return { ...everyPicture, text, trashed };
}

export function isSameQuery(one: PictureQuery, other: PictureQuery): boolean {
  const keys = Object.keys(everyPicture) as (keyof PictureQuery)[];
  return keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

function without(query: PictureQuery, key: keyof PictureQuery): PictureQuery {
  if (key === 'from') return { ...query, from: null, until: null };
  if (key === 'costFrom') return { ...query, costFrom: null, costUntil: null };
  return { ...query, [key]: everyPicture[key] };
}

function tagChip(query: PictureQuery, tag: string, label: string): Chip {
  return { key: `tag:${tag}`, label, without: { ...query, tags: query.tags.filter((name) => name !== tag) } };
}

function daysLabel({ from, until }: PictureQuery, { words, language, today }: Naming): string | null {
  const period = periodOf({ from, until }, today);
  if (period) return words.periods[period];
  const year = yearOf({ from, until });
  if (year !== null) return String(year);
  if (from !== null && until !== null) return dayLabel(language, from, until);
  if (from !== null) return words.since(dayLabel(language, from));
  return until === null ? null : words.before(dayLabel(language, until));
}

function costLabel({ costFrom, costUntil }: PictureQuery, { words, format }: Naming): string | null {
  if (costFrom !== null && costUntil !== null) return words.costBetween(format.number(costFrom), format.credits(costUntil));
  if (costFrom !== null) return words.costAtLeast(format.credits(costFrom));
  return costUntil === null ? null : words.costAtMost(format.credits(costUntil));
}
