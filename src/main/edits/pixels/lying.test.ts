import { describe, expect, test } from 'vitest';

import { pictureKinds } from '../../../shared/input.ts';
import { orientationOf } from '../../files/orientation.ts';
import { look, lying, seen } from '../../files/test-lying.ts';
import { decodePixels, decodeSrgb } from './decoding.ts';
import { encodePng } from './png-writer.ts';

const orientations = [1, 2, 3, 4, 5, 6, 7, 8];

describe.each(pictureKinds)('a %s', (kind) => {
  test.each(orientations)(
    'that lies as orientation %i says is edited as it is seen, and stays so when it is written',
    async (orientation) => {
      const file = await lying(kind, orientation);
      const shown = seen[orientationOf(file, kind)];
      const pixels = await decodePixels(file);
      expect(look({ ...pixels, data: Uint8Array.from(pixels.data) })).toBe(shown);
      expect(look({ ...(await decodeSrgb(file)), channels: 3 })).toBe(shown);
      // What a composite of it is written with: nothing in it may turn it once more.
      const written = await encodePng(pixels);
      expect([written.length > 0, orientationOf(written, 'png')]).toEqual([true, 1]);
      expect(look({ ...(await decodeSrgb(written)), channels: 3 })).toBe(shown);
      expect(Buffer.from(written).includes('eXIf')).toBe(true);
    },
  );
});

test.each([
  [1, 6],
  [6, 1],
  [8, 3],
])('of several Exif blocks (%i, %i) all read the same one', async (...both) => {
  for (const kind of pictureKinds) {
    const file = await lying(kind, ...both);
    expect(look({ ...(await decodeSrgb(file)), channels: 3 })).toBe(seen[orientationOf(file, kind)]);
  }
});
