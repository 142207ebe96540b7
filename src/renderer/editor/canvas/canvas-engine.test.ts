import { afterEach, describe, expect, test, vi } from 'vitest';

import { defaultTools, noModifiers, type ToolName } from '../engine/tool.ts';
import type { FromCanvas, ToCanvas } from './messages.ts';
import { WorkerWorld } from './test-worker-world.ts';

afterEach(() => void vi.unstubAllGlobals());

const extent = { left: 0, top: 0, width: 8, height: 4 };
const picture = { address: 'picture', preview: 'preview', width: 8, height: 4 };
const tools = (tool: ToolName): ToCanvas => ({ what: 'tools', tools: { ...defaultTools, tool, brushPx: 2, hardness: 1 } });
const down: Extract<ToCanvas, { what: 'down' }> = {
  what: 'down',
  at: { x: 3, y: 2, pressure: 0.5, tiltX: 0, tiltY: 0 },
  modifiers: noModifiers,
};
const encode = (id: number): ToCanvas => ({ what: 'encode', id, known: null, atRest: false });
const up: ToCanvas = { what: 'up', modifiers: noModifiers };

function opened(tool: ToolName = 'brush'): WorkerWorld {
  return new WorkerWorld().hear(tools(tool), { what: 'open', picture, extent });
}

const state = (world: WorkerWorld) => world.last('state')?.state;

describe('what is encoded', () => {
  test('is told together with its own state, in the middle of a stroke too', async () => {
    const world = opened().hear(down, encode(1), { what: 'run', command: { what: 'clear' } });
    await expect.poll(() => world.last('encoded')).toBeDefined();
    expect(world.last('encoded')?.state).toMatchObject({ bounds: { left: 2, top: 1, right: 4, bottom: 3 }, extent });
    expect(state(world)?.coverage).toBe(0);
  });
});

test('a stroke is told when it begins and when it ends, not in between', () => {
  const world = opened();
  const states = () => world.told.filter(({ what }) => what === 'state').length;
  const before = states();
  world
    .hear(down)
    .frame()
    .hear({ what: 'move', to: [down.at], modifiers: noModifiers })
    .frame()
    .frame();
  expect([states(), state(world)?.isDrawing]).toEqual([before + 1, true]);
  world.hear(up).frame();
  expect([states(), state(world)?.isDrawing]).toEqual([before + 2, false]);
});

describe('a picture that can’t be decoded', () => {
  test('keeps neither the wand nor what is asked for afterwards waiting', async () => {
    const world = opened('wand').hear(down, up, encode(1));
    expect([world.last('encoded'), world.last('busy')?.busy]).toEqual([undefined, true]);
    world.decode({ what: 'failed', why: 'broken' });
    await expect.poll(() => world.last('encoded')).toBeDefined();
    expect(world.last('failed')).toMatchObject({ doing: 'picture', why: 'broken' });
    expect([world.last('busy')?.busy, world.last('state')?.done, world.decoders.at(-1)?.isEnded]).toEqual([false, 2, true]);
    world.hear(down, up, encode(2));
    expect(world.last('state')?.done).toBe(3);
    await expect.poll(() => world.last('encoded')?.id).toBe(2);
  });
});

test('colours that there is no room for keep nothing waiting, and why is said', async () => {
  const world = opened('wand').hear(down, up, encode(1));
  const unreadable = { ...picture, pieces: [{ left: 0, top: 0, pixels: null as never }] };
  vi.stubGlobal('OffscreenCanvas', undefined);
  world.decode({ what: 'level', level: unreadable, isFull: true });
  await expect.poll(() => world.last('encoded')).toBeDefined();
  const failed = world.last('failed') as FromCanvas;
  expect(failed).toMatchObject({ id: null, doing: 'colours' });
  expect(world.last('busy')?.busy).toBe(false);
  // Another extent may have room.
  world.hear({ what: 'extent', extent: { ...extent, width: 6 } });
  expect(world.told.slice(world.told.indexOf(failed)).map(({ what }) => what)).toContain('reading');
});

