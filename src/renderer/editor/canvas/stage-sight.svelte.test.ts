import { expect, test } from 'vitest';

import type { Rectangle } from '../../../shared/edit.ts';
import { StageSight } from './stage-sight.svelte.ts';

const canvas: Rectangle = { left: -100, top: 0, width: 1000, height: 500 };
const room: Rectangle = { left: -500, top: -500, width: 2000, height: 1500 };

function sightOf(): StageSight {
  const sight = new StageSight(() => canvas);
  sight.setStage({ left: 0, top: 0, width: 648, height: 648 }, 1);
  return sight;
}

test('with room around the canvas all of it is seen, and points stay those of the canvas', () => {
  const sight = sightOf();
  sight.makeRoom(room);
  expect(sight.scale).toBeCloseTo(0.3);
  expect(sight.placeOf(room)).toMatchObject({ left: 24, width: 600 });
  expect(sight.placeOf(canvas).left).toBe(sight.toStage({ x: 0, y: 0 }).x);
  const { x, y } = sight.toStage({ x: 40, y: 30 });
  expect(sight.toMask(x, y)).toMatchObject({ x: expect.closeTo(40) as number, y: expect.closeTo(30) as number });
});

test('what was looked at closely is looked at again, or all of the canvas', () => {
  const sight = sightOf();
  sight.zooming.actual();
  sight.zooming.pan(100, 0);
  const { view } = sight;
  sight.makeRoom(room);
  sight.makeRoom({ ...room, width: 3000 });
  sight.leaveRoom(true);
  expect(sight.view).toEqual(view);
  sight.makeRoom(room);
  sight.leaveRoom(false);
  expect(sight.zooming.fits).toBe(true);
});
