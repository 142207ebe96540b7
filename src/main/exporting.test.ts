import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, test } from 'vitest';

import { copyInto } from './exporting.ts';
import { temporaryFolder } from './library/test-library.ts';

test('a copy has the file’s own name, or a number behind it, and overwrites nothing', async () => {
  const folder = await temporaryFolder();
  const target = path.join(folder, 'target');
  await mkdir(target);
  const file = path.join(folder, 'a fox.png');
  await writeFile(file, 'pixels');
  await writeFile(path.join(target, 'a fox.png'), 'somebody else’s');
  expect(path.basename(await copyInto(target, file))).toBe('a fox (2).png');
  expect(path.basename(await copyInto(target, file))).toBe('a fox (3).png');
  expect(await readFile(path.join(target, 'a fox.png'), 'utf8')).toBe('somebody else’s');
  expect(await readFile(path.join(target, 'a fox (3).png'), 'utf8')).toBe('pixels');
});

test('copies at the same time each get a name of their own', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'a.png');
  const target = path.join(folder, 'target');
  await mkdir(target);
  await writeFile(file, 'pixels');
  await Promise.all(Array.from({ length: 8 }, () => copyInto(target, file)));
  expect(await readdir(target)).toHaveLength(8);
});

test('a folder that isn’t there is a sentence', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'a.png');
  await writeFile(file, 'pixels');
  await expect(copyInto(path.join(folder, 'gone'), file)).rejects.toMatchObject({ code: 'invalid' });
});
