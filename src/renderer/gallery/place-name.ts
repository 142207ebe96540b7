import type { Language } from '../../shared/settings.ts';
import type { Collections } from '../collections.svelte.ts';
import type { Place } from './place.ts';
import type { railWords } from './rail/words.ts';

/** How a place is called above its pictures. The whole library is simply the gallery. */
export function placeName(
  place: Place,
  collections: Pick<Collections, 'find'>,
  words: (typeof railWords)[Language] & { readonly gallery: string },
): string {
  switch (place.kind) {
    case 'all':
      return words.gallery;
    case 'collection':
      return collections.find(place.id)?.name ?? words.gallery;
    case 'search':
      return place.search.name;
    case 'favourites':
    case 'imported':
    case 'trash':
      return words[place.kind];
  }
}
