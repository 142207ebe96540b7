import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { pngWithChunk } from '../../files/decodable.ts';
import { sha256Of } from '../../files/file-content.ts';
import { lying } from '../../files/test-lying.ts';
import { EditThread } from './edit-thread.ts';
import type { PictureSource } from './edit-work.ts';
import { EditWorks } from './works.ts';

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

describe('before anything is paid for', () => {
  const limits = { referenceMaxBytes: 10_000_000, maskMaxBytes: 4_000_000 };
  const sent = { width: 1536, height: 1024 };
  const none = new AbortController().signal;

  async function sources(...orientations: readonly number[]) {
    const mask = await sharp(Buffer.alloc(24 * 16, 255), { raw: { width: 24, height: 16, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    return {
      original: await sourceOf('original', await lying('jpeg', ...orientations)),
      mask: await sourceOf('mask', mask),
    };
  }
  const flat = { left: 0, top: 0, width: 24, height: 16 };

  test('a picture whose pixels are of another size than what is edited is refused', async () => {
    const asked = { ...(await sources(1, 6)), canvas: flat, crop: flat, sent, ...limits };
    expect(await thread.ask('prepare', asked)).toMatchObject({ fitted: { from: { width: 24, height: 16 } } });
    const turned = { ...asked, ...(await sources(6, 1)) };
    await expect(thread.ask('prepare', turned)).rejects.toMatchObject({
      code: 'bad-picture',
      message: expect.stringContaining('another size') as string,
    });
  });

  test('what couldn’t be laid together for want of memory is refused with a sentence', async () => {
    const asked = { ...(await sources(1)), canvas: flat, crop: flat, sent, ...limits };
    expect(await new EditWorks(100_000).prepare(asked, none)).toMatchObject({ sent });
    await expect(new EditWorks(5_000).prepare(asked, none)).rejects.toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/take 0\.0 GB of memory\. Of this computer's 0\.0 GB/) as string,
    });
  });

  test('a picture that moves is refused, also with words alone', async () => {
    const png = await lying('png', 1);
    const moving = await sourceOf('moving', pngWithChunk(png, 'acTL', Buffer.alloc(8)));
    await expect(thread.ask('fit', { original: moving, maxBytes: 100_000 })).rejects.toMatchObject({
      code: 'bad-picture',
      message: "An animated picture can't be edited.",
    });
  });
});

describe('a thread in trouble', () => {
  const fit = (path: string, signal?: AbortSignal) => thread.ask('fit', { original: { path, sha256: '' }, maxBytes: 1 }, signal);
  beforeEach(() => (thread = new EditThread(join(import.meta.dirname, 'test-failing-worker.ts'))));

  test.each(['die', 'break'])('that ends while it is asked (%s) fails the question, and the next one has another', async (how) => {
    await expect(fit(how)).rejects.toMatchObject({ name: 'Failure', code: 'unexpected' });
    expect(await fit('answer')).toMatchObject({ reference: null });
  });

  test('that breaks while it is ended has ended all the same, and the next one answers', async () => {
    await fit('break at the end');
    await expect(thread.close()).resolves.toBeUndefined();
    expect(await fit('answer')).toMatchObject({ reference: null });
  });

  test('a failure comes as one, a bug with its stack', async () => {
    await expect(fit('fail')).rejects.toMatchObject({ name: 'Failure', code: 'bad-picture', serviceCode: 'x' });
    await expect(fit('err')).rejects.toMatchObject({ message: 'a bug', stack: expect.stringContaining('test-failing-worker') as string });
  });

  test('what is called off ends, and what waited for it goes on', async () => {
    const [running, waiting] = [new AbortController(), new AbortController()];
    const asked = [fit('wait', running.signal), fit('answer', waiting.signal), fit('answer')];
    waiting.abort();
    running.abort();
    const ends = await Promise.allSettled(asked);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    for (const end of ends.slice(0, 2)) expect(end).toMatchObject({ reason: { name: 'Failure', code: 'cancelled' } });
  });
});
