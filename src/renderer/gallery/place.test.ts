import { expect, test } from 'vitest';

import { everyPicture, type SavedSearch } from '../../shared/picture.ts';
import { placeOf, queryOf, type Place } from './place.ts';

const saved: SavedSearch = { id: 'a', name: 'Sea', query: { ...everyPicture, text: 'sea', from: 100 }, period: 'week' };
const places: readonly Place[] = [
  ...(['all', 'favourites', 'imported', 'trash'] as const).map((kind) => ({ kind })),
  { kind: 'collection', id: 'b' },
  { kind: 'search', search: saved },
];

test('a place is known by what it shows, also when that is filtered further', () => {
  for (const place of places) {
    expect(placeOf(queryOf(place, 20_000), [saved], 20_000)).toEqual(place);
    if (place.kind !== 'search') expect(placeOf({ ...queryOf(place, 20_000), text: 'fox', rating: 3 }, [saved], 20_000)).toEqual(place);
  }
});

test('a saved search that was changed isn’t that search any more', () => {
  expect(placeOf({ ...queryOf({ kind: 'search', search: saved }, 20_000), rating: 3 }, [saved], 20_000)).toEqual({ kind: 'all' });
});

test('a saved period goes along with the calendar', () => {
  expect(queryOf({ kind: 'search', search: saved }, 20_000).from).toBe(19_994);
  expect(queryOf({ kind: 'search', search: saved }, 20_001).from).toBe(19_995);
});
