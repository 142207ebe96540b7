import { beforeEach, describe, expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import type { BridgeHandlers, EditSubmitted } from '../../shared/bridge.ts';
import type { EditOrder } from '../../shared/edit.ts';
import { Failure } from '../../shared/failure.ts';
import { modelFor } from '../../shared/model.ts';
import type { PictureDetails } from '../../shared/picture.ts';
import { loopback } from '../bridge/loopback.ts';
import { aJob } from '../job-builder.ts';
import { idOf } from '../test-pictures.ts';
import { CanvasClient } from './canvas/canvas-client.svelte.ts';
import { FakeWorker, untouched } from './canvas/test-stage.ts';
import { EditMemory, type EditDraft } from './edit-memory.ts';
import { EditSession } from './edit-session.svelte.ts';
import { emptyBox } from './engine/geometry.ts';
import { aMask, painted, TestCanvas, whole } from './test-canvas.svelte.ts';

const model = modelFor('gpt-4o-image');
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

function draftOf(mask: EditDraft['mask'], prompt = ''): EditDraft {
  return { prompt, count: 1, mode: 'precise', size: 'auto', references: [], mask };
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
    await session.attach(new TestCanvas(painted, extent));
    expect(session.painting.masked).toEqual({ left: 50, top: 180, width: 300, height: 300 });
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
    await session.attach(new TestCanvas());
    Object.assign(session, { prompt: 'by night', size: '3:2' });
    await session.submit();
    expect(orders[0]).toMatchObject({ change: null, size: '3:2' });
    expect([session.marked, session.plan]).toEqual(['nothing', null]);
  });

  test('is told to be everything where all is marked', async () => {
    const session = await opened();
    await session.attach(new TestCanvas({ left: 0, top: 0, right: 3000, bottom: 2000 }, whole, 1));
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
    if (outcome?.what === 'already-being-made') await session.submitAgain(outcome.asked);
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

describe('what is decided only once it is known what is marked', () => {
  test('is sent with a mask that was still on its way back', async () => {
    memory.keepDraft(idOf(1), draftOf({ id: idOf(5), canvas: whole }, 'a hat'));
    const session = await opened();
    const canvas = new TestCanvas();
    const arriving = Promise.withResolvers<unknown>();
    canvas.working = arriving.promise;
    const attached = session.attach(canvas);
    const sent = session.submit();
    canvas.paint();
    arriving.resolve(null);
    await Promise.all([attached, sent]);
    expect(orders.map(({ change }) => change?.mask)).toEqual([aMask.id]);
  });

  test('is sent with what the wand finds a moment later, and not without what is taken back by then', async () => {
    const session = await opened();
    const canvas = new TestCanvas();
    await session.attach(canvas);
    session.prompt = 'a hat';
    const reading = Promise.withResolvers<unknown>();
    canvas.working = reading.promise;
    const sent = session.submit();
    canvas.paint();
    reading.resolve(null);
    expect(await sent).toMatchObject({ asked: { revision: 2, order: { change: { mask: aMask.id } } } });
    const again = session.submit();
    canvas.paint(emptyBox);
    expect(await again).toEqual({ what: 'taken-back' });
    expect(orders).toHaveLength(1);
  });

  test('isn’t sent at all where the mask doesn’t come back', async () => {
    memory.keepDraft(idOf(1), draftOf({ id: idOf(5), canvas: whole }, 'a hat'));
    const session = await opened();
    const canvas = new TestCanvas();
    const arriving = Promise.withResolvers<unknown>();
    canvas.working = arriving.promise;
    const attached = session.attach(canvas);
    const sent = session.submit();
    arriving.reject(new Error('404'));
    await expect(attached).rejects.toMatchObject({ code: 'bad-picture' });
    await expect(sent).rejects.toMatchObject({ code: 'bad-picture' });
    expect([orders, session.isSubmitting]).toEqual([[], false]);
  });

  test('is decided no sooner than the canvas has started', async () => {
    const session = await opened();
    const worker = new FakeWorker();
    await session.attach(new CanvasClient(worker));
    session.prompt = 'a hat';
    const sent = session.submit();
    await new Promise((turned) => setTimeout(turned));
    expect(worker.heard).toEqual([]);
    const state = { ...untouched, bounds: painted, extent: whole };
    worker.say({ what: 'state', state, done: 0 });
    await expect.poll(() => worker.heard.at(-1)).toMatchObject({ what: 'encode' });
    worker.say({ what: 'encoded', id: 1, png: new Uint8Array(4), state });
    await sent;
    expect(orders.map(({ change }) => change?.mask)).toEqual([aMask.id]);
  });

  test('isn’t sent at all where the canvas never started: whatever is marked can’t be known', async () => {
    const session = await opened();
    const worker = new FakeWorker();
    await session.attach(new CanvasClient(worker));
    session.prompt = 'a hat';
    const sent = session.submit();
    worker.fail();
    await expect(sent).rejects.toBeInstanceOf(Failure);
    await expect(session.submit()).rejects.toBeInstanceOf(Failure);
    expect([orders, session.isSubmitting]).toEqual([[], false]);
    expect(await session.leave()).toBeNull();
  });

  test('says which words and which painting were sent, whatever is begun meanwhile', async () => {
    const answer = Promise.withResolvers<unknown>();
    const session = await opened(async (given) => {
      await answer.promise;
      return made(given);
    });
    const canvas = new TestCanvas(painted);
    await session.attach(canvas);
    session.prompt = 'a hat';
    const sent = session.submit();
    await expect.poll(() => memory.lastMask).not.toBeNull();
    session.prompt = 'a scarf';
    canvas.paint();
    answer.resolve(null);
    expect(await sent).toMatchObject({ asked: { revision: 1, order: { prompt: 'a hat' } } });
  });
});

describe('coming back', () => {
  test('brings words, choices and mask, also when it was left only just now', async () => {
    const before = await opened();
    await before.attach(new TestCanvas(painted));
    Object.assign(before, { prompt: 'a hat', count: 4, mode: 'whole' });
    void before.leave();
    const session = await opened();
    const canvas = new TestCanvas();
    await session.attach(canvas);
    expect([session.prompt, session.count, session.mode]).toEqual(['a hat', 4, 'whole']);
    expect(canvas.done).toEqual([`import ${aMask.id.slice(-2)}`]);
  });

  test('extends the picture as it was before the mask is put on it', async () => {
    const canvas = { left: -100, top: 0, width: 3100, height: 2000 };
    memory.keepDraft(idOf(1), draftOf({ id: idOf(5), canvas }));
    const blank = new TestCanvas();
    await (await opened()).attach(blank);
    expect(blank.done).toEqual(['extent 3100 2000', 'import 05']);
  });

  test('to answers needs only the bytes of a picture that is no longer in the library; to painting it doesn’t lead', async () => {
    const { client } = loopback(serve, {
      pictures: {
        details: () => {
          throw new Failure('not-found', 'Gone.');
        },
      },
      edits: { open: (id) => ({ ...aMask, id, name: 'fox.jpg' }) },
    });
    const parts = { bridge: client, model: () => model, memory };
    expect((await EditSession.openForReview(parts, idOf(1))).picture).toEqual({ id: idOf(1), prompt: '', fileName: 'fox.jpg' });
    await expect(EditSession.open(parts, idOf(1))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('begins anew once it is finished', async () => {
    const before = await opened();
    before.prompt = 'a hat';
    await before.leave();
    memory.forget(idOf(1));
    expect((await opened()).prompt).toBe('');
  });
});
