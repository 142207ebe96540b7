import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { pictureKinds } from '../../shared/input.ts';
import { isUpright, orientationOf } from './orientation.ts';
import { readPictureFacts } from './picture-file.ts';
import { asPng, makePreview } from './picture-preview.ts';
import { look, lying, seen } from './test-lying.ts';

const orientations = [1, 2, 3, 4, 5, 6, 7, 8];

async function lookOf(bytes: Uint8Array): Promise<string> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return look({ width: info.width, height: info.height, channels: info.channels, data });
}

/** As Chromium shows it: see the stand-in's test of the same name. */
const heeded = { png: true, jpeg: true, webp: false } as const;

describe.each(pictureKinds)('a %s', (kind) => {
  test.each(orientations)('that lies as orientation %i says is turned as Chromium turns it', async (orientation) => {
    const file = await lying(kind, orientation);
    const shown = seen[heeded[kind] ? orientation : 1] ?? '';
    const { widthPx, heightPx, ...facts } = readPictureFacts(file);
    expect([`${widthPx}x${heightPx}`, facts]).toEqual([shown.slice(0, 5), { kind, animated: false }]);
    expect(await lookOf(await makePreview(file, readPictureFacts(file)))).toBe(shown);
    expect(await lookOf(await asPng(file, readPictureFacts(file)))).toBe(shown);
    expect(isUpright(file, kind)).toBe(orientation === 1);
  });
});

test('of several Exif blocks the first one counts, also where it doesn’t say', async () => {
  expect(orientationOf(await lying('jpeg', 1, 6), 'jpeg')).toBe(1);
  expect(orientationOf(await lying('jpeg', 6, 1), 'jpeg')).toBe(6);
  expect(orientationOf(await lying('jpeg', 0, 6), 'jpeg')).toBe(1);
  expect(isUpright(await lying('jpeg', 1, 6), 'jpeg')).toBe(false);
});
