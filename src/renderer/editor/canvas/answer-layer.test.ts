import { afterEach, expect, test, vi } from 'vitest';

import { AnswerLayer } from './answer-layer.ts';
import type { ShownAnswer } from './messages.ts';
import { stubFetching } from './test-worker-world.ts';

afterEach(() => void vi.unstubAllGlobals());

const answer: ShownAnswer = {
  ...{ address: 'patch/1', at: { left: 0, top: 0, width: 8, height: 4 }, strength: 1, featherPx: 0, as: 'answer', split: null },
};

function layer() {
  const world = { available: [] as string[], fetched: [] as string[], size: { width: 8, height: 4 } };
  stubFetching(world);
  const failed: string[] = [];
  return {
    world,
    failed,
    layer: new AnswerLayer(
      () => undefined,
      (why) => failed.push(why),
    ),
  };
}

test('an answer is fetched once, however often its strength changes meanwhile', async () => {
  const { world, layer: answers } = layer();
  world.available.push('patch/1');
  for (const strength of [1, 0.8, 0.6]) answers.show({ ...answer, strength });
  await vi.waitFor(() => expect(world.fetched).toHaveLength(1));
  answers.show({ ...answer, strength: 0.4 });
  expect(world.fetched).toHaveLength(1);
});

test('one that couldn’t be had is asked for anew when it is shown again', async () => {
  const { world, failed, layer: answers } = layer();
  answers.show(answer);
  await expect.poll(() => failed).toHaveLength(1);
  world.available.push('patch/1');
  answers.show(answer);
  answers.show({ ...answer, strength: 0.5 });
  await expect.poll(() => world.fetched).toHaveLength(2);
  expect([failed.length, answers.isThere]).toEqual([1, true]);
});
