import type { PictureKind } from '../../shared/input.ts';
import type { Picture } from '../../shared/picture.ts';
import type { PictureRecord } from './picture-record.ts';

/** What the index adds to a record: where the picture is now, and what was decided about it. */
export interface PictureState {
  /** Relative to the library. */
  readonly path: string;
  readonly favourite: boolean;
  readonly missing: boolean;
  readonly trashedAt: number | null;
}

export interface IndexedPicture extends PictureState {
  readonly record: PictureRecord;
}

/** The columns of the index that make a Picture. */
export interface PictureRow {
  readonly id: string;
  readonly prompt: string;
  readonly created_at: number;
  readonly width_px: number;
  readonly height_px: number;
  readonly kind: PictureKind;
  readonly favourite: number;
  readonly practice: number;
  readonly missing: number;
}

export interface FullRow extends PictureRow {
  readonly path: string;
  readonly trashed_at: number | null;
  readonly record: string;
}

export const pictureColumns = 'id, prompt, created_at, width_px, height_px, kind, favourite, practice, missing';

export function pictureOfRow(row: PictureRow): Picture {
  return {
    id: row.id,
    prompt: row.prompt,
    createdAt: row.created_at,
    widthPx: row.width_px,
    heightPx: row.height_px,
    kind: row.kind,
    favourite: row.favourite === 1,
    practice: row.practice === 1,
    missing: row.missing === 1,
  };
}

export function indexedOfRow(row: FullRow): IndexedPicture {
  return {
    // Only we write this column, from a record that was checked.
    record: JSON.parse(row.record) as PictureRecord,
    path: row.path,
    favourite: row.favourite === 1,
    missing: row.missing === 1,
    trashedAt: row.trashed_at,
  };
}

export function pictureOf({ record, favourite, missing }: IndexedPicture): Picture {
  const { id, prompt, createdAt, widthPx, heightPx, kind, practice } = record;
  return { id, prompt, createdAt, widthPx, heightPx, kind, favourite, practice, missing };
}
