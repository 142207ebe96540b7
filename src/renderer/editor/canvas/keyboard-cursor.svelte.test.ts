import { expect, test } from 'vitest';

import { key, stage, untouched } from './test-stage.ts';

test('the arrows move a cursor that begins in the middle of what is seen', () => {
  const { cursor } = stage('brush');
  expect(cursor.place).toBeNull();
  expect(cursor.key(key('ArrowRight'))).toBe(true);
  expect([cursor.place, cursor.said]).toEqual([{ x: 310, y: 300 }, '510, 250']);
  cursor.key(key('ArrowDown', { shiftKey: true }));
  expect(cursor.said).toBe('510, 310');
});

test('Space presses the brush and lifts it again, and says so', async () => {
  const { worker, cursor } = stage('brush');
  cursor.show();
  cursor.key(key(' '));
  expect([cursor.isPressed, cursor.said]).toEqual([true, 'Brush down at 500, 250']);
  cursor.key(key('ArrowLeft'));
  cursor.key(key(' ', { repeat: true }));
  cursor.key(key(' '));
  expect(worker.gestures).toEqual(['down 501,251', 'move 491,251', 'up']);
  worker.say({ what: 'state', state: { ...untouched, coverage: 0.034 }, done: 1 });
  await expect.poll(() => cursor.said).toBe('Brush: 3.4 % selected');
});

test('a rectangle is drawn from where it was pressed, and its size is said', () => {
  const { worker, cursor } = stage('rectangle');
  cursor.show();
  cursor.key(key('Enter'));
  for (let step = 0; step < 5; step += 1) cursor.key(key('ArrowRight', { shiftKey: true }));
  cursor.key(key('ArrowDown'));
  expect(cursor.said).toBe('Rectangle 300 × 10');
  cursor.key(key('Enter'));
  expect([cursor.said, worker.gestures.at(-1)]).toEqual(['Rectangle 300 × 10', 'up']);
});

test('a press of the wand is a click', async () => {
  const { worker, cursor } = stage('wand');
  cursor.show();
  cursor.key(key(' '));
  expect(worker.gestures).toEqual(['down 501,251', 'up']);
  worker.say({ what: 'state', state: { ...untouched, coverage: 0.12 }, done: 1 });
  await expect.poll(() => cursor.said).toBe('Wand: 12 % selected');
});

test('each press is a corner of a polygon, and Enter closes it', () => {
  const { worker, cursor } = stage('polygon');
  cursor.show();
  cursor.key(key(' '));
  worker.say({ what: 'state', state: { ...untouched, isDrawing: true }, done: 1 });
  cursor.key(key('ArrowUp'));
  cursor.key(key('Enter'));
  expect(worker.gestures).toEqual(['down 501,251', 'up', 'close-polygon']);
});

test('the cursor stays on the canvas, and the view goes along', () => {
  const { cursor, sight } = stage('brush');
  cursor.show();
  const { x } = sight.view;
  for (let step = 0; step < 30; step += 1) cursor.key(key('ArrowRight', { shiftKey: true }));
  expect(cursor.said).toBe('999, 250');
  expect(sight.view.x).toBe(x - 200);
  expect(cursor.place?.x).toBe(599);
});

test('what isn’t meant for it is left to others', () => {
  const { cursor } = stage('brush');
  expect([cursor.key(key(' ')), cursor.key(key('z', { ctrlKey: true })), cursor.key(key('ArrowLeft', { ctrlKey: true }))]).toEqual([
    false,
    false,
    false,
  ]);
});

test('when the pointer takes over, what was pressed is lifted', () => {
  const { worker, cursor } = stage('brush');
  cursor.show();
  cursor.key(key(' '));
  cursor.hide();
  expect([worker.gestures.at(-1), cursor.place]).toEqual(['up', null]);
});
