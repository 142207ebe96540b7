import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { everyPicture, type PictureQuery } from '../../../shared/picture.ts';
import { sha256Of } from '../../files/file-content.ts';
import { createIndexFile } from '../index-file.ts';
import { PictureIndex } from '../picture-index.ts';
import type { PictureRecord } from '../picture-record.ts';
import type { NewPicture, PictureState } from '../picture-row.ts';
import { originOf, temporaryFolder } from '../test-library.ts';

/** A real index in a file of its own, without a library around it. */
export async function emptyIndex(): Promise<PictureIndex> {
  const folder = await temporaryFolder();
  const index = new PictureIndex(await createIndexFile(join(folder, 'index.db.new')), 'made');
  onTestFinished(() => index.close().catch(() => undefined));
  await index.noteComplete();
  await index.take(join(folder, 'index.db'));
  return index;
}

/** A picture that was never made: another name is another one. */
export function pictureNamed(name: string, record: Partial<PictureRecord> = {}, state: Partial<PictureState> = {}): NewPicture {
  const id = record.id ?? sha256Of(Buffer.from(name));
  const path = `2026/11/${name} ${id.slice(0, 6)}.png`;
  const facts = { version: 1, id, kind: 'png', widthPx: 60, heightPx: 40, bytes: 1000, path } as const;
  return { record: { ...facts, ...originOf(), ...record }, path, file: 'here', trashedAt: null, ...state };
}

/** The ids that a query finds, newest first. */
export async function idsFound(index: PictureIndex, query: Partial<PictureQuery>): Promise<string[]> {
  const { rows } = await index.outline();
  const { bits, count } = await index.matching({ ...everyPicture, ...query }, query.collection ? [query.collection] : [], 0);
  const ids = await index.idsOf(Int32Array.from(rows.filter((row) => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0)));
  if (ids.length !== count) throw new Error(`${count} were counted, ${ids.length} found`);
  return ids;
}
