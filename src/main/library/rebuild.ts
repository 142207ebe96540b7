import type { FileProblem } from '../../shared/library.ts';
import { exists } from '../files/durable-file.ts';
import { sizeOf } from '../files/file-content.ts';
import { Breath } from './breath.ts';
import { isDamage } from './index-file.ts';
import type { Layout } from './layout.ts';
import { LostFiles } from './lost-files.ts';
import { gatheredMarks } from './marks/gathered-marks.ts';
import type { MarkFiles } from './marks/mark-files.ts';
import type { PictureIndex } from './picture-index.ts';
import { RecordReader } from './record-reader.ts';
import type { Records } from './records.ts';
import { settleTrash } from './trash/settled-trash.ts';
import type { Trash } from './trash/trash.ts';
import { recordProblem } from './verifying/record-problems.ts';

/** So many pictures are written at once: some milliseconds of work. */
const batchSize = 100;
/** What a person can look through. */
const mostProblems = 1_000;

export interface RebuildParts {
  readonly layout: Layout;
  readonly records: Records;
  readonly marks: MarkFiles;
  readonly trash: Trash;
}

interface Following {
  /** So many records were looked at. */
  readonly done?: (records: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** What going through the records found. */
export interface Unreadable {
  /** Damaged, of a version to come, or about another picture. */
  readonly count: number;
  readonly problems: readonly FileProblem[];
}

/** Adds the pictures whose records the index doesn't know, and forgets those that have none any more. Others may ask meanwhile. */
export async function addRecords(
  { layout, records }: Pick<RebuildParts, 'layout' | 'records'>,
  index: PictureIndex,
  { done, signal }: Following = {},
): Promise<Unreadable> {
  const reader = new RecordReader(layout);
  const breath = new Breath();
  const problems: FileProblem[] = [];
  let [looked, count] = [0, 0];
  for await (const { digits, ids } of records.shards()) {
    const known = new Set(await index.idsBeginning(digits));
    const unknown = ids.filter((id) => !known.delete(id)).sort();
    for (let from = 0; from < unknown.length; from += batchSize) {
      signal?.throwIfAborted();
      const batch = unknown.slice(from, from + batchSize);
      const found = new Map(batch.map((id) => [id, reader.read(id)]));
      await index.add([...found.values()].filter((picture) => picture !== null));
      const unreadable = batch.filter((id) => !found.get(id));
      count += unreadable.length;
      for (const id of unreadable.slice(0, mostProblems - problems.length)) problems.push(await recordProblem(layout, id));
      done?.(looked + from + batch.length);
      await breath.take();
    }
    // What is left has no record: deleted for good while the index was being made.
    for (const id of known) if (!(await exists(layout.record(id)))) await index.remove(id);
    looked += ids.length;
    await breath.take();
  }
  return { count, problems };
}

/**
 * Brings an index up to what the disk holds besides: marks, the trash, files that were moved. To be called in the turn to
 * change the library. An earlier index still knows what would take reading all files to find out. Answers with the
 * pictures whose deletion for good was begun.
 */
export async function addTheRest(
  parts: RebuildParts,
  index: PictureIndex,
  earlier: PictureIndex | null = null,
): Promise<readonly string[]> {
  await index.replaceMarks(await gatheredMarks(parts.marks, (ids) => index.rowsOf(ids)));
  const deleting = await settleTrash({ ...parts, index });
  if (earlier) await takeOver(parts.layout, earlier, index).catch(unlessDamaged);
  const lost = new LostFiles(parts.layout, index);
  // Only now, with all the others in the index, is it clear which files on the disk are still nobody's.
  for (const { id, bytes } of await index.missing()) {
    const path = await lost.find(id, bytes);
    if (path !== null) await index.setStates([{ id, path, file: 'here', trashedAt: null }]);
  }
  await index.noteComplete();
  return deleting;
}

/** A damaged index, which is why another one is made, may know nothing any more. */
function unlessDamaged(error: unknown): void {
  if (!isDamage(error)) throw error;
}

/** Where files were moved to, and which of them hold other bytes although their size is the same. */
async function takeOver(layout: Layout, earlier: PictureIndex, index: PictureIndex): Promise<void> {
  for (const { id, path, bytes } of await earlier.moved()) {
    const now = await index.find(id);
    if (now?.file !== 'missing' || now.trashedAt !== null || (await sizeOf(layout.absolute(path))) !== bytes) continue;
    await index.setStates([{ id, path, file: 'here', trashedAt: null }]);
  }
  for (const { id, path } of await earlier.damaged()) {
    const now = await index.find(id);
    if (now?.file === 'here' && now.path === path) await index.setStates([{ id, path, file: 'damaged', trashedAt: now.trashedAt }]);
  }
}
