import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Blend, Rectangle } from '../../../shared/edit.ts';
import { worstDrift } from '../../practice/scene/drift.ts';
import type { MaskPixels, PicturePixels, SrgbPixels } from '../pixels/picture-pixels.ts';
import type { Registration } from '../registering/register.ts';
import { confetti, drifted, maskOf, middle, scene } from '../registering/test-pictures.ts';
import { compose } from './compose.ts';
import { differingOutside } from './differing-outside.ts';
import { original, wideProfile } from './test-originals.ts';
import { seamOf } from './test-seam.ts';

const size = { width: 120, height: 90 };
const canvas: Rectangle = { left: 0, top: 0, ...size };
const whole = { canvas, crop: canvas, sent: size };
const picture = confetti(size, 1);
const other = confetti(size, 2);
const disc = maskOf(size, (x, y) => Math.hypot(x - 60, y - 45) < 25);
const asItIs: Registration = { verdict: 'fits', shift: { x: 0, y: 0 }, gain: [1, 1, 1], offset: [0, 0, 0] };
const hard: Blend = { strength: 1, featherPx: 0 };

const forms = [1, 2, 3, 4].flatMap((channels) =>
  [8, 16].map((depth) => ({ channels, depth }) as Pick<PicturePixels, 'channels' | 'depth'>),
);
const byChannels = fc.constantFrom(...forms);
const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });

async function composed(given: Parameters<typeof compose>[0]) {
  const picture = await compose(given);
  const { original: before, mask, edit } = given;
  return { picture, differingOutside: differingOutside({ original: before, picture, mask, canvas: edit.canvas }) };
}

/** One pixel's samples. */
function at({ width, channels, data }: PicturePixels, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels)];
}

function differing(before: PicturePixels, after: PicturePixels, mask: MaskPixels): number {
  const { channels } = before;
  return mask.data.filter(
    (value, place) =>
      value === 0 &&
      before.data.subarray(place * channels, (place + 1) * channels).some((one, c) => one !== after.data[place * channels + c]),
  ).length;
}

