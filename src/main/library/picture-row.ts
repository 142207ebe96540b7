import type { PictureKind } from '../../shared/input.ts';
import type { Picture, PictureSource } from '../../shared/picture.ts';
import { canvasOf } from './index/edited.ts';
import type { PictureRecord } from './picture-record.ts';

export type FileState = Picture['file'];

/** What the index adds to a record: where the picture's file is now, and how it is. */
export interface PictureState {
  /** Relative to the library. */
  readonly path: string;
  readonly file: FileState;
  readonly trashedAt: number | null;
}

/** A picture on its way into the index. */
export interface NewPicture extends PictureState {
  readonly record: PictureRecord;
}

export interface IndexedPicture extends NewPicture {
  readonly row: number;
}

/** The columns of the index that make a Picture. */
export interface PictureRow {
  readonly row: number;
  readonly id: string;
  readonly prompt: string;
  readonly created_at: number;
  readonly width_px: number;
  readonly height_px: number;
  readonly kind: PictureKind;
  readonly source: PictureSource;
  readonly is_answer: number;
  readonly practice: number;
  readonly file: FileState;
  readonly trashed_at: number | null;
}

export interface FullRow extends PictureRow {
  readonly job_id: string;
  readonly job_index: number;
  readonly model: string;
  readonly bytes: number;
  readonly path: string;
  /** What the record says, where the file isn't there any more. */
  readonly recorded_path: string | null;
  readonly rest: string;
}

export const pictureColumns = 'row, id, prompt, created_at, width_px, height_px, kind, source, is_answer, practice, file, trashed_at';
export const fullColumns = `${pictureColumns}, job_id, job_index, model, bytes, path, recorded_path, rest`;

/** What a picture's record says beside the columns. */
type Rest = Pick<
  PictureRecord,
  'taskId' | 'size' | 'count' | 'references' | 'mask' | 'callbackUrl' | 'revisedPrompt' | 'jobCredits' | 'edit' | 'composite' | 'imported'
>;

/** A picture as the columns of the index. */
export function columnsOf({ record, path, file, trashedAt }: NewPicture) {
  const { taskId, size, count, references, mask, callbackUrl, revisedPrompt, jobCredits, edit, composite, imported } = record;
  const rest: Rest = {
    ...{ taskId, size, count, references, mask, callbackUrl, revisedPrompt, jobCredits },
    ...(edit && { edit }),
    ...(composite && { composite }),
    ...(imported && { imported }),
  };
  const { id, prompt, createdAt, widthPx, heightPx, kind, jobId, index, model, bytes, practice } = record;
  return {
    ...{ id, prompt, createdAt, widthPx, heightPx, kind, jobId, index, model, bytes, path, file, trashedAt },
    recordedPath: record.path === path ? null : record.path,
    source: sourceOf(record),
    isAnswer: isAnswer(record) ? 1 : 0,
    canvas: canvasOf(record),
    practice: practice ? 1 : 0,
    rest: JSON.stringify(rest),
  };
}

export function sourceOf({ imported, mask, references }: PictureRecord): PictureSource {
  if (imported) return 'import';
  if (mask !== null) return 'edit';
  return references.length > 0 ? 'references' : 'text';
}

/** What the service gave for a masked edit, not yet laid over its original. */
function isAnswer({ edit, composite }: PictureRecord): boolean {
  return edit !== undefined && composite === undefined;
}

export function indexedOfRow(row: FullRow): IndexedPicture {
  // Only we write this column, from a record that was checked.
  const rest = JSON.parse(row.rest) as Rest;
  const record: PictureRecord = {
    ...{ version: 1, id: row.id, kind: row.kind, widthPx: row.width_px, heightPx: row.height_px, bytes: row.bytes },
    ...{ path: row.recorded_path ?? row.path, jobId: row.job_id, index: row.job_index, model: row.model, prompt: row.prompt },
    ...{ practice: row.practice === 1, createdAt: row.created_at },
    ...rest,
  };
  return { row: row.row, record, path: row.path, file: row.file, trashedAt: row.trashed_at };
}

export type PictureMarks = Pick<Picture, 'favourite' | 'rating' | 'flag'>;

export function pictureOfRow(row: PictureRow, marks: PictureMarks): Picture {
  return {
    ...{ row: row.row, id: row.id, prompt: row.prompt, createdAt: row.created_at, widthPx: row.width_px, heightPx: row.height_px },
    ...{
      kind: row.kind,
      source: row.source,
      isAnswer: row.is_answer === 1,
      practice: row.practice === 1,
      file: row.file,
      trashedAt: row.trashed_at,
    },
    ...marks,
  };
}

export function pictureOf({ row, record, file, trashedAt }: IndexedPicture, marks: PictureMarks): Picture {
  const { id, prompt, createdAt, widthPx, heightPx, kind, practice } = record;
  return {
    ...{ row, id, prompt, createdAt, widthPx, heightPx, kind, practice, file, trashedAt },
    ...{ source: sourceOf(record), isAnswer: isAnswer(record) },
    ...marks,
  };
}
