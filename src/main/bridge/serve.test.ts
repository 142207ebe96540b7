import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';

import { call, news, type Handlers } from '../../shared/contract.ts';
import { Failure, type Outcome } from '../../shared/failure.ts';
import { serve, type Answer } from './serve.ts';

const contract = {
  pictures: {
    paint: call(v.object({ prompt: v.pipe(v.string(), v.trim(), v.minLength(1, 'Say what to paint.')) })).answers<string>(),
    forget: call(),
    changed: news<number>(),
  },
};

let unexpected: unknown[];
beforeEach(() => (unexpected = []));

/** Serves the contract and returns what asks it, with structured clones both ways as between processes. */
function asking(pictures: Handlers<typeof contract>['pictures']) {
  const answers = new Map<string, Answer>();
  serve(
    contract,
    { pictures },
    (channel, answer) => answers.set(channel, answer),
    (channel, error) => unexpected.push(channel, error),
  );
  const ask = async (channel: string, input?: unknown): Promise<Outcome<unknown>> =>
    structuredClone(await (answers.get(channel) as Answer)(structuredClone(input)));
  return { ask, channels: [...answers.keys()] };
}

const painter = { paint: ({ prompt }: { prompt: string }) => `painted ${prompt}`, forget: () => undefined };

test('every call has its channel, news have none', () => {
  expect(asking(painter).channels).toEqual(['pictures.paint', 'pictures.forget']);
});

test('a handler gets the checked input, and its answer comes back', async () => {
  expect(await asking(painter).ask('pictures.paint', { prompt: ' a fox ' })).toEqual({ ok: true, value: 'painted a fox' });
});

test('input that breaks the contract never reaches the handler, and the sentence says why', async () => {
  const { ask } = asking({ ...painter, paint: () => expect.unreachable() });
  expect(await ask('pictures.paint', { prompt: '' })).toEqual({ ok: false, failure: { code: 'invalid', message: 'Say what to paint.' } });
  for (const nonsense of [undefined, null, 'a fox', [], { prompt: 1 }]) {
    expect(await ask('pictures.paint', nonsense)).toMatchObject({ ok: false, failure: { code: 'invalid' } });
  }
});

test('what is sent along with a call that carries nothing is dropped', async () => {
  const got: unknown[] = [];
  await asking({ ...painter, forget: (...all: unknown[]) => void got.push(...all) }).ask('pictures.forget', { __proto__: 'surprise' });
  expect(got).toEqual([undefined]);
});

test('a failure crosses with its code, request id and service code', async () => {
  const { ask } = asking({
    ...painter,
    paint: () => Promise.reject(new Failure('content-policy', 'Not that.', { requestId: 'r1', serviceCode: 'moderation_blocked' })),
  });
  expect(await ask('pictures.paint', { prompt: 'x' })).toEqual({
    ok: false,
    failure: { code: 'content-policy', message: 'Not that.', requestId: 'r1', serviceCode: 'moderation_blocked' },
  });
});

test('a bug is told to the log, not to the page', async () => {
  const bug = new TypeError('secret detail');
  const { ask } = asking({
    ...painter,
    forget: () => {
      throw bug;
    },
  });
  const outcome = await ask('pictures.forget');
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'unexpected' } });
  expect(JSON.stringify(outcome)).not.toContain('secret');
  expect(unexpected).toEqual(['pictures.forget', bug]);
});

test('a handler may be a method of an object', async () => {
  class Painter {
    readonly #style = 'in oil';
    paint({ prompt }: { prompt: string }): string {
      return `${prompt} ${this.#style}`;
    }
    forget(): void {
      expect(this.#style).toBe('in oil');
    }
  }
  expect(await asking(new Painter()).ask('pictures.paint', { prompt: 'a fox' })).toEqual({ ok: true, value: 'a fox in oil' });
});

test('a missing handler is found out at start', () => {
  expect(() => asking({ paint: painter.paint } as typeof painter)).toThrow('Nothing answers pictures.forget');
});
