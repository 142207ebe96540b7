import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { LibraryTask } from '../../../shared/library.ts';
import { ProcessTrial } from '../../library-process/test-libraries.ts';
import { sha256Of } from '../../files/file-content.ts';
import { draw, filesIn, shown } from '../test-library.ts';
import { sourceFolder } from './test-importing.ts';

const count = 30;

async function source(): Promise<string> {
  const files = Array.from({ length: count }, async (_, at) => [`${at}.png`, await draw({ colour: at })] as const);
  return sourceFolder(Object.fromEntries(await Promise.all(files)));
}

test.each(['import-staged', 'import-placed', 'import-recorded', 'import-indexed'])(
  'an import that dies at %s leaves no wrong record, and the next one brings the rest',
  async (step) => {
    const trial = new ProcessTrial();
    trial.diesAt = step;
    const library = await trial.open();
    trial.diesAt = null;
    const paths = [await source()];
    await expect(library.work.import({ task: 'first', paths })).rejects.toMatchObject({ code: 'library-unavailable' });
    const there = await shown(library);
    for (const { id, file } of there) {
      const { path } = await library.details(id);
      expect(file).toBe('here');
      expect(sha256Of(await readFile(join(library.folder, path)))).toBe(id);
    }
    // Files that are left without a record may have been found by the new process itself.
    const { imported, duplicates } = await library.work.import({ task: 'second', paths });
    expect(imported + duplicates).toBe(count);
    expect(duplicates).toBeGreaterThanOrEqual(there.length);
    expect(await shown(library)).toHaveLength(count);
    const files = await filesIn(library.folder);
    expect(files.filter((name) => name.endsWith('.png'))).toHaveLength(count);
    expect(files.filter((name) => name.endsWith('.json') && name.includes('records'))).toHaveLength(count);
    expect(files.filter((name) => name.endsWith('.part'))).toEqual([]);
  },
);

test('an import in the library’s process is told of here, and called off from here', async () => {
  const library = await new ProcessTrial().open();
  const paths = [await source()];
  const news: LibraryTask[] = [];
  const calledOff = new AbortController();
  library.onTask((task) => {
    news.push(task);
    calledOff.abort();
  });
  const report = await library.work.import({ task: 'first', paths }, calledOff.signal);
  expect(report.imported).toBe((await shown(library)).length);
  expect(news.at(-1)).toMatchObject({ id: 'first', state: 'cancelled' });
  expect(await library.work.import({ task: 'second', paths })).toMatchObject({ imported: count - report.imported });
});
