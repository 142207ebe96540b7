import type { Picture, PictureFlag } from '../../../shared/picture.ts';

/** What all of some pictures have in common. */
export interface CommonMarks {
  readonly favourite: boolean;
  readonly rating: number;
  readonly flag: PictureFlag;
}

const nothing: CommonMarks = { favourite: false, rating: 0, flag: 'none' };
/** Of more than these nobody needs to see it, and their facts aren't here. */
const lookedAt = 200;

/** What all of them have; nothing when there are many, or not everything is known. */
export function commonMarks(rows: Int32Array, ofRow: (row: number) => Picture | undefined): CommonMarks {
  if (rows.length > lookedAt) return nothing;
  const pictures = Array.from(rows, ofRow);
  const [first] = pictures;
  if (!first) return nothing;
  const all = (same: (picture: Picture) => boolean): boolean => pictures.every((picture) => picture !== undefined && same(picture));
  return {
    favourite: all((picture) => picture.favourite),
    rating: all((picture) => picture.rating === first.rating) ? first.rating : 0,
    flag: all((picture) => picture.flag === first.flag) ? first.flag : 'none',
  };
}
