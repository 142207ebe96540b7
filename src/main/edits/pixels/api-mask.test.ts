import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { editableOf, encodeApiMask } from './api-mask.ts';
import type { MaskPixels } from './picture-pixels.ts';
import { preparedFor } from './preparing.ts';
import { seeded } from '../../practice/randomness.ts';

function maskOf(width: number, height: number, painted: readonly (readonly [x: number, y: number, value: number])[]): MaskPixels {
  const data = new Uint8Array(width * height);
  for (const [x, y, value] of painted) data[y * width + x] = value;
  return { width, height, data };
}

const at = ({ data, width }: MaskPixels, x: number, y: number) => data[y * width + x];

describe('what may change', () => {
  test('however faint and small it is painted, it is sent', () => {
    const any = fc.record({
      x: fc.integer({ min: 0, max: 99 }),
      y: fc.integer({ min: 0, max: 59 }),
      value: fc.integer({ min: 1, max: 255 }),
      width: fc.integer({ min: 1, max: 150 }),
      height: fc.integer({ min: 1, max: 150 }),
    });
    fc.assert(
      fc.property(any, ({ x, y, value, ...sent }) => {
        const picture = { width: 100, height: 60 };
        const canvas = { left: 0, top: 0, ...picture };
        const editable = editableOf({ picture, mask: maskOf(100, 60, [[x, y, value]]), canvas }, canvas, sent);
        const touched = (place: number, length: number, whole: number) =>
          Math.min(length - 1, Math.floor(((place + 0.5) * length) / whole));
        expect(at(editable, touched(x, sent.width, 100), touched(y, sent.height, 60))).toBe(255);
        // And nothing that is farther away than a pixel of either kind.
        const far = (x + 50) % 100;
        if (sent.width >= 20) expect(at(editable, touched(far, sent.width, 100), touched(y, sent.height, 60))).toBe(0);
      }),
    );
  });

  test('what the picture is extended by may change, what lies beyond the canvas not', () => {
    const canvas = { left: -4, top: 0, width: 14, height: 10 };
    const crop = { left: -6, top: -2, width: 20, height: 20 };
    const editable = editableOf({ picture: { width: 10, height: 10 }, mask: maskOf(14, 10, []), canvas }, crop, { width: 20, height: 20 });
    const changing = Array.from(editable.data, (value, place) => (value ? [(place % 20) - 6, Math.floor(place / 20) - 2] : [])).filter(
      ({ length }) => length > 0,
    );
    expect(changing).toEqual(Array.from({ length: 40 }, (_, place) => [(place % 4) - 4, Math.floor(place / 4)]));
  });
});

describe('the mask file', () => {
  test('is RGBA: transparent white where it is edited, opaque black where it is kept', async () => {
    const png = await encodeApiMask(
      maskOf(3, 2, [
        [1, 0, 255],
        [2, 1, 255],
      ]),
    );
    expect(png[25]).toBe(6);
    const raw = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    expect(raw.info).toMatchObject({ width: 3, height: 2, channels: 4 });
    const [edit, keep] = [
      [255, 255, 255, 0],
      [0, 0, 0, 255],
    ];
    expect([...raw.data]).toEqual([keep, edit, keep, keep, keep, edit].flat());
  });

  test('of 24 megapixels is far below 4 MB', async () => {
    const mask = maskOf(6000, 4000, []);
    for (let y = 0; y < 4000; y++) mask.data.fill(255, y * 6000 + 2000 + Math.round(900 * Math.sin(y / 90)), y * 6000 + 4000);
    expect((await encodeApiMask(mask)).byteLength).toBeLessThan(1024 * 1024);
  });

  test('that is all single dots makes reference and mask smaller until it fits', async () => {
    const random = seeded(3);
    const size = { width: 256, height: 256 };
    const mask = { ...size, data: Uint8Array.from({ length: 256 * 256 }, () => (random() < 0.5 ? 1 : 0)) };
    const picture = { ...size, channels: 1, depth: 8, data: new Uint8Array(256 * 256), icc: null, converted: false, metadata: [] } as const;
    const canvas = { left: 0, top: 0, ...size };
    const limits = { referenceMaxBytes: 1e6, maskMaxBytes: 9_000 };
    const prepared = await preparedFor({ picture, mask, canvas, crop: canvas, sent: size, ...limits });
    expect(prepared.mask.byteLength).toBeLessThanOrEqual(9_000);
    expect(await sharp(prepared.mask).metadata()).toMatchObject(prepared.sent);
    expect(await sharp(prepared.reference).metadata()).toMatchObject(prepared.sent);
  });
});
