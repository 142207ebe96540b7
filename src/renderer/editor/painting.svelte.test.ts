import { beforeEach, describe, expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import type { BridgeHandlers } from '../../shared/bridge.ts';
import { Failure } from '../../shared/failure.ts';
import { loopback } from '../bridge/loopback.ts';
import { idOf } from '../test-pictures.ts';
import type { PaintedMask } from './edit-memory.ts';
import { emptyBox } from './engine/geometry.ts';
import { Painting } from './painting.svelte.ts';
import { aMask, painted, TestCanvas, whole } from './test-canvas.svelte.ts';

const begun: PaintedMask = { id: idOf(5), canvas: whole };
let canvas: TestCanvas;
beforeEach(() => {
  canvas = new TestCanvas();
});

function painting(before: PaintedMask | null = null, keepMask: BridgeHandlers['edits']['keepMask'] = () => aMask): Painting {
  return new Painting(loopback(serve, { edits: { keepMask } }).client.edits, whole, before);
}

describe('a mask that was begun', () => {
  test('isn’t lost by leaving before it is back on the canvas', async () => {
    const session = painting(begun);
    const arriving = Promise.withResolvers<unknown>();
    canvas.working = arriving.promise;
    const attached = session.attach(canvas);
    expect(await session.leave()).toEqual(begun);
    arriving.reject(new Error('closed'));
    // Whoever has left isn’t told.
    await expect(attached).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('isn’t lost when it can’t be put on the canvas, unless something else is painted', async () => {
    const session = painting(begun);
    canvas.working = Promise.reject(new Error('no memory'));
    await expect(session.attach(canvas)).rejects.toBeInstanceOf(Failure);
    canvas.working = Promise.resolve();
    expect(session.known).toEqual(begun);
    expect(await session.leave()).toEqual(begun);
    canvas.paint();
    expect(await session.leave()).toEqual({ id: aMask.id, canvas: whole });
  });

  test('is over once it was there and was cleared', async () => {
    const session = painting(begun);
    await session.attach(canvas);
    expect(await session.leave()).toBeNull();
  });
});

describe('keeping', () => {
  test('waits for what the canvas is still at', async () => {
    const session = painting();
    await session.attach(canvas);
    const reading = Promise.withResolvers<unknown>();
    canvas.working = reading.promise;
    const left = session.leave();
    canvas.paint();
    reading.resolve(null);
    expect(await left).toEqual({ id: aMask.id, canvas: whole });
  });

  test('tells what the canvas’ worker couldn’t do as a failure', async () => {
    const session = painting();
    await session.attach(canvas);
    canvas.working = Promise.reject(new Error('no memory'));
    await expect(session.keep()).rejects.toMatchObject({ code: 'unexpected', message: 'no memory' });
    await expect(session.import(idOf(4))).rejects.toMatchObject({ code: 'bad-picture' });
    await expect(session.exchange(begun)).rejects.toMatchObject({ code: 'bad-picture' });
  });

  test('remembers what was kept before when the disk is full', async () => {
    let isFull = false;
    const session = painting(null, () => {
      if (isFull) throw new Failure('disk-full', 'No space left.');
      return aMask;
    });
    await session.attach(canvas);
    canvas.paint();
    await session.keep();
    isFull = true;
    canvas.paint({ ...painted, left: 0 });
    await expect(session.leave()).rejects.toMatchObject({ code: 'disk-full' });
    expect(session.known).toEqual({ id: aMask.id, canvas: whole });
  });

  test('keeps nothing where nothing is painted, and says which revision that was', async () => {
    const session = painting();
    await session.attach(canvas);
    canvas.paint(emptyBox);
    expect(await session.keep()).toEqual({ mask: null, revision: 2 });
  });
});