describe('what can’t be done', () => {
  const broken = function (): never {
    throw new RangeError('no room');
  };
  const grow: ToCanvas = { what: 'run', command: { what: 'grow', px: { valueOf: broken } as never } };

  test('is answered all the same, changes nothing, and is no longer at work', () => {
    const world = opened();
    world.hear({ what: 'run', command: { what: 'fill' } }, { what: 'run', command: { what: 'invert' } }, down, up);
    const before = world.last('state');
    world.hear(grow);
    expect(world.last('failed')).toMatchObject({ id: null, doing: 'step', why: 'RangeError: no room' });
    expect(world.last('state')?.done).toBe((before?.done ?? 0) + 1);
    expect([state(world)?.undo, state(world)?.coverage]).toEqual([before?.state.undo, before?.state.coverage]);
    expect(world.last('busy')?.busy).toBe(false);
  });

  test('is given up in the middle of a stroke, and the next one is drawn', () => {
    const world = opened();
    const at = {
      ...down.at,
      get x(): number {
        return broken();
      },
    };
    world.hear(down, { what: 'move', to: [at], modifiers: noModifiers });
    expect([world.last('failed')?.doing, state(world)?.isDrawing, state(world)?.coverage]).toEqual(['step', false, 0]);
    world.hear(up, down, up);
    expect(state(world)?.undo).toBe('brush');
  });

  test('keeps nobody waiting who asked for something else', async () => {
    const world = opened().hear(down, up, encode(1), grow);
    await expect.poll(() => world.last('encoded')?.id).toBe(1);
  });

  test('ends it all where it is the picture: nothing is told that could be taken for a canvas without a mark', () => {
    const world = new WorkerWorld();
    vi.stubGlobal('Worker', broken);
    expect(() => world.hear({ what: 'open', picture, extent })).toThrow('no room');
    expect(world.last('state')).toBeUndefined();
  });
});

test('a mask that was asked for before the picture was extended lies where it would have lain', async () => {
  const world = opened();
  world.available = ['mask'];
  world.hear({ what: 'import', id: 1, address: 'mask' }, { what: 'extent', extent: { ...extent, left: -2, width: 10 } });
  await expect.poll(() => world.last('imported')).toMatchObject({ id: 1, scaledFrom: null });
  expect(state(world)).toMatchObject({ undo: 'import', extent: { left: -2, width: 10 } });
});

describe('another mask in the place of one’s own', () => {
  const exchange: ToCanvas = { what: 'exchange', id: 1, address: 'mask', extent: { ...extent, left: -2, width: 10 } };

  function painted(): WorkerWorld {
    const world = opened().hear(down, up, { what: 'run', command: { what: 'invert' } });
    world.available = ['mask'];
    return world;
  }

  test('is no step, and one’s own comes back with all of its', async () => {
    const world = painted();
    const before = state(world);
    world.hear(exchange);
    await expect.poll(() => world.last('imported')).toMatchObject({ id: 1, scaledFrom: { width: 8, height: 4 } });
    expect(state(world)).toMatchObject({ undo: null, redo: null, coverage: 1, extent: { left: -2, width: 10 } });
    expect(state(world)?.revision).toBeGreaterThan(before?.revision ?? Infinity);
    world.hear({ what: 'bring-back' });
    expect(state(world)).toEqual(before);
    world.hear({ what: 'run', command: { what: 'undo' } });
    expect(state(world)).toMatchObject({ undo: 'brush', redo: 'invert', bounds: { left: 2, top: 1, right: 4, bottom: 3 } });
  });

  test('may be followed by a third: one’s own is still the first', async () => {
    const world = painted();
    const before = state(world);
    world.hear(exchange, { ...exchange, id: 2 });
    await expect.poll(() => world.last('imported')?.id).toBe(2);
    world.hear({ ...exchange, id: 3 });
    await expect.poll(() => world.last('imported')?.id).toBe(3);
    expect(world.hear({ what: 'bring-back' }).last('state')?.state).toEqual(before);
  });

  test('that comes after one’s own was asked for again is too late', async () => {
    const world = painted();
    const before = state(world);
    world.hear(exchange, { what: 'bring-back' });
    await expect.poll(() => world.last('failed')).toMatchObject({ id: 1, doing: 'exchange' });
    expect(state(world)).toEqual(before);
  });

  test('isn’t what is packed: that is one’s own', async () => {
    const world = painted();
    const own = state(world);
    world.hear(exchange);
    await expect.poll(() => world.last('imported')?.id).toBe(1);
    world.hear(encode(2));
    await expect.poll(() => world.last('encoded')).toMatchObject({ id: 2, state: own });
    world.hear({ what: 'encode', id: 3, known: own?.revision ?? null, atRest: true });
    await expect.poll(() => world.last('not-encoded')).toMatchObject({ id: 3, why: 'known' });
  });

  test('doesn’t take along what was still on its way to one’s own', async () => {
    const world = painted();
    world.hear({ what: 'import', id: 5, address: 'mask' }, exchange);
    await expect.poll(() => world.last('imported')?.id).toBe(1);
    expect(state(world)?.undo).toBeNull();
    expect(world.hear({ what: 'bring-back' }).last('state')?.state).toMatchObject({ undo: 'import', extent });
  });
});
