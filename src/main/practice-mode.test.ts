import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { PracticeMode } from './practice-mode.ts';

let folder: string;

beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-practice-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

test('the practice server starts once, when it is first needed', async () => {
  const practice = new PracticeMode(path.join(folder, 'practice'));
  const [one, two] = await Promise.all([practice.access(), practice.access()]);
  expect(one).toEqual(two);
  expect(one).toMatchObject({ practice: true, apiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string });
  await practice.stop();
});

test('a start that failed may be tried again', async () => {
  const blocked = path.join(folder, 'practice');
  fs.writeFileSync(blocked, 'a file where the folder should be');
  const practice = new PracticeMode(blocked);
  await expect(practice.access()).rejects.toThrow();
  fs.rmSync(blocked);
  expect(await practice.access()).toMatchObject({ practice: true });
  await practice.stop();
});
