import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { everyPicture, type PictureQuery } from '../../../shared/picture.ts';
import type { Library } from '../library.ts';
import { originOf, temporaryFolder } from '../test-library.ts';

/** A library folder with so many pictures, as records and files say it; made without decoding any. Their ids in order of time. */
export async function folderOf(pictures: number): Promise<{ folder: string; ids: string[] }> {
  const folder = await temporaryFolder();
  const ids: string[] = [];
  for (let at = 0; at < pictures; at += 1) {
    const bytes = Buffer.from(`picture ${at}`);
    const id = createHash('sha256').update(bytes).digest('hex');
    const path = `2026/${at % 2 === 0 ? '10' : '11'}/picture ${at}.png`;
    const origin = originOf({ createdAt: new Date(2026, 9, 1, 0, at).getTime(), jobId: `job-${at}` });
    const record = { version: 1, id, kind: 'png', widthPx: 3, heightPx: 2, bytes: bytes.byteLength, path, ...origin };
    await put(join(folder, path), bytes);
    await put(join(folder, '.afterglow/records', id.slice(0, 2), `${id}.json`), JSON.stringify(record));
    ids.push(id);
  }
  return { folder, ids };
}

/** The ids of the pictures that a query finds, sorted. */
export async function found(library: Library, query: Partial<PictureQuery>): Promise<string[]> {
  const { generation, rows } = await library.outline();
  const { bits } = await library.matching({ ...everyPicture, ...query });
  const matching = rows.filter((row) => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0);
  const ids: string[] = [];
  for (let from = 0; from < matching.length; from += 500) {
    const facts = await library.factsOf({ generation, rows: matching.subarray(from, from + 500) });
    ids.push(...facts.map(({ id }) => id));
  }
  return ids.sort();
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
