import { everyPicture, type PictureQuery, type SavedSearch } from '../../shared/picture.ts';
import { isSameQuery } from './filters/chips.ts';
import { daysOf } from './filters/days.ts';

/** Where in the library the person is: an entry of the rail. */
export type Place =
  | { readonly kind: 'all' | 'favourites' | 'imported' | 'trash' }
  | { readonly kind: 'collection'; readonly id: string }
  | { readonly kind: 'search'; readonly search: SavedSearch };

/** What a place shows. */
export function queryOf(place: Place, today: number): PictureQuery {
  switch (place.kind) {
    case 'all':
      return everyPicture;
    case 'favourites':
      return { ...everyPicture, favouritesOnly: true };
    case 'imported':
      return { ...everyPicture, source: 'import' };
    case 'trash':
      return { ...everyPicture, trashed: true };
    case 'collection':
      return { ...everyPicture, collection: place.id };
    case 'search': {
      const { query, period } = place.search;
      return period ? { ...query, ...daysOf(period, today) } : query;
    }
  }
}

/** The place whose pictures, or some of them, a query shows. A saved search is one only as it was saved. */
export function placeOf(query: PictureQuery, searches: readonly SavedSearch[], today: number): Place {
  const search = searches.find((saved) => isSameQuery(queryOf({ kind: 'search', search: saved }, today), query));
  if (search) return { kind: 'search', search };
  if (query.trashed) return { kind: 'trash' };
  if (query.collection !== null) return { kind: 'collection', id: query.collection };
  if (query.favouritesOnly) return { kind: 'favourites' };
  return query.source === 'import' ? { kind: 'imported' } : { kind: 'all' };
}
