import { relative, sep } from 'node:path';

import type { FileProblem } from '../../../shared/library.ts';
import type { Layout } from '../layout.ts';
import { PictureRecord } from '../picture-record.ts';
import type { PictureIndex } from '../picture-index.ts';
import type { Records } from '../records.ts';
import { readKept } from '../versioned-file.ts';
import type { ReadFile } from './read-file.ts';

const askedAtOnce = 500;

/** What is amiss with a record that can't be read. */
export async function recordProblem(layout: Layout, id: string): Promise<FileProblem> {
  const path = layout.record(id);
  const file = relative(layout.folder, path).split(sep).join('/');
  const kept = await readKept(path, PictureRecord);
  if (kept === 'absent') return { file, why: 'missing', detail: '' };
  return { file, why: kept === 'foreign' ? 'newer-record' : 'lying-record', detail: '' };
}

/** How a record lies about its picture, or null when it doesn't. */
export function lieOf(record: PictureRecord, { bytes, facts }: ReadFile): string | null {
  const said = [record.bytes, ...(facts === 'unknown' ? [] : [record.kind, record.widthPx, record.heightPx])];
  const read = [bytes, ...(facts === 'unknown' ? [] : facts === null ? ['?', 0, 0] : [facts.kind, facts.widthPx, facts.heightPx])];
  const differences = said.map((value, at) => ({ value, is: read[at] })).filter(({ value, is }) => value !== is);
  return differences.length === 0 ? null : differences.map(({ value, is }) => `${value} → ${is ?? ''}`).join(', ');
}

/** The records of which the index knows nothing, because this version can't read them. */
export async function* unknownRecords(layout: Layout, index: PictureIndex, records: Records): AsyncGenerator<FileProblem> {
  const unreadable = async function* (ids: readonly string[]): AsyncGenerator<FileProblem> {
    const known = new Set(await index.knownAmong(ids));
    for (const id of ids) if (!known.has(id) && !(await records.read(id))) yield recordProblem(layout, id);
  };
  let some: string[] = [];
  for await (const id of records.ids()) {
    some.push(id);
    if (some.length < askedAtOnce) continue;
    yield* unreadable(some);
    some = [];
  }
  yield* unreadable(some);
}
