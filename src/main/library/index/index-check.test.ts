import { open } from 'node:fs/promises';

import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import { emptyIndex, pictureNamed } from './test-index.ts';
import { isIndexWhole } from './index-check.ts';

const pageBytes = 4096;
const never = new AbortController().signal;

async function closedIndex(): Promise<string> {
  const index = await emptyIndex();
  await index.add(Array.from({ length: 2000 }, (_, at) => pictureNamed(`picture ${at}`, { prompt: `sunset number ${at} over the sea` })));
  const { path } = index;
  await index.close();
  return path;
}

/** One page of each table and index. */
function somePages(path: string): { name: string; page: number }[] {
  const database = new Database(path, { readonly: true });
  const pages = database
    .prepare<[], { name: string; page: number }>(`SELECT name, max(pageno) AS page FROM dbstat WHERE pagetype <> 'overflow' GROUP BY name`)
    .all();
  database.close();
  return pages.filter(({ page }) => page > 1);
}

async function overwrite(path: string, page: number, bytes: Uint8Array): Promise<Uint8Array> {
  const file = await open(path, 'r+');
  const before = Buffer.alloc(pageBytes);
  await file.read(before, 0, pageBytes, (page - 1) * pageBytes);
  await file.write(bytes, 0, pageBytes, (page - 1) * pageBytes);
  await file.close();
  return before;
}

test('finds a page of garbage in whatever table it is', async () => {
  const path = await closedIndex();
  expect(await isIndexWhole(path, never)).toBe(true);
  const pages = somePages(path);
  expect(pages.length).toBeGreaterThan(8);
  for (const { name, page } of pages) {
    const before = await overwrite(path, page, Buffer.alloc(pageBytes, 'x'));
    expect(await isIndexWhole(path, never), name).toBe(false);
    await overwrite(path, page, before);
  }
  expect(await isIndexWhole(path, never)).toBe(true);
});

test('says nothing against a file that it could not look through', async () => {
  expect(await isIndexWhole('/nowhere/index.db', never)).toBe(true);
});
