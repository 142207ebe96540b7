import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { delivered, drawNoise, filesIn, openLibrary, originOf, temporaryFolder, shown } from './test-library.ts';

const script = join(import.meta.dirname, 'test-keeping-process.ts');

/** Keeps a picture in another process and kills that one at a step. */
async function killWhileKeeping(folder: string, picture: string, step: string): Promise<void> {
  const child = spawn(process.execPath, [script, folder, picture, JSON.stringify(originOf()), step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [said] = (await Promise.race([once(child.stdout, 'data'), exited])) as unknown[];
  expect(String(said)).toBe(step);
  child.kill('SIGKILL');
  await exited;
}

describe('a process that is killed while it keeps a picture', () => {
  test.each(['received', 'checked', 'placed', 'recorded', 'indexed', 'thumbnailed'])(
    'after %s leaves a library that the same bytes complete',
    async (step) => {
      const [folder, bytes] = [await temporaryFolder(), await drawNoise('png')];
      const [libraryFolder, picture] = [join(folder, 'library'), join(folder, 'picture')];
      await writeFile(picture, bytes);
      await killWhileKeeping(libraryFolder, picture, step);
      const library = await openLibrary({ folder: libraryFolder });
      const kept = await library.keep(delivered(bytes), originOf());
      expect(await shown(library)).toEqual([kept]);
      expect(await readFile((await library.fileOf('picture', kept.id))?.path ?? '')).toEqual(bytes);
      expect((await library.fileOf('thumbnail', kept.id))?.kind).toBe('webp');
      expect(await filesIn(libraryFolder)).toHaveLength(3);
    },
  );
});
