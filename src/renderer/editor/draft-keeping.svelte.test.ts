import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import type { BridgeHandlers } from '../../shared/bridge.ts';
import type { BegunEdit } from '../../shared/edit-draft.ts';
import { Failure } from '../../shared/failure.ts';
import { modelFor } from '../../shared/model.ts';
import { loopback } from '../bridge/loopback.ts';
import { idOf } from '../test-pictures.ts';
import { DraftKeeping, restMs } from './draft-keeping.ts';
import { EditMemory } from './edit-memory.ts';
import { EditSession } from './edit-session.svelte.ts';
import { emptyBox } from './engine/geometry.ts';
import { KeptDrafts } from './kept-drafts.ts';
import { aMask, painted, TestCanvas, whole } from './test-canvas.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const picture = idOf(1);
let kept: (BegunEdit | 'forgotten')[];
let failures: Failure[];
let canvas: TestCanvas;
beforeEach(() => {
  [kept, failures] = [[], []];
  canvas = new TestCanvas();
});

async function keeping(change: BridgeHandlers['edits'] | Partial<BridgeHandlers['edits']> = {}) {
  const { client } = loopback(serve, {
    edits: {
      keepDraft: (begun) => void kept.push(begun),
      forgetDraft: () => void kept.push('forgotten'),
      keepMask: () => aMask,
      ...change,
    },
  });
  const parts = { bridge: client, model: () => modelFor('gpt-4o-image'), memory: new EditMemory() };
  const session = new EditSession(parts, { id: picture, prompt: '', fileName: 'fox.jpg' }, { ...aMask, id: picture });
  await session.attach(canvas);
  const drafts = new KeptDrafts(client.edits, (failure) => failures.push(failure));
  return { session, kept: new DraftKeeping({ session, canvas, drafts }) };
}

const rest = () => vi.advanceTimersByTimeAsync(restMs);

describe('what is begun', () => {
  test('is kept once painting has rested, with all that is asked for', async () => {
    const { session, kept: desk } = await keeping();
    canvas.paint();
    session.prompt = 'a hat';
    desk.follow();
    await vi.advanceTimersByTimeAsync(restMs - 1);
    expect(kept).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const asked = { prompt: 'a hat', count: 1, mode: 'precise', size: 'auto', references: [] };
    expect(kept).toEqual([{ picture, ...asked, mask: { png: new Uint8Array(4), canvas: whole } }]);
  });

  test('isn’t kept while it changes, and isn’t kept twice', async () => {
    const { session, kept: desk } = await keeping();
    canvas.paint();
    const stop = desk.follow();
    await vi.advanceTimersByTimeAsync(restMs - 1);
    stop();
    session.prompt = 'a hat';
    desk.follow();
    await vi.advanceTimersByTimeAsync(restMs - 1);
    expect(kept).toEqual([]);
    await rest();
    desk.follow();
    await rest();
    await desk.keepNow();
    expect(kept).toHaveLength(1);
  });

  test('is no longer kept where all of it was taken away', async () => {
    const { session, kept: desk } = await keeping();
    canvas.paint();
    await desk.keepNow();
    canvas.paint(emptyBox);
    session.prompt = ' ';
    await desk.keepNow();
    expect(kept.at(-1)).toBe('forgotten');
  });

  test('in the middle of a stroke is what was packed before it, with the newest words', async () => {
    const { session, kept: desk } = await keeping();
    canvas.paint();
    await desk.keepNow();
    canvas.paint({ ...painted, left: 0 });
    if (canvas.state) canvas.state = { ...canvas.state, isDrawing: true };
    session.prompt = 'a hat';
    await desk.keepNow();
    expect(kept).toHaveLength(2);
    expect(kept.at(-1)).toMatchObject({ prompt: 'a hat', mask: { canvas: whole } });
  });

  test('goes on its way at once when the page is going', async () => {
    const { session, kept: desk } = await keeping();
    session.prompt = 'a hat';
    desk.keepKnown();
    await vi.advanceTimersByTimeAsync(0);
    expect(kept).toMatchObject([{ prompt: 'a hat', mask: null }]);
  });

  test('isn’t kept any more once the editor is left: an edit that is done stays forgotten', async () => {
    const { kept: desk } = await keeping();
    canvas.paint();
    const packing = Promise.withResolvers<unknown>();
    canvas.working = packing.promise;
    const late = desk.keepNow();
    desk.end();
    packing.resolve(null);
    await late;
    expect(kept).toEqual([]);
  });

  test('of a canvas that broke off is what it packed last', async () => {
    const { session, kept: desk } = await keeping();
    canvas.paint();
    await desk.keepNow();
    canvas.working = Promise.reject(new Error('ended'));
    session.prompt = 'a hat';
    await desk.keepNow();
    expect(kept.at(-1)).toMatchObject({ prompt: 'a hat', mask: { canvas: whole } });
    expect(await session.painting.leave()).toEqual({ id: aMask.id, canvas: whole });
  });
});

test('a mask that couldn’t be put on the canvas isn’t overwritten by nothing', async () => {
  const { client } = loopback(serve, { edits: { keepDraft: (begun) => void kept.push(begun) } });
  const parts = { bridge: client, model: () => modelFor('gpt-4o-image'), memory: new EditMemory() };
  const draft = { prompt: 'a hat', count: 1, mode: 'precise', size: 'auto', references: [], mask: { id: idOf(5), canvas: whole } } as const;
  const session = new EditSession(parts, { id: picture, prompt: '', fileName: 'fox.jpg' }, { ...aMask, id: picture }, draft);
  canvas.working = Promise.reject(new Error('404'));
  await expect(session.attach(canvas)).rejects.toBeInstanceOf(Failure);
  canvas.working = Promise.resolve();
  const desk = new DraftKeeping({ session, canvas, drafts: new KeptDrafts(client.edits, () => undefined) });
  await desk.keepNow();
  expect(kept).toEqual([]);
  canvas.paint();
  await desk.keepNow();
  expect(kept).toHaveLength(1);
});

test('that nothing can be kept is told once, until it can be again', async () => {
  let isFull = true;
  const { session, kept: desk } = await keeping({
    keepDraft: () => {
      if (isFull) throw new Failure('disk-full', 'No space left.');
    },
  });
  for (const prompt of ['a', 'ab']) {
    session.prompt = prompt;
    await desk.keepNow();
  }
  expect(failures.map(({ code }) => code)).toEqual(['disk-full']);
  for (const full of [false, true]) {
    isFull = full;
    session.prompt += 'c';
    await desk.keepNow();
  }
  expect(failures).toHaveLength(2);
});
