import { beforeEach, describe, expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import type { BridgeHandlers, EditSubmitted } from '../../shared/bridge.ts';
import type { EditOrder, Rectangle } from '../../shared/edit.ts';
import { Failure } from '../../shared/failure.ts';
import type { Input } from '../../shared/input.ts';
import { modelFor } from '../../shared/model.ts';
import type { PictureDetails } from '../../shared/picture.ts';
import { loopback } from '../bridge/loopback.ts';
import { aJob } from '../job-builder.ts';
import { idOf } from '../test-pictures.ts';
import type { CanvasPort } from './canvas-port.ts';
import { EditMemory } from './edit-memory.ts';
import { EditSession } from './edit-session.svelte.ts';
import type { EditorState } from './engine/editor-state.ts';
import { emptyBox, type Box } from './engine/geometry.ts';

const whole: Rectangle = { left: 0, top: 0, width: 3000, height: 2000 };
const model = modelFor('gpt-4o-image');

/** What the worker would say, without its pixels. */
class BlankCanvas implements CanvasPort {
  state: EditorState | null = $state.raw(null);
  readonly done: string[] = [];

  constructor(bounds: Box = emptyBox, extent = whole, coverage = 0.1) {
    this.state = { undo: null, redo: null, extent, bounds, coverage, isDrawing: false, revision: 1 };
  }

  run({ what }: Parameters<CanvasPort['run']>[0]): void {
    this.done.push(what);
  }

  setTools(): void {
    this.done.push('tools');
  }

  setExtent({ width, height }: Rectangle): void {
    this.done.push(`extent ${width} ${height}`);
  }

  importMask(address: string): Promise<null> {
    this.done.push(`import ${address.slice(-2)}`);
    return Promise.resolve(null);
  }

  encode(): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(new Uint8Array(4));
  }
}

const painted: Box = { left: 100, top: 200, right: 400, bottom: 500 };
const aMask: Input = { id: idOf(9), name: 'mask.png', kind: 'png', widthPx: 3000, heightPx: 2000, bytes: 4 };
let memory: EditMemory;
let orders: EditOrder[];
beforeEach(() => {
  memory = new EditMemory();
  orders = [];
});

function made({ order }: { order: EditOrder }): EditSubmitted {
  orders.push(order);
  const size = { width: 1024, height: 1024 };
  return { made: true, job: aJob(), fitted: { from: { ...size, kind: 'png' }, to: size, converted: false, scaled: false } };
}

function opened(submit: BridgeHandlers['edits']['submit'] = made): Promise<EditSession> {
  const { client } = loopback(serve, {
    pictures: { details: (id) => ({ id, prompt: 'a fox', fileName: 'fox.jpg' }) as PictureDetails },
    inputs: { describe: () => [] },
    edits: { open: (id) => ({ ...aMask, id, kind: 'jpeg' }), keepMask: () => aMask, submit },
  });
  return EditSession.open({ bridge: client, model: () => model, memory }, idOf(1));
}

describe('what is sent', () => {
  test('follows from what is marked, at the place where it lies on an extended picture', async () => {
    const session = await opened();
    const extent = { left: -50, top: -20, width: 3100, height: 2040 };
    await session.attach(new BlankCanvas(painted, extent), null);
    expect(session.masked).toEqual({ left: 50, top: 180, width: 300, height: 300 });
    expect([session.marked, session.plan?.size, session.plan?.resolution]).toEqual(['part', '1024x1024', 1]);
    session.prompt = 'a hat';
    await session.submit();
    expect(orders[0]).toMatchObject({
      prompt: 'a hat',
      picture: idOf(1),
      references: [],
      change: { mode: 'precise', mask: aMask.id, canvas: extent },
    });
  });

  test('is the words and the picture where nothing is marked', async () => {
    const session = await opened();
    await session.attach(new BlankCanvas(), null);
    Object.assign(session, { prompt: 'by night', size: '3:2' });
    await session.submit();
    expect(orders[0]).toMatchObject({ change: null, size: '3:2' });
    expect([session.marked, session.plan]).toEqual(['nothing', null]);
  });

  test('is told to be everything where all is marked', async () => {
    const session = await opened();
    await session.attach(new BlankCanvas({ left: 0, top: 0, right: 3000, bottom: 2000 }, whole, 1), null);
    expect(session.marked).toBe('everything');
    expect(session.plan?.resolution).toBeLessThan(1);
  });
});

describe('asking', () => {
  test('without words asks for nothing, and says so from then on', async () => {
    const session = await opened();
    expect(session.problemAt('prompt')).toBeUndefined();
    await expect(session.submit()).resolves.toMatchObject({ what: 'problems', first: { rule: 'prompt-empty' } });
    expect(session.problemAt('prompt')).toMatchObject({ rule: 'prompt-empty' });
    expect(orders).toEqual([]);
  });

  test('twice at once is once', async () => {
    const session = await opened();
    session.prompt = 'by night';
    const [first, second] = await Promise.all([session.submit(), session.submit()]);
    expect([first?.what, second, orders.length]).toEqual(['sent', undefined, 1]);
  });

  test('for the same again makes nothing until the person says so', async () => {
    const session = await opened(({ order, again }) => (again ? made({ order }) : { ...made({ order }), made: false, same: aJob() }));
    session.prompt = 'by night';
    const outcome = await session.submit();
    expect([outcome?.what, session.jobs]).toEqual(['already-being-made', []]);
    if (outcome?.what === 'already-being-made') await session.submitAgain(outcome.order);
    expect(session.jobs).toHaveLength(1);
  });

  test('is possible again after a failure', async () => {
    const session = await opened(() => {
      throw new Failure('disk-full', 'No space left.');
    });
    session.prompt = 'by night';
    await expect(session.submit()).rejects.toMatchObject({ code: 'disk-full' });
    expect(session.isSubmitting).toBe(false);
  });
});

describe('coming back', () => {
  test('brings words, choices and mask, also when it was left only just now', async () => {
    const before = await opened();
    await before.attach(new BlankCanvas(painted), null);
    Object.assign(before, { prompt: 'a hat', count: 4, mode: 'whole' });
    void before.leave();
    const session = await opened();
    const canvas = new BlankCanvas();
    await session.attach(canvas, null);
    expect([session.prompt, session.count, session.mode]).toEqual(['a hat', 4, 'whole']);
    expect(canvas.done).toEqual([`import ${aMask.id.slice(-2)}`]);
  });

  test('extends the picture as it was before the mask is put on it', async () => {
    const canvas = { left: -100, top: 0, width: 3100, height: 2000 };
    memory.keepDraft(idOf(1), { prompt: '', count: 1, mode: 'precise', size: 'auto', references: [], mask: { id: idOf(5), canvas } });
    const blank = new BlankCanvas();
    await (await opened()).attach(blank, null);
    expect(blank.done).toEqual(['extent 3100 2000', 'import 05']);
  });

  test('shows the mask that was asked for before the one that was begun', async () => {
    const canvas = whole;
    memory.keepDraft(idOf(1), { prompt: '', count: 1, mode: 'precise', size: 'auto', references: [], mask: { id: idOf(5), canvas } });
    const blank = new BlankCanvas();
    await (await opened()).attach(blank, idOf(6));
    expect(blank.done).toEqual(['import 06']);
  });

  test('begins anew once it is finished', async () => {
    const before = await opened();
    before.prompt = 'a hat';
    await before.leave();
    memory.forget(idOf(1));
    expect((await opened()).prompt).toBe('');
  });
});
