import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { bytesAt, picture, startPractice, type PracticeClient } from './practice-client.ts';
import type { strangeAnswers } from './tasks.ts';

type Strange = (typeof strangeAnswers)[number];

/** A masked edit of a grey picture, all of it to be kept. */
async function answerTo(client: PracticeClient, prompt: string): Promise<{ bytes: Buffer; strayedBy: number }> {
  const reference = await client.upload(await picture(300, 200, '#808080'), 'reference.png');
  const mask = await client.upload(await picture(300, 200, '#000000'), 'mask.png');
  const { results } = await client.finished({ prompt, size: '3:2', image_urls: [reference], mask_url: mask });
  const bytes = await bytesAt((results as string[])[0]);
  const data = await sharp(bytes).removeAlpha().raw().toBuffer();
  return { bytes, strayedBy: data.reduce((sum, value) => sum + Math.abs(value - 128), 0) / data.length };
}

async function asked(as: Strange): Promise<Awaited<ReturnType<typeof answerTo>>> {
  const client = await startPractice();
  client.server.faults.next('POST /v1/images/generations', { kind: 'strange-answer', as });
  return answerTo(client, 'a fox');
}

describe('strange answers', () => {
  test('another picture altogether', async () => {
    expect((await asked('another-picture')).strayedBy).toBeGreaterThan(20);
  });

  test('one that strays as far as it can', async () => {
    const { strayedBy } = await asked('strayed');
    expect(strayedBy).toBeGreaterThan(4);
    expect(strayedBy).toBeLessThan(20);
  });

  test.each([
    ['another-size', 'png', 1152, 768],
    ['another-shape', 'png', 1024, 1024],
    ['jpeg', 'jpeg', 1536, 1024],
    ['webp', 'webp', 1536, 1024],
  ] as const)('%s', async (as, format, width, height) => {
    expect(await sharp((await asked(as)).bytes).metadata()).toMatchObject({ format, width, height });
  });

  test('a person can ask for each in the prompt', async () => {
    const { bytes } = await answerTo(await startPractice(), 'a fox [another-size]');
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1152, height: 768 });
  });
});
