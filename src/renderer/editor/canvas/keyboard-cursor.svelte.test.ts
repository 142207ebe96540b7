import { expect, test } from 'vitest';

import { defaultTools } from '../engine/tool.ts';
import { key, stage, untouched } from './test-stage.ts';

test('the arrows move a cursor that begins in the middle of what is seen', () => {
  const { cursor } = stage('brush');
  expect(cursor.place).toBeNull();
  expect(cursor.key(key('ArrowRight'))).toBe(true);
  expect([cursor.place, cursor.said]).toEqual([{ x: 310, y: 300 }, '510, 250']);
  cursor.key(key('ArrowDown', { shiftKey: true }));
  expect(cursor.said).toBe('510, 310');
});

test('Space presses the brush and lifts it again, and says so', () => {
  const { worker, cursor } = stage('brush');
  cursor.show();
  cursor.key(key(' '));
  expect([cursor.isPressed, cursor.said]).toEqual([true, 'Brush down at 500, 250']);
  cursor.key(key('ArrowLeft'));
  cursor.key(key(' ', { repeat: true }));
  cursor.key(key(' '));
  expect(worker.gestures).toEqual(['down 501,251', 'move 491,251', 'up']);
});

test('a rectangle is drawn from where it was pressed, and its size is said', () => {
  const { worker, cursor } = stage('rectangle');
  cursor.show();
  cursor.key(key('Enter'));
  for (let step = 0; step < 5; step += 1) cursor.key(key('ArrowRight', { shiftKey: true }));
  cursor.key(key('ArrowDown'));
  expect(cursor.said).toBe('Rectangle 300 × 10');
  cursor.key(key('Enter'));
  // Once more, so that it is heard once more.
  expect([cursor.said, worker.gestures.at(-1)]).toEqual(['Rectangle 300 × 10\u00a0', 'up']);
});

test('a press of the wand is a click, and the wand has the name that it has elsewhere', () => {
  const { worker, cursor } = stage('wand');
  cursor.show();
  cursor.key(key(' '));
  expect(worker.gestures).toEqual(['down 501,251', 'up']);
  expect(cursor.said).toBe('Magic wand down at 500, 250');
});

test('each press is a corner of a polygon; Enter closes it and Backspace takes one back, which is said each time', () => {
  const { worker, cursor } = stage('polygon');
  cursor.show();
  expect(cursor.endsCorner('Enter')).toBe(false);
  cursor.key(key(' '));
  worker.say({ what: 'state', state: { ...untouched, isDrawing: true }, done: 1 });
  cursor.key(key('ArrowUp'));
  expect([cursor.endsCorner('Backspace'), cursor.said]).toEqual([true, 'Last corner taken back']);
  expect([cursor.endsCorner('Backspace'), cursor.said]).toEqual([true, 'Last corner taken back\u00a0']);
  expect([cursor.endsCorner('x'), cursor.endsCorner('Enter')]).toEqual([false, true]);
  expect(worker.gestures).toEqual(['down 501,251', 'up', 'take-corner-back', 'take-corner-back', 'close-polygon']);
});

test('Shift and Alt at the second press bind a shape, and the size that is said is that one', () => {
  const drawn = (keys: Partial<KeyboardEvent>) => {
    const { worker, cursor } = stage('ellipse');
    cursor.show();
    cursor.key(key('Enter'));
    cursor.key(key('ArrowRight', { shiftKey: true }));
    cursor.key(key('ArrowDown'));
    cursor.key(key('Enter', keys));
    return [cursor.said.trim(), worker.heard.at(-1)] as const;
  };
  const up = (shift: boolean, alt: boolean) => ({ what: 'up', modifiers: { shift, alt, mod: false, space: false } });
  expect(drawn({})).toEqual(['Ellipse 60 × 10', up(false, false)]);
  expect(drawn({ shiftKey: true })).toEqual(['Ellipse 60 × 60', up(true, false)]);
  expect(drawn({ altKey: true })).toEqual(['Ellipse 120 × 20', up(false, true)]);
});

test('a press is over when another tool is chosen or something is undone meanwhile', () => {
  for (const between of ['tool', 'undo', 'extent'] as const) {
    const { worker, client, cursor } = stage('brush');
    cursor.show();
    cursor.key(key(' '));
    if (between === 'tool') client.setTools({ ...defaultTools, tool: 'rectangle' });
    else if (between === 'undo') client.run({ what: 'undo' });
    else client.setExtent({ ...untouched.extent, width: 2000 });
    expect(cursor.isPressed).toBe(false);
    worker.forget();
    cursor.key(key('ArrowLeft'));
    cursor.key(key(' '));
    expect([worker.gestures, cursor.isPressed]).toEqual([['down 491,251'], true]);
  }
});

test('the cursor stays on the canvas, and the view goes along', () => {
  const { cursor, sight } = stage('brush');
  cursor.show();
  const { x } = sight.view;
  for (let step = 0; step < 30; step += 1) cursor.key(key('ArrowRight', { shiftKey: true }));
  expect(cursor.said.trim()).toBe('999, 250');
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
