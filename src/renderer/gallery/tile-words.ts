import type { Picture } from '../../shared/picture.ts';
import type { gridWords } from './grid-words.ts';

type Words = (typeof gridWords)['en'];
/** Marks as they are told of. */
type Told = Pick<Picture, 'favourite' | 'rating' | 'flag' | 'practice' | 'isAnswer' | 'file'>;

/** What is told of a picture besides its prompt: `picture 214 of 80,311, Favourite, 4 stars, File not found`. */
export function describe(picture: Told | undefined, place: string, count: string, t: Words): string {
  if (!picture) return t.place(place, count);
  const { favourite, rating, flag, practice, isAnswer, file } = picture;
  return [
    t.place(place, count),
    favourite && t.favourite,
    rating > 0 && t.stars(rating),
    flag !== 'none' && t[flag],
    practice && t.practice,
    isAnswer && t.answer,
    file !== 'here' && t[file],
  ]
    .filter(Boolean)
    .join(t.separator);
}
