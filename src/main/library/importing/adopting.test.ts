import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { sha256Of } from '../../files/file-content.ts';
import { openLibrary } from '../opening.ts';
import { draw, temporaryFolder } from '../test-library.ts';
import { pngWith, tEXt } from './test-foreign.ts';

async function adopting() {
  const folder = await temporaryFolder();
  let changes = 0;
  const { parts } = await openLibrary(folder, {}, () => (changes += 1));
  onTestFinished(() => parts.index.close());
  return { ...parts, folder, changes: () => changes };
}

test('a file that was put into the library becomes a picture where it is', async () => {
  const { importing, index, folder, changes } = await adopting();
  const bytes = await pngWith([tEXt('Description', 'a heron')]);
  await writeFile(join(folder, 'heron.png'), bytes);
  await importing.adopt('heron.png');
  expect(await index.find(sha256Of(bytes))).toMatchObject({
    ...{ path: 'heron.png', file: 'here', trashedAt: null },
    record: { prompt: 'a heron', path: 'heron.png', imported: { fileName: 'heron.png', software: null } },
  });
  await importing.adopt('heron.png');
  expect(changes()).toBe(1);
});

test('many at once become pictures, and copies of one only one of them', async () => {
  const { importing, index, folder } = await adopting();
  const names = Array.from({ length: 12 }, (_, at) => `${at}.png`);
  for (const [at, name] of names.entries()) await writeFile(join(folder, name), await draw({ colour: at % 8 }));
  await Promise.all(names.map((name) => importing.adopt(name)));
  expect(await index.total()).toBe(8);
});

test('a picture whose file is missing is found again in one that was put there', async () => {
  const { importing, index, folder } = await adopting();
  const bytes = await draw();
  await writeFile(join(folder, 'a.png'), bytes);
  await importing.adopt('a.png');
  await rm(join(folder, 'a.png'));
  await index.setStates([{ id: sha256Of(bytes), path: 'a.png', file: 'missing', trashedAt: null }]);
  await writeFile(join(folder, 'b.png'), bytes);
  await importing.adopt('b.png');
  expect(await index.find(sha256Of(bytes))).toMatchObject({ path: 'b.png', file: 'here' });
});

test('what is no picture is refused, and so is what leads out of the library', async () => {
  const { importing, index, folder } = await adopting();
  const outside = await temporaryFolder();
  await writeFile(join(outside, 'secret.png'), await draw());
  await symlink(outside, join(folder, 'out'));
  await symlink(join(outside, 'secret.png'), join(folder, 'link.png'));
  await writeFile(join(folder, 'text.png'), 'text');
  for (const path of ['text.png', 'link.png', 'out/secret.png', '../secret.png', 'gone.png']) {
    await expect(importing.adopt(path), path).rejects.toMatchObject({ code: 'bad-picture' });
  }
  expect(await index.total()).toBe(0);
});
