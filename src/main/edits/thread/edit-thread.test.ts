import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { sha256Of } from '../../files/file-content.ts';
import { EditThread } from './edit-thread.ts';
import type { PictureSource } from './edit-work.ts';

let folder: string;
let thread: EditThread;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterglow-thread-'));
  thread = new EditThread();
});
afterEach(async () => {
  await thread.close();
  await rm(folder, { recursive: true });
});

async function sourceOf(name: string, bytes: Uint8Array): Promise<PictureSource> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return { path, sha256: sha256Of(bytes) };
}

const canvas = { left: 0, top: 0, width: 300, height: 200 };
const grey = (value: number) => sharp(Buffer.alloc(300 * 200, value), { raw: { width: 300, height: 200, channels: 1 } });

describe('the real thread', () => {
  test('prepares what is sent: reference and mask of the same size', async () => {
    const original = await sourceOf(
      'original',
      await sharp({ create: { ...canvas, channels: 3, background: '#48c' } })
        .jpeg()
        .toBuffer(),
    );
    const mask = await sourceOf('mask', await grey(255).toColourspace('b-w').png().toBuffer());
    const sent = { width: 1536, height: 1024 };
    const limits = { referenceMaxBytes: 10_000_000, maskMaxBytes: 4_000_000 };
    const prepared = await thread.ask('prepare', { original, mask, canvas, crop: canvas, sent, ...limits });
    expect(prepared.fitted).toEqual({ from: { width: 300, height: 200, kind: 'jpeg' }, to: sent, converted: true, scaled: false });
    expect(await sharp(prepared.reference).metadata()).toMatchObject({ ...sent, channels: 3, format: 'png' });
    expect(await sharp(prepared.mask).metadata()).toMatchObject({ ...sent, channels: 4, format: 'png' });
  });

  test('says that a mask of another size is none for this canvas', async () => {
    const mask = await sourceOf('mask', await grey(255).toColourspace('b-w').png().toBuffer());
    const asked = thread.ask('measure', { picture: canvas, mask, canvas: { ...canvas, width: 301 } });
    await expect(asked).rejects.toMatchObject({ name: 'Failure', code: 'invalid' });
  });

  test('leaves a picture alone that the service takes as it is, and turns one that lies on its side', async () => {
    const jpeg = sharp({ create: { ...canvas, channels: 3, background: '#48c' } });
    const upright = await sourceOf('upright', await jpeg.clone().jpeg().toBuffer());
    const turned = await sourceOf('turned', await jpeg.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(await thread.ask('fit', { original: upright, maxBytes: 100_000 })).toMatchObject({
      reference: null,
      fitted: { converted: false },
    });
    const { reference, fitted } = await thread.ask('fit', { original: turned, maxBytes: 100_000 });
    expect(fitted).toEqual({
      from: { width: 200, height: 300, kind: 'jpeg' },
      to: { width: 200, height: 300 },
      converted: true,
      scaled: false,
    });
    expect(await sharp(reference ?? Buffer.alloc(0)).metadata()).toMatchObject({ width: 200, height: 300, format: 'png' });
  });

  test('says that a file holds something else by now', async () => {
    const picture = await sourceOf('picture', await grey(90).png().toBuffer());
    await writeFile(picture.path, await grey(91).png().toBuffer());
    await expect(thread.ask('fit', { original: picture, maxBytes: 1 })).rejects.toMatchObject({ name: 'Failure', code: 'not-found' });
  });

  test('that is closed is started again by the next question', async () => {
    const picture = await sourceOf('picture', await grey(90).png().toBuffer());
    await thread.ask('fit', { original: picture, maxBytes: 100_000 });
    await thread.close();
    expect(await thread.ask('fit', { original: picture, maxBytes: 100_000 })).toMatchObject({ reference: null });
  });
});

describe('a thread in trouble', () => {
  const fit = (path: string, signal?: AbortSignal) => thread.ask('fit', { original: { path, sha256: '' }, maxBytes: 1 }, signal);
  beforeEach(() => (thread = new EditThread(join(import.meta.dirname, 'test-failing-worker.ts'))));

  test.each(['die', 'break'])('that ends while it is asked (%s) fails the question, and the next one has another', async (how) => {
    await expect(fit(how)).rejects.toMatchObject({ name: 'Failure', code: 'unexpected' });
    expect(await fit('answer')).toMatchObject({ reference: null });
  });

  test('a failure comes as one, a bug with its stack', async () => {
    await expect(fit('fail')).rejects.toMatchObject({ name: 'Failure', code: 'bad-picture', serviceCode: 'x' });
    await expect(fit('err')).rejects.toMatchObject({ message: 'a bug', stack: expect.stringContaining('test-failing-worker') as string });
  });

  test('what is called off ends, and what waited for it goes on', async () => {
    const [running, waiting] = [new AbortController(), new AbortController()];
    const asked = [fit('wait', running.signal), fit('answer', waiting.signal), fit('answer')];
    waiting.abort(new Error('not any more'));
    running.abort(new Error('enough'));
    const ends = await Promise.allSettled(asked);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(ends[0]).toMatchObject({ reason: { message: 'enough' } });
  });
});
