import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { original } from '../composing/test-originals.ts';
import { extended } from '../composing/extended.ts';
import type { PicturePixels } from '../pixels/picture-pixels.ts';
import { encodePng } from '../pixels/png-writer.ts';
import { confetti, maskOf } from '../registering/test-pictures.ts';
import { differingInFile } from './read-back.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterglow-back-'));
  path = join(folder, 'picture.png');
});
afterEach(() => rm(folder, { recursive: true }));

const size = { width: 701, height: 603 };
const canvas = { left: -3, top: -2, width: 710, height: 610 };
const disc = maskOf(canvas, (x, y) => Math.hypot(x - 300, y - 300) < 40);
const forms = [1, 2, 3, 4].flatMap((channels) =>
  [8, 16].map((depth) => ({ channels, depth }) as Pick<PicturePixels, 'channels' | 'depth'>),
);

function changed(picture: PicturePixels, ...places: readonly (readonly [x: number, y: number])[]): PicturePixels {
  const data = picture.data.slice();
  for (const [x, y] of places)
    data[(y * picture.width + x) * picture.channels] = (data[(y * picture.width + x) * picture.channels] ?? 0) ^ 1;
  return { ...picture, data };
}

/** Writes one picture and reads it back as if another was meant. */
async function readBack(before: PicturePixels, written: PicturePixels, meant = written, damage = (file: Uint8Array) => file) {
  await writeFile(path, damage(await encodePng(written)));
  return differingInFile(path, { original: before, picture: meant, mask: disc, canvas });
}

test.each(forms)('what was written is counted in its file: %o', async (form) => {
  const before = original(confetti(size, 7), form);
  const picture = extended(before, canvas);
  expect(await readBack(before, picture)).toBe(0);
  // Beside the original, inside the mask, and three that are neither.
  expect(await readBack(before, changed(picture, [0, 0], [709, 609], [300, 300], [3, 2], [703, 604], [400, 10]))).toBe(3);
});

test('a file that holds anything else than was meant is none', async () => {
  const before = original(confetti(size, 7), { channels: 3, depth: 8 });
  const picture = extended(before, canvas);
  await expect(readBack(before, changed(picture, [300, 300]), picture)).rejects.toThrow('another picture');
  await expect(readBack(before, { ...picture, width: 355, height: 1220 }, picture)).rejects.toThrow('another picture');
  const flipped = (at: number) => (file: Uint8Array) => file.with(at, (file[at] ?? 0) ^ 4);
  for (const at of [20, 5_000, 400_000]) {
    await expect(readBack(before, picture, picture, flipped(at))).rejects.toMatchObject({ code: 'bad-picture' });
  }
  const cut = (file: Uint8Array) => file.subarray(0, file.byteLength * 0.9);
  await expect(readBack(before, picture, picture, cut)).rejects.toMatchObject({ code: 'bad-picture' });
});
