import { describe, expect, test } from 'vitest';

import { errorOf, picture, startPractice } from './practice-client.ts';

describe('generation rules', () => {
  test.each([
    ['a prompt that is missing', { prompt: undefined }, 'prompt'],
    ['an empty prompt', { prompt: '  ' }, 'prompt'],
    ['a prompt of 1001 characters', { prompt: '画'.repeat(1001) }, 'prompt'],
    ['a size that does not exist', { size: '4:3' }, 'size'],
    ['three pictures', { n: 3 }, 'n'],
    ['a number of pictures in quotes', { n: '2' }, 'n'],
    ['six references', { image_urls: Array.from({ length: 6 }, () => 'https://example.com/a.png') }, 'image_urls'],
    ['a reference that is no URL', { image_urls: ['a.png'] }, 'image_urls'],
    ['a reference in a data URL', { image_urls: ['data:image/png;base64,AAAA'] }, 'image_urls'],
    ['a mask without a reference', { mask_url: 'https://example.com/m.png' }, 'mask_url'],
    ['a callback to a private address', { callback_url: 'https://10.0.0.1/' }, 'callback_url'],
    ['a picture outside, which practice never fetches', { image_urls: ['https://example.com/a.png'] }, 'image_urls'],
  ])('%s is refused and not charged', async (_, fields, param) => {
    const client = await startPractice();
    const reply = await client.generate(fields);
    expect(reply.status).toBe(400);
    expect(errorOf(reply)).toMatchObject({ code: 'invalid_request', type: 'invalid_request_error' });
    expect(String(errorOf(reply)['param'])).toContain(param);
    expect(client.server.ledger).toEqual([]);
  });

  test('1000 characters are counted as people count them, so emoji are one each', async () => {
    const client = await startPractice();
    expect((await client.generate({ prompt: '🌅'.repeat(1000) })).status).toBe(200);
  });

  test('every documented size and number is accepted', async () => {
    const client = await startPractice();
    for (const size of ['1:1', '2:3', '3:2', '1024x1024', '1024x1536', '1536x1024', undefined]) {
      for (const n of [1, 2, 4, undefined]) expect((await client.generate({ size, n })).status).toBe(200);
    }
  });

  test('a model that is not in the table is not available, and a model is data', async () => {
    const client = await startPractice();
    const reply = await client.generate({ model: 'gpt-image-9' });
    expect([reply.status, errorOf(reply)['code']]).toEqual([400, 'model_unavailable']);
  });

  test('the body must be JSON and say so', async () => {
    const client = await startPractice();
    const path = '/v1/images/generations';
    expect((await client.ask('POST', path, '{"model":')).status).toBe(400);
    expect((await client.ask('POST', path, '[]')).status).toBe(400);
    expect((await client.ask('POST', path, '{}', { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await client.ask('POST', path, `"${'x'.repeat(1_100_000)}"`)).status).toBe(413);
  });

  test('references may be PNG, JPEG and WebP, not GIF, at most 10 MB', async () => {
    const client = await startPractice();
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const url = await client.upload(await picture(20, 20, '#fff', format), `a.${format}`);
      expect((await client.generate({ image_urls: [url] })).status).toBe(200);
    }
    const gif = await client.upload(await picture(20, 20, '#fff', 'gif'), 'a.gif');
    expect(errorOf(await client.generate({ image_urls: [gif] }))['message']).toMatch(/format/);
    const large = Buffer.concat([await picture(20, 20), Buffer.alloc(10 * 1024 * 1024)]);
    expect(errorOf(await client.generate({ image_urls: [await client.upload(large)] }))['message']).toMatch(/10 MB/);
    const broken = (await picture(20, 20)).subarray(0, 20);
    expect(errorOf(await client.generate({ image_urls: [await client.upload(broken)] }))['message']).toMatch(/could not be read/);
  });

  test('a mask is a PNG of the same size as its one PNG, at most 4 MB', async () => {
    const client = await startPractice();
    const upload = async (bytes: Promise<Buffer>, name: string) => client.upload(await bytes, name);
    const png = await upload(picture(40, 30), 'a.png');
    const jpeg = await upload(picture(40, 30, '#fff', 'jpeg'), 'a.jpg');
    const mask = await upload(picture(40, 30, '#0000'), 'm.png');
    const other = await upload(picture(41, 30, '#0000'), 'o.png');
    const heavy = await client.upload(Buffer.concat([await picture(40, 30), Buffer.alloc(4 * 1024 * 1024)]), 'h.png');
    const message = async (fields: Record<string, unknown>) => errorOf(await client.generate(fields))['message'];
    expect((await client.generate({ image_urls: [png], mask_url: mask })).status).toBe(200);
    expect(await message({ image_urls: [png, png], mask_url: mask })).toMatch(/more than one/);
    expect(await message({ image_urls: [png], mask_url: jpeg })).toMatch(/mask must be a PNG/);
    expect(await message({ image_urls: [jpeg], mask_url: mask })).toMatch(/image must be a PNG/);
    expect(await message({ image_urls: [png], mask_url: other })).toMatch(/41x30.*40x30.*same dimensions/);
    expect(await message({ image_urls: [png], mask_url: heavy })).toMatch(/4 MB/);
  });

  test('what only the pictures show can also fail the task, which is then refunded', async () => {
    const client = await startPractice({ inputProblems: 'task-fails' });
    const png = await client.upload(await picture(40, 30), 'a.png');
    const mask = await client.upload(await picture(30, 40), 'm.png');
    expect(await client.finished({ image_urls: [png], mask_url: mask })).toMatchObject({
      status: 'failed',
      error: { code: 'image_dimension_mismatch', type: 'task_error' },
    });
    expect(await client.finished({ image_urls: ['https://example.com/a.png'] })).toMatchObject({
      error: { code: 'image_processing_error' },
    });
    expect(client.server.remainingCredits).toBe(1000);
  });
});
