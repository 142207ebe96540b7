import * as v from 'valibot';

import { Sha256 } from '../../../shared/input.ts';
import { PathInside } from '../../files/folder.ts';

/** A picture in the trash, as the note in its folder says it. */
export interface TrashEntry {
  readonly id: string;
  /** Where its file belongs, relative to the library. */
  readonly path: string;
  /** What the file is called here. */
  readonly file: string;
  readonly trashedAt: number;
  /** There was no file when it was trashed. */
  readonly missing: boolean;
  /** It is being deleted for good: whoever finds it so goes on with that. */
  readonly deleting: boolean;
}

export const noteName = 'origins.json';
/** What the note was called when each picture had a folder of its own, named by its id. */
export const earlierNoteName = 'origin.json';

const FileName = v.pipe(
  PathInside,
  v.check((name) => !name.includes('/')),
);

const Moment = v.pipe(v.number(), v.safeInteger());

export const TrashNote = v.object({
  version: v.literal(1),
  trashedAt: Moment,
  pictures: v.array(
    v.object({ id: Sha256, path: PathInside, file: FileName, missing: v.optional(v.boolean()), deleting: v.optional(v.boolean()) }),
  ),
});

export const EarlierNote = v.object({ version: v.literal(1), path: PathInside, trashedAt: Moment, missing: v.boolean() });

export function entriesOfNote({ trashedAt, pictures }: v.InferOutput<typeof TrashNote>): TrashEntry[] {
  return pictures.map(({ missing = false, deleting = false, ...entry }) => ({ ...entry, trashedAt, missing, deleting }));
}

export function entryOfEarlierNote(id: string, { path, trashedAt, missing }: v.InferOutput<typeof EarlierNote>): TrashEntry {
  return { id, path, file: path.split('/').at(-1) ?? '', trashedAt, missing, deleting: false };
}

export function noteOf(entries: readonly TrashEntry[]): string {
  const pictures = entries.map(({ id, path, file, missing, deleting }) => ({
    ...{ id, path, file },
    ...(missing && { missing }),
    ...(deleting && { deleting }),
  }));
  return `${JSON.stringify({ version: 1, trashedAt: entries[0]?.trashedAt ?? 0, pictures }, null, 1)}\n`;
}