describe('laying an answer over its original', () => {
  test('whatever the picture, mask, answer and blend are, nothing outside the mask changes', async () => {
    const rectangle = fc.record({
      x: fc.nat(119),
      y: fc.nat(89),
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 90 }),
      value: fc.nat(255),
    });
    const registration = fc.record({ x: double(-20, 20), y: double(-20, 20), gain: double(0.5, 2), offset: double(-90, 90) });
    const crop = fc.record({
      left: fc.integer({ min: -30, max: 60 }),
      top: fc.integer({ min: -30, max: 60 }),
      width: fc.integer({ min: 1, max: 200 }),
      height: fc.integer({ min: 1, max: 200 }),
    });
    await fc.assert(
      fc.asyncProperty(
        byChannels,
        fc.array(rectangle, { maxLength: 4 }),
        registration,
        crop,
        double(0, 1),
        double(0, 40),
        async (form, rectangles, { x, y, gain, offset }, part, strength, featherPx) => {
          const mask = maskOf(size, () => false);
          for (const one of rectangles) {
            for (let row = one.y; row < Math.min(90, one.y + one.height); row++)
              mask.data.fill(one.value, row * 120 + one.x, row * 120 + Math.min(120, one.x + one.width));
          }
          const before = original(picture, form);
          const untouched = before.data.slice();
          const given = { verdict: 'fits', shift: { x, y }, gain: [gain, gain, gain], offset: [offset, offset, offset] } as const;
          const after = await composed({
            original: before,
            mask,
            edit: { canvas, crop: part, sent: size },
            answer: other,
            registration: given,
            blend: { strength, featherPx },
          });
          expect(after.differingOutside).toBe(0);
          expect(differing(before, after.picture, mask)).toBe(0);
          expect(before.data).toEqual(untouched);
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each(forms)('in full strength the answer shows inside, in the depth of the original: %o', async (form) => {
    const before = original(picture, form);
    const { picture: after } = await composed({
      original: before,
      mask: disc,
      edit: whole,
      answer: other,
      registration: asItIs,
      blend: hard,
    });
    expect([after.channels, after.depth, after.width, after.height]).toEqual([form.channels, form.depth, size.width, size.height]);
    const rgb = [...other.data.subarray((45 * 120 + 60) * 3, (45 * 120 + 60) * 3 + 3)];
    const grey = Math.round(0.2126 * (rgb[0] ?? 0) + 0.7152 * (rgb[1] ?? 0) + 0.0722 * (rgb[2] ?? 0));
    const found = at(after, 60, 45).map((value) => value / (form.depth === 16 ? 257 : 1));
    for (const [c, value] of [...(form.channels > 2 ? rgb : [grey]), 255].slice(0, form.channels).entries()) {
      expect(Math.abs((found[c] ?? 0) - value)).toBeLessThan(0.6);
    }
  });

  test('half the strength is half way, and none is the original', async () => {
    const before = original(picture, { channels: 3, depth: 8 });
    const laid = async (strength: number) =>
      (await composed({ original: before, mask: disc, edit: whole, answer: other, registration: asItIs, blend: { ...hard, strength } }))
        .picture;
    const [half, full] = [at(await laid(0.5), 60, 45), at(await laid(1), 60, 45)];
    for (const [c, value] of at(before, 60, 45).entries())
      expect(Math.abs((half[c] ?? 0) - (value + (full[c] ?? 0)) / 2)).toBeLessThan(1.1);
    expect((await laid(0)).data).toEqual(before.data);
  });

  test('what was clear becomes opaque as far as the answer shows, and its hidden colour does not shine through', async () => {
    const before = original(picture, { channels: 4, depth: 8 });
    before.data.fill(0);
    const { picture: after } = await composed({
      original: before,
      mask: disc,
      edit: whole,
      answer: other,
      registration: asItIs,
      blend: { strength: 0.5, featherPx: 0 },
    });
    expect(at(after, 60, 45)).toEqual([...other.data.subarray((45 * 120 + 60) * 3, (45 * 120 + 60) * 3 + 3), 128]);
  });

  test('a profile of more colours gets the answer in its own numbers', async () => {
    const icc = await wideProfile();
    const red: SrgbPixels = { ...size, data: Uint8Array.from({ length: picture.data.length }, (_, place) => (place % 3 === 0 ? 255 : 0)) };
    for (const depth of [8, 16] as const) {
      const before = original(picture, { channels: 3, depth }, icc);
      const { picture: after, ...counted } = await composed({
        original: before,
        mask: disc,
        edit: whole,
        answer: red,
        registration: asItIs,
        blend: hard,
      });
      const times = depth === 16 ? 257 : 1;
      for (const [c, value] of [234, 51, 35].entries())
        expect(Math.abs((at(after, 60, 45)[c] ?? 0) / times - value)).toBeLessThanOrEqual(2);
      expect([counted.differingOutside, after.icc]).toEqual([0, icc]);
    }
  });

  test('a profile that is none is left alone', async () => {
    const before = original(picture, { channels: 1, depth: 8 }, Uint8Array.of(1, 2, 3));
    const { picture: after } = await composed({
      original: before,
      mask: disc,
      edit: whole,
      answer: other,
      registration: asItIs,
      blend: hard,
    });
    expect(after.data).not.toEqual(before.data);
  });

  test('beyond the edges all is the answer, at any strength; the original keeps its place and every bit', async () => {
    const wide: Rectangle = { left: -20, top: -10, width: 160, height: 100 };
    const edit = { canvas: wide, crop: wide, sent: { width: 160, height: 100 } };
    const answer = confetti({ width: 160, height: 100 }, 4);
    const mask = maskOf({ width: 160, height: 100 }, () => false);
    const before = original(picture, { channels: 3, depth: 8 });
    const { picture: after, ...counted } = await composed({
      original: before,
      mask,
      edit,
      answer,
      registration: asItIs,
      blend: { strength: 0.3, featherPx: 8 },
    });
    expect([after.width, after.height, counted.differingOutside]).toEqual([160, 100, 0]);
    for (const [x, y] of [[0, 0] as const, [119, 89] as const, [60, 40] as const])
      expect(at(after, x + 20, y + 10)).toEqual(at(before, x, y));
    for (const [x, y] of [[2, 50] as const, [157, 3] as const])
      expect(at(after, x, y)).toEqual([...answer.data.subarray((y * 160 + x) * 3, (y * 160 + x) * 3 + 3)]);
  });

  test('an answer of a part, in another size, lies where that part is', async () => {
    const half = { canvas, crop: { left: 30, top: 20, width: 60, height: 50 }, sent: { width: 120, height: 100 } };
    const answer = await drifted(confetti(half.sent, 6), { ...worstDrift, shiftPx: 0 });
    answer.data.fill(0, 0, 60 * 120 * 3);
    answer.data.fill(255, 60 * 120 * 3);
    const { picture: after } = await composed({
      original: original(picture, { channels: 3, depth: 8 }),
      mask: disc,
      edit: half,
      answer,
      registration: asItIs,
      blend: hard,
    });
    expect([at(after, 60, 45), at(after, 60, 55)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
  });

  test('where an answer was laid that was moved and recoloured is hardly to be seen', async () => {
    const large = { width: 512, height: 512 };
    const drift = { shiftPx: { x: 3, y: -2 }, gain: [1.05, 1.05, 1.05], noise: 0 } as const;
    for (const sent of [confetti(large, 3), await scene('forest', large)]) {
      const { registered, unregistered } = await seamOf(sent, middle(large), drift, hard);
      expect(registered / unregistered).toBeLessThanOrEqual(0.25);
    }
  });
});
