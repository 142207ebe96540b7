import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { exists } from '../../files/durable-file.ts';
import { sha256Of, sizeOf } from '../../files/file-content.ts';
import type { Layout } from '../layout.ts';
import type { PictureIndex } from '../picture-index.ts';
import { withEach } from '../with-each.ts';
import { pathInTrash } from './trash-folders.ts';
import type { TrashEntry } from './trash-note.ts';
import type { Trash } from './trash.ts';

/** So many pictures are noted at once. */
const notedAtOnce = 500;
const filesAtOnce = 16;

interface SettlingParts {
  readonly layout: Layout;
  readonly trash: Trash;
  readonly index: PictureIndex;
}

/**
 * Brings the index up to what the trash holds, believing its folders: a kill may have come between moving a file and
 * noting it. What it interrupted on the way out of the trash is finished. Returns the pictures whose deletion for good
 * was begun.
 */
export async function settleTrash(parts: SettlingParts): Promise<readonly string[]> {
  const { trash, index } = parts;
  const trashed = new Set<string>();
  const deleting: string[] = [];
  for (const name of await trash.folders.names()) {
    const entries = await settleFolder(parts, name);
    for (const { id } of entries) trashed.add(id);
    deleting.push(...entries.filter((entry) => entry.deleting).map(({ id }) => id));
    for (let from = 0; from < entries.length; from += notedAtOnce) {
      await index.setStates(entries.slice(from, from + notedAtOnce).map((entry) => stateOf(name, entry)));
    }
  }
  for (const id of await index.trashedIds()) if (!trashed.has(id)) await putRight(parts, id);
  return deleting;
}

function stateOf(name: string, { id, file, trashedAt, missing }: TrashEntry) {
  return { id, path: pathInTrash(name, file), file: missing ? ('missing' as const) : ('here' as const), trashedAt };
}

/** What the index believes to be in the trash, and isn't: it was restored, or deleted for good but for its row. */
async function putRight({ layout, index }: SettlingParts, id: string): Promise<void> {
  if (!(await exists(layout.record(id)))) return index.remove(id);
  const picture = await index.find(id);
  if (!picture) return;
  const { path, bytes } = picture.record;
  const isThere = (await sizeOf(layout.absolute(path))) === bytes;
  await index.setStates([{ id, path, file: isThere ? 'here' : 'missing', trashedAt: null }]);
}

/** What is in a folder for certain; its note says no more than that afterwards. */
async function settleFolder({ layout, trash, index }: SettlingParts, name: string): Promise<readonly TrashEntry[]> {
  const noted = await trash.folders.entries(name);
  const files = new Set(await trash.folders.files(name));
  const there: TrashEntry[] = [];
  await withEach(noted, filesAtOnce, async (entry) => {
    const isHere = files.delete(entry.file);
    const isUnknown = (await index.rowOf(entry.id)) === null && !(await exists(layout.record(entry.id)));
    if (isHere && ((entry.deleting && isUnknown) || (await trash.isRestored(name, entry)))) {
      await rm(join(trash.folders.path(name), entry.file));
    } else if (isHere || ((entry.missing || entry.deleting) && !isUnknown)) there.push(entry);
  });
  for (const file of files) there.push(...(await recognised(trash, index, name, file)));
  if (there.length !== noted.length || there.length === 0) await trash.folders.write(name, there);
  return there;
}

/** A file that no note tells of, because that is damaged: by its content it is a picture's, for another 30 days, or nobody's, and stays. */
async function recognised(trash: Trash, index: PictureIndex, name: string, file: string): Promise<TrashEntry[]> {
  const path = join(trash.folders.path(name), file);
  const found = await stat(path);
  const picture = found.isFile() ? await index.find(sha256Of(await readFile(path))) : null;
  if (!picture) return [];
  const { id, path: home } = picture.record;
  return [{ id, path: home, file, trashedAt: Date.now(), missing: false, deleting: false }];
}
