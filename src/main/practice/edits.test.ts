import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { bytesAt, picture, startPractice, type PracticeClient } from './practice-client.ts';

const [width, height] = [300, 200];

/** Left half to be edited, right half to be kept. */
function halfMask(edit: readonly number[], keep: readonly number[]): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 4);
  for (let at = 0; at < width * height; at++) data.set(at % width < width / 2 ? edit : keep, at * 4);
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}

interface Halves {
  readonly left: number;
  readonly right: number;
}

/** How far each half of the result is from the reference's one grey, on average, in levels. */
async function differences(bytes: Buffer, grey: number): Promise<Halves> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const sums = { left: 0, right: 0 };
  const margin = 20;
  for (let at = 0; at < data.length; at++) {
    const x = Math.floor(at / 3) % info.width;
    if (Math.abs(x - info.width / 2) < margin) continue;
    sums[x < info.width / 2 ? 'left' : 'right'] += Math.abs((data[at] ?? 0) - grey);
  }
  const half = (info.width / 2 - margin) * info.height * 3;
  return { left: sums.left / half, right: sums.right / half };
}

async function edited(client: PracticeClient, mask: Buffer | undefined): Promise<Buffer> {
  const reference = await client.upload(await picture(width, height, '#808080'), 'reference.png');
  const fields = { prompt: 'a sunset', image_urls: [reference], ...(mask ? { mask_url: await client.upload(mask, 'mask.png') } : {}) };
  const { results } = await client.finished(fields);
  return bytesAt((results as string[])[0]);
}

describe('edits', () => {
  test('without a mask all of the picture changes, at the nearest of the three shapes', async () => {
    const result = await edited(await startPractice(), undefined);
    expect(await sharp(result).metadata()).toMatchObject({ width: 1536, height: 1024 });
    const { left, right } = await differences(result, 128);
    expect(Math.min(left, right)).toBeGreaterThan(5);
  });

  test.each([
    ['transparent is edited', [255, 255, 255, 0], [0, 0, 0, 255]],
    ['in a mask without transparency, white is edited', [255, 255, 255, 255], [0, 0, 0, 255]],
  ])('with a mask, the rest strays only a little: %s', async (_, edit, keep) => {
    const { left, right } = await differences(await edited(await startPractice(), await halfMask(edit, keep)), 128);
    expect(left).toBeGreaterThan(20);
    expect(right).toBeGreaterThan(0.5);
    expect(right).toBeLessThan(8);
  });

  test('how far it strays can be set, down to not at all', async () => {
    const client = await startPractice({ drift: { shiftPx: 0, gain: 0, noise: 0 } });
    const { right } = await differences(await edited(client, await halfMask([255, 255, 255, 0], [0, 0, 0, 255])), 128);
    expect(right).toBe(0);
  });

  test('a result can be the reference of the next picture while its link lives', async () => {
    const client = await startPractice();
    const { results } = await client.finished({ size: '2:3' });
    const next = await client.finished({ image_urls: results });
    expect(await sharp(await bytesAt((next['results'] as string[])[0])).metadata()).toMatchObject({ width: 1024, height: 1536 });
  });
});
