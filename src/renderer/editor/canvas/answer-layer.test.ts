import { afterEach, expect, test, vi } from 'vitest';

import { emptyBox } from '../engine/geometry.ts';
import { Mask } from '../engine/mask.ts';
import { AnswerLayer } from './answer-layer.ts';
import type { FromCanvas, ShownAnswer } from './messages.ts';
import { StageGeometry } from './stage-geometry.ts';
import { stubFetching } from './test-worker-world.ts';

afterEach(() => void vi.unstubAllGlobals());

const answer: ShownAnswer = {
  ...{ address: 'patch/1', at: { left: 0, top: 0, width: 8, height: 4 }, strength: 1, featherPx: 0, as: 'answer', split: null },
};

function layer() {
  const world = { available: [] as string[], fetched: [] as string[], size: { width: 8, height: 4 } };
  stubFetching(world);
  const told: FromCanvas[] = [];
  return {
    world,
    told,
    layer: new AnswerLayer(
      () => undefined,
      (message) => told.push(message),
    ),
  };
}

test('an answer is fetched once, however often its strength changes meanwhile', async () => {
  const { world, layer: answers } = layer();
  world.available.push('patch/1');
  for (const strength of [1, 0.8, 0.6]) answers.show({ ...answer, strength });
  await expect.poll(() => world.fetched).toHaveLength(1);
  answers.show({ ...answer, strength: 0.4 });
  expect(world.fetched).toHaveLength(1);
});

test('one that couldn’t be had is asked for anew when it is shown again', async () => {
  const { world, told, layer: answers } = layer();
  answers.show(answer);
  await expect.poll(() => told).toMatchObject([{ what: 'failed', doing: 'answer' }]);
  world.available.push('patch/1');
  answers.show(answer);
  answers.show({ ...answer, strength: 0.5 });
  await expect.poll(() => world.fetched).toHaveLength(2);
  expect([told.length, answers.isThere]).toEqual([1, true]);
});

test('it is told once when it is drawn, not when it is only there', async () => {
  const { world, told, layer: answers } = layer();
  const draw = (): void => {
    const view = { x: 0, y: 0, scale: 1, width: 8, height: 4, pixelRatio: 1 };
    const geometry = new StageGeometry(view, { left: 0, top: 0, width: 8, height: 4 });
    // Outside of what is to be drawn anew there is no need of a surface.
    answers.draw({} as OffscreenCanvasRenderingContext2D, new Mask(8, 4), 0, geometry, emptyBox);
  };
  world.available.push('patch/1');
  answers.show(answer);
  await expect
    .poll(() => {
      draw();
      return told;
    })
    .toEqual([{ what: 'answer-seen', address: 'patch/1' }]);
  answers.show({ ...answer, strength: 0.5 });
  draw();
  expect(told).toHaveLength(1);
});
