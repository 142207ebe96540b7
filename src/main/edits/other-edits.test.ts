import { readFile } from 'node:fs/promises';

import sharp from 'sharp';
import { expect, test, vi } from 'vitest';

import { orientationOf } from '../files/orientation.ts';
import { laid } from '../files/test-lying.ts';
import { startRig } from '../jobs/test-rig.ts';
import { decodePixels } from './pixels/decoding.ts';
import { differing, painted, paintedMask, photograph, size, TestEditor } from './test-edits.ts';

vi.setConfig({ testTimeout: 60_000 });

const blend = { strength: 1, featherPx: 6 };

async function begin(): Promise<TestEditor> {
  return new TestEditor(await startRig({ resultKind: 'png' }));
}

test('a picture is extended to its left: what it was stays, and what was not there comes from the answer', async () => {
  const editor = await begin();
  const { id: original } = await editor.bring(await photograph(size));
  const added = 200;
  const wider = { width: size.width + added, height: size.height };
  const mask = await editor.keepMask(await paintedMask(wider, { left: 0, top: 0, width: added, height: size.height }));
  const answer = await editor.answer(original, { change: { mode: 'precise', mask, canvas: { left: -added, top: 0, ...wider } } });
  const { picture, differingOutside } = await editor.questions.keep({ answer, blend });
  expect([picture.widthPx, picture.heightPx, differingOutside]).toEqual([wider.width, wider.height, 0]);
  const [extended, before] = await Promise.all([
    sharp(await editor.file(picture.id))
      .extract({ left: added, top: 0, ...size })
      .raw()
      .toBuffer(),
    sharp(await editor.file(original))
      .raw()
      .toBuffer(),
  ]);
  expect(extended.equals(before)).toBe(true);
});

test('the whole picture can be sent, and outside the mask not one bit changes all the same', async () => {
  const editor = await begin();
  // One of the model's own shapes: an answer of another one is not laid over.
  const whole = { width: 1_200, height: 800 };
  const { id: original } = await editor.bring(await photograph(whole));
  const mask = await editor.keepMask(await paintedMask(whole, painted));
  const answer = await editor.answer(original, { change: { mode: 'whole', mask, canvas: { left: 0, top: 0, ...whole } } });
  expect(await editor.library.details(answer)).toMatchObject({ edit: { mode: 'whole', crop: { left: 0, top: 0, ...whole } } });
  const { picture } = await editor.questions.keep({ answer, blend });
  expect(await differing(await editor.file(original), await editor.file(picture.id), painted)).toMatchObject({ outside: 0 });
});

test('sixteen bits, transparency and a profile stay', async () => {
  const editor = await begin();
  const bytes = await sharp(await photograph(size))
    .ensureAlpha(0.5)
    .toColourspace('rgb16')
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const { id: original } = await editor.bring(bytes);
  const answer = await editor.answer(original);
  const { picture, converted, differingOutside } = await editor.questions.keep({ answer, blend });
  expect([converted, differingOutside]).toEqual([false, 0]);
  const [before, after] = await Promise.all([original, picture.id].map(async (id) => sharp(await editor.file(id)).metadata()));
  expect(after).toMatchObject({ depth: 'ushort', channels: 4, bitsPerSample: 16 });
  expect(after?.icc).toEqual(before?.icc);
});

test('a photograph that lies on its side is edited as it is seen', async () => {
  const editor = await begin();
  const turned = await sharp(await photograph({ width: size.height, height: size.width }, 'jpeg'))
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
  const { id: original, widthPx, heightPx } = await editor.bring(turned);
  expect([widthPx, heightPx]).toEqual([size.width, size.height]);
  const answer = await editor.answer(original);
  const { picture, differingOutside } = await editor.questions.keep({ answer, blend });
  expect([picture.kind, picture.widthPx, picture.heightPx, differingOutside]).toEqual(['png', size.width, size.height, 0]);
  const upright = await sharp(turned).autoOrient().raw().toBuffer();
  const kept = await sharp(await editor.file(picture.id))
    .raw()
    .toBuffer();
  const corner = (pixels: Buffer): Buffer => pixels.subarray(0, size.width * 3 * 100);
  expect(corner(kept).equals(corner(upright))).toBe(true);
  expect((await sharp(await editor.file(picture.id)).metadata()).orientation ?? 1).toBe(1);
});

test.each([
  ['png', [6]],
  ['webp', [6]],
  ['jpeg', [1, 6]],
  ['jpeg', [8, 1]],
] as const)('a %s whose Exif says %j is kept as Chromium shows it', async (kind, said) => {
  const editor = await begin();
  const stored = { width: size.height, height: size.width };
  const isTurned = kind !== 'webp' && said[0] > 4;
  const file = laid(await photograph(isTurned ? stored : size, kind), kind, ...said);
  const { id: original, widthPx, heightPx } = await editor.bring(file);
  expect([widthPx, heightPx]).toEqual([size.width, size.height]);
  const { picture, differingOutside } = await editor.questions.keep({ answer: await editor.answer(original), blend });
  expect([picture.widthPx, picture.heightPx, differingOutside]).toEqual([size.width, size.height, 0]);
  const kept = await readFile(await editor.file(picture.id));
  expect([orientationOf(kept, 'png'), (await sharp(kept).metadata()).orientation ?? 1]).toEqual([1, 1]);
  const rowsAbove = async (bytes: Uint8Array): Promise<Uint8Array> =>
    (await decodePixels(bytes)).data.subarray(0, size.width * 3 * 100) as Uint8Array;
  expect(Buffer.compare(await rowsAbove(kept), await rowsAbove(file))).toBe(0);
});
