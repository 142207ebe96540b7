import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import type { LibraryStep } from '../on-step.ts';
import { filesIn, openLibrary } from '../test-library.ts';
import { folderOf, found } from './test-organised.ts';

const script = join(import.meta.dirname, 'test-organising-process.ts');
const pictures = 12;

/** Organises all pictures in another process, and kills that one when it has come to a step so many times. */
async function killWhile(folder: string, what: string, step: LibraryStep, times: number): Promise<void> {
  const child = spawn(process.execPath, [script, folder, what, step, String(times)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await Promise.race([once(child.stdout, 'data'), exited])) as unknown[];
  expect(String(said)).toBe(step);
  child.kill('SIGKILL');
  await exited;
}

const isVisible = (file: string) => file.endsWith('.png') && !file.startsWith('.');
const isTrashed = (file: string) => file.endsWith('.png') && file.includes('/trash/');

/** Every picture is in one place, where the index says it is. */
async function expectWhole(folder: string): Promise<{ shown: string[]; trashed: string[] }> {
  const library = await openLibrary({ folder });
  const [shown, trashed] = [await found(library, {}), await found(library, { trashed: true })];
  const files = await filesIn(folder);
  expect(files.filter(isVisible)).toHaveLength(shown.length);
  expect(files.filter(isTrashed)).toHaveLength(trashed.length);
  expect(await found(library, { file: 'missing' })).toEqual([]);
  for (const id of [...shown, ...trashed]) expect(files).toContain((await library.details(id)).path);
  return { shown, trashed };
}

// Each starts processes, on a machine that may be busy.
describe('a process that is killed', { timeout: 30_000 }, () => {
  test.each([
    ['marks-written', 1],
    ['marks-written', 7],
    ['marked', 1],
    ['marks-indexed', 1],
  ] as const)('while it marks many pictures, after %s (%i), leaves marks that the index agrees with', async (step, times) => {
    const { folder } = await folderOf(pictures);
    await killWhile(folder, 'tag', step, times);
    const library = await openLibrary({ folder });
    const tagged = await found(library, { tags: ['sea'] });
    expect(tagged.length).toBeGreaterThanOrEqual(times === 7 ? 7 : 1);
    expect(await found(library, { rating: 4 })).toEqual(tagged);
    for (const id of tagged) {
      const file = await readFile(join(folder, `.afterglow/marks/${id.slice(0, 2)}.json`), 'utf8');
      expect((JSON.parse(file) as { marks: unknown }).marks).toMatchObject({ [id]: { tags: ['sea'], rating: 4 } });
    }
    expect((await filesIn(folder)).filter((file) => file.includes('incoming'))).toEqual([]);
  });

  test.each([
    ['trash-noted', 1],
    ['trash-moved', 1],
    ['trash-moved', 6],
    ['trash-indexed', 1],
  ] as const)('while it trashes many pictures, after %s (%i), leaves each in one place', async (step, times) => {
    const { folder, ids } = await folderOf(pictures);
    await killWhile(folder, 'trash', step, times);
    const { shown, trashed } = await expectWhole(folder);
    expect([...shown, ...trashed].sort()).toEqual(ids.sort());
    if (step === 'trash-indexed') expect(shown).toEqual([]);
  });

  test.each([
    ['restore-named', 1],
    ['restore-moved', 1],
    ['restore-moved', 6],
    ['restore-indexed', 1],
  ] as const)('while it restores many pictures, after %s (%i), leaves each in one place', async (step, times) => {
    const { folder, ids } = await folderOf(pictures);
    const library = await openLibrary({ folder });
    await library.moveToTrash({ ids });
    await library.close();
    await killWhile(folder, 'restore', step, times);
    // All have their names outside before the first one leaves the trash.
    expect(await expectWhole(folder)).toEqual({ shown: ids.sort(), trashed: [] });
  });

  test.each([
    ['delete-noted', 1],
    ['delete-unmarked', 1],
    ['delete-removed', 1],
    ['delete-indexed', 1],
  ] as const)(
    'while it deletes many pictures for good, after %s (%i), leaves nothing of them after the next opening',
    async (step, times) => {
      const { folder, ids } = await folderOf(pictures);
      const library = await openLibrary({ folder });
      await library.change({ of: { ids }, change: { favourite: true } });
      await library.moveToTrash({ ids });
      await library.close();
      await killWhile(folder, 'delete', step, times);
      expect(await expectWhole(folder)).toEqual({ shown: [], trashed: [] });
      const files = await filesIn(folder);
      expect(files.filter((file) => !file.startsWith('.afterglow/marks/'))).toEqual([]);
      for (const file of files) expect(await readFile(join(folder, file), 'utf8')).not.toContain('favourite');
    },
  );
});
