import { expect, test } from 'vitest';

import { Wheel } from './wheel.ts';

const event = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, shiftKey: false, timeStamp: 0 };

test('a notch of a mouse’s wheel zooms, and a fast wheel doesn’t leap', () => {
  const wheel = new Wheel();
  const near = wheel.turn({ ...event, deltaY: -100 });
  expect(near).toMatchObject({ what: 'zoom', factor: expect.closeTo(1.197, 2) as number });
  expect(wheel.turn({ ...event, deltaY: 3, deltaMode: 1 })).toMatchObject({ what: 'zoom' });
  expect(wheel.turn({ ...event, deltaY: -5000 })).toEqual(wheel.turn({ ...event, deltaY: -120 }));
});

test('in and out by the same notch leads back', () => {
  const wheel = new Wheel();
  const factors = [100, -100].map((deltaY) => wheel.turn({ ...event, deltaY })).map((turn) => (turn.what === 'zoom' ? turn.factor : 0));
  expect((factors[0] ?? 0) * (factors[1] ?? 0)).toBeCloseTo(1);
});

test('two fingers on a touchpad move the picture both ways, also when they are thrown', () => {
  const wheel = new Wheel();
  expect(wheel.turn({ ...event, deltaX: 3, deltaY: 2, timeStamp: 1000 })).toEqual({ what: 'pan', dx: -3, dy: -2 });
  expect(wheel.turn({ ...event, deltaY: 90, timeStamp: 1016 })).toEqual({ what: 'pan', dx: -0, dy: -90 });
  expect(wheel.turn({ ...event, deltaY: 90, timeStamp: 3000 })).toMatchObject({ what: 'zoom' });
});

test('pinching, or the wheel with Ctrl, zooms; the wheel with Shift moves sideways', () => {
  const wheel = new Wheel();
  expect(wheel.turn({ ...event, deltaY: -4, ctrlKey: true })).toMatchObject({ what: 'zoom', factor: expect.closeTo(1.04, 2) as number });
  expect(wheel.turn({ ...event, deltaY: 100, shiftKey: true })).toEqual({ what: 'pan', dx: -100, dy: 0 });
});
