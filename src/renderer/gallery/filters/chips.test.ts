import { expect, test } from 'vitest';

import { everyPicture, type PictureQuery } from '../../../shared/picture.ts';
import { Formats } from '../../i18n/formats.ts';
import { chipsOf, filterCount, isSameQuery, unfiltered, type Naming } from './chips.ts';
import { dayLabel, daysOf } from './days.ts';
import { filterWords } from './words.ts';

const today = Date.UTC(2026, 10, 22) / 86_400_000;
const naming: Naming = {
  words: filterWords.en,
  language: 'en',
  format: new Formats('en'),
  today,
  collectionName: (id) => (id === 'known' ? 'Animals' : undefined),
};
const asking = (query: Partial<PictureQuery>): PictureQuery => ({ ...everyPicture, ...query });
const labels = (query: Partial<PictureQuery>): string[] => chipsOf(asking(query), naming).map(({ label }) => label);

test('every filter has a chip of its own, its days and its credits one each, its tags one for each', () => {
  const all = asking({
    ...{ text: 'sea', favouritesOnly: true, from: today - 2, until: today, shape: 'square', source: 'edit', model: 'gpt-4o-image' },
    ...{ rating: 3, flag: 'picked', tags: ['sea', '海'], collection: 'known', made: 'paid', costFrom: 1, costUntil: 2.5, file: 'missing' },
  });
  expect(labels(all)).toEqual([
    ...[dayLabel('en', today - 2, today), 'Favourites', 'At least 3 stars', 'Picked', 'Square', 'Edited', 'gpt-4o-image', 'Animals'],
    ...['Made with: Credits', '1 to 2.5 credits', 'File: Missing', '#sea', '#海'],
  ]);
  expect(filterCount(all)).toBe(13);
  expect(chipsOf(unfiltered(all), naming)).toEqual([]);
  expect(unfiltered(all).text).toBe('sea');
});

test('without all of its chips a query asks for every picture with its words', () => {
  let query = asking({ text: 'sea', from: today, until: today + 1, costUntil: 4, tags: ['a', 'b'], rating: 2, favouritesOnly: true });
  for (let chips = chipsOf(query, naming); chips.length > 0; chips = chipsOf(query, naming)) {
    const before = filterCount(query);
    query = chips[0]?.without ?? query;
    expect(filterCount(query)).toBe(before - 1);
  }
  expect(query).toEqual(asking({ text: 'sea' }));
});

test('days are called by the shortest name that says them', () => {
  expect(labels(daysOf('today', today))).toEqual(['Today']);
  expect(labels(daysOf('week', today))).toEqual(['Last 7 days']);
  expect(labels(daysOf('month', today))).toEqual(['This month']);
  expect(labels(daysOf('year', today))).toEqual(['This year']);
  expect(labels({ from: Date.UTC(2024, 0, 1) / 86_400_000, until: Date.UTC(2024, 11, 31) / 86_400_000 })).toEqual(['2024']);
  expect(labels({ from: today - 100 })).toEqual(['Since 14 Aug 2026']);
  expect(labels({ until: today })).toEqual(['Until 22 Nov 2026']);
  expect(labels({ from: today, until: today })).toEqual(['22 Nov 2026']);
});

test('credits are called by the ends that are set', () => {
  expect(labels({ costFrom: 1 })).toEqual(['1 credit or more']);
  expect(labels({ costUntil: 0 })).toEqual(['0 credits or less']);
});

test('a collection that is gone can still be taken off', () => {
  expect(labels({ collection: 'gone' })).toEqual(['Removed collection']);
});

test('queries are the same when everything they ask for is', () => {
  const query = asking({ tags: ['a', 'b'], rating: 2 });
  expect(isSameQuery(query, { ...query, tags: ['a', 'b'] })).toBe(true);
  expect(isSameQuery(query, { ...query, tags: ['a'] })).toBe(false);
  expect(isSameQuery(query, { ...query, costFrom: 0 })).toBe(false);
});
