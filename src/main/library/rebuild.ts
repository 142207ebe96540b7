import { sizeOf } from '../files/file-content.ts';
import type { Layout } from './layout.ts';
import type { LostFiles } from './lost-files.ts';
import { gatheredMarks } from './marks/gathered-marks.ts';
import type { MarkFiles } from './marks/mark-files.ts';
import type { PictureIndex } from './picture-index.ts';
import type { PictureRecord } from './picture-record.ts';
import type { NewPicture } from './picture-row.ts';
import type { Trashing } from './organising/trashing.ts';
import type { Records } from './records.ts';
import { settleTrash } from './trash/settled-trash.ts';
import type { Trash } from './trash/trash.ts';

const batchSize = 500;

interface RebuildParts {
  readonly layout: Layout;
  readonly records: Records;
  readonly marks: MarkFiles;
  readonly trash: Trash;
  readonly index: PictureIndex;
  readonly lost: LostFiles;
  readonly trashing: Trashing;
}

/**
 * Brings the index up to what the disk holds: all of it when the index is new, and what the last process wrote and lost
 * when that one died. Returns how many records could not be read (damaged, or of a version to come).
 */
export async function rebuild(parts: RebuildParts): Promise<number> {
  const known = await parts.index.ids();
  let unreadable = 0;
  for await (const batch of batches(parts.records.ids())) {
    const records = await Promise.all(batch.filter((id) => !known.has(id)).map((id) => parts.records.read(id)));
    const readable = records.filter((record) => record !== null);
    unreadable += records.length - readable.length;
    await parts.index.add(await Promise.all(readable.map((record) => look(parts, record))));
  }
  await parts.index.replaceMarks(await gatheredMarks(parts.marks, (ids) => parts.index.rowsOf(ids)));
  await parts.trashing.deleteInTurn(await settleTrash(parts));
  await findLost(parts);
  await parts.index.noteComplete();
  return unreadable;
}

async function* batches(ids: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const id of ids) {
    batch.push(id);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function look({ layout }: Pick<RebuildParts, 'layout'>, record: PictureRecord): Promise<NewPicture> {
  const size = await sizeOf(layout.absolute(record.path));
  return { record, path: record.path, file: size === record.bytes ? 'here' : 'missing', trashedAt: null };
}

/** Only now, with all the others in the index, is it clear which files on the disk are still nobody's. */
async function findLost({ index, lost }: RebuildParts): Promise<void> {
  for (const { id, bytes } of await index.missing()) {
    const path = await lost.find(id, bytes);
    if (path !== null) await index.setStates([{ id, path, file: 'here', trashedAt: null }]);
  }
}
