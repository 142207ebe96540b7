import type { IndexDatabase } from '../index-file.ts';
import type { PictureRecord } from '../picture-record.ts';

/** A mask that an edit was made with. */
export interface UsedMask {
  /** An input. */
  readonly mask: string;
  readonly prompt: string;
  readonly createdAt: number;
}

interface EditRow {
  readonly prompt: string;
  readonly created_at: number;
  readonly rest: string;
}

/** What the index tells edits of one canvas size by; null for a picture that no mask was painted for. */
export function canvasOf({ edit }: Pick<PictureRecord, 'edit'>): string | null {
  return edit ? sizeText(edit.canvas) : null;
}

/** The masks of that size, the one that was used last first, each once. Those of pictures in the trash are left out. */
export function usedMasks(database: IndexDatabase, size: { readonly width: number; readonly height: number }, limit: number): UsedMask[] {
  const found = new Map<string, UsedMask>();
  const rows = database
    .prepare<[string], EditRow>(
      'SELECT prompt, created_at, rest FROM pictures WHERE canvas = ? AND trashed_at IS NULL ORDER BY created_at DESC',
    )
    .iterate(sizeText(size));
  for (const { prompt, created_at: createdAt, rest } of rows) {
    // Only we write this column, from a record that was checked.
    const { edit } = JSON.parse(rest) as Pick<PictureRecord, 'edit'>;
    if (edit && !found.has(edit.mask)) found.set(edit.mask, { mask: edit.mask, prompt, createdAt });
    if (found.size === limit) break;
  }
  return [...found.values()];
}

function sizeText({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width} ${height}`;
}
