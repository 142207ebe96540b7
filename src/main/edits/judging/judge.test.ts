import { describe, expect, test } from 'vitest';

import { worstDrift, type Drift } from '../../practice/scene/drift.ts';
import { confetti, drifted, edited, maskOf, middle } from '../registering/test-pictures.ts';
import { judge } from './judge.ts';

const size = { width: 320, height: 240 };
const place = { edit: { crop: { left: 0, top: 0, ...size } }, masked: { left: 80, top: 60, width: 160, height: 120 } };
const sent = confetti(size, 1);
const other = confetti(size, 2);
const editable = middle(size);
const still: Drift = { shiftPx: 0, gain: 0, noise: 0 };

/** How opaque the heat map is at each pixel. */
const heatAt = (heat: Uint8Array, x: number, y: number) => heat[(y * size.width + x) * 4 + 3] ?? -1;

describe('judging an answer', () => {
  test('one that kept what it was to keep changed nothing, whatever it did in the mask', () => {
    const { fidelity, heat, registration } = judge({ sent, answer: edited(sent, other, editable), editable, ...place });
    expect(registration.verdict).toBe('fits');
    expect(fidelity.changedShare).toBeLessThan(0.02);
    expect(heatAt(heat, 160, 120)).toBe(0);
    expect(heatAt(heat, 5, 5)).toBe(0);
  });

  test('grain that nobody sees is no change, a re-framed and recoloured answer is', async () => {
    const grainy = await drifted(sent, { ...still, noise: 2 });
    expect(judge({ sent, answer: grainy, editable, ...place }).fidelity.changedShare).toBeLessThan(0.01);
    const { fidelity } = judge({ sent, answer: await drifted(sent, { ...worstDrift, shiftPx: { x: 4, y: -3 } }), editable, ...place });
    expect(fidelity.changedShare).toBeGreaterThan(0.5);
    expect(fidelity.shiftPx?.x).toBeCloseTo(4, 0);
    expect(fidelity.shiftPx?.y).toBeCloseTo(-3, 0);
  });

  test('the heat lies where the change is', () => {
    const spoiled = edited(
      sent,
      other,
      maskOf(size, (x) => x > 290),
    );
    const { heat, fidelity } = judge({ sent, answer: spoiled, editable, ...place });
    expect(fidelity.changedShare).toBeGreaterThan(0.05);
    expect(fidelity.changedShare).toBeLessThan(0.15);
    const column = (x: number) => Array.from({ length: size.height }, (_, y) => heatAt(heat, x, y)).filter((value) => value > 0).length;
    expect([column(20), column(310) > 150]).toEqual([0, true]);
  });

  test('the patch is the answer where it belongs, in the colours that were sent', async () => {
    const answer = await drifted(sent, { ...still, shiftPx: { x: 3, y: -2 }, gain: [1.05, 0.95, 1], offset: [0, 4, -5] });
    const { patch } = judge({ sent, answer, editable, ...place });
    expect(patch?.place).toEqual(place.masked);
    let sum = 0;
    for (let y = 0; y < 120; y++) {
      for (let at = 0; at < 480; at++)
        sum += Math.abs((patch?.pixels.data[y * 480 + at] ?? 0) - (sent.data[((y + 60) * 320 + 80) * 3 + at] ?? 0));
    }
    expect(sum / (120 * 480)).toBeLessThan(2);
  });

  test('the patch has the resolution of the picture, whatever the answer has', () => {
    const edit = { crop: { left: 100, top: 50, width: 640, height: 480 } };
    const masked = { left: 260, top: 170, width: 320, height: 240 };
    const { patch, blend } = judge({ sent, answer: sent, editable, edit, masked });
    expect(patch?.pixels).toMatchObject({ width: 320, height: 240 });
    const [x, y] = [151, 111];
    const there = ((Math.floor(y / 2) + 60) * 320 + Math.floor(x / 2) + 80) * 3;
    expect(Math.abs((patch?.pixels.data[(y * 320 + x) * 3] ?? 0) - (sent.data[there] ?? 0))).toBeLessThan(60);
    expect(blend).toEqual({ strength: 1, featherPx: 7 });
  });

  test.each([
    [10, 10, 2],
    [1000, 400, 6],
    [9000, 8000, 64],
  ])('the feather suits a mask of %s × %s', (width, height, featherPx) => {
    expect(judge({ sent, answer: other, editable, ...place, masked: { left: 0, top: 0, width, height } }).blend.featherPx).toBe(featherPx);
  });

  test.each([
    ['other-picture', other],
    ['other-shape', confetti({ width: 200, height: 240 }, 1)],
  ])('an answer that does not fit has no patch and tells no shift: %s', (verdict, answer) => {
    const judged = judge({ sent, answer, editable, ...place });
    expect([judged.registration.verdict, judged.patch, judged.fidelity.shiftPx]).toEqual([verdict, null, null]);
    expect(judged.fidelity.changedShare).toBeGreaterThan(0.5);
  });
});
