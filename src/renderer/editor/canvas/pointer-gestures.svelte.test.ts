import { expect, test } from 'vitest';

import { key, pointer, stage, untouched } from './test-stage.ts';

// The stage begins at 100, 50 of the page, and shows the canvas from 200, −50 on: a pixel of the page is one of the mask.

test('a stroke reaches the worker in mask pixels, with every place that the pointer was at', () => {
  const { worker, gestures } = stage('brush');
  gestures.down(pointer(150, 150));
  gestures.move(pointer(170, 160, { getCoalescedEvents: () => [pointer(160, 155), pointer(170, 160)] }));
  gestures.up(pointer(170, 160, { buttons: 0 }));
  expect(worker.gestures).toEqual(['down 250,50', 'move 260,55 270,60', 'up']);
});

test('the middle button moves the picture during a stroke, and the stroke goes on where the picture now is', () => {
  const { worker, gestures, sight } = stage('brush');
  gestures.down(pointer(300, 300));
  const { x } = sight.view;
  gestures.move(pointer(260, 300, { buttons: 5 }));
  expect(sight.view.x).toBe(x - 40);
  gestures.move(pointer(270, 300));
  gestures.up(pointer(270, 300, { buttons: 0 }));
  expect(worker.gestures).toEqual(['down 400,200', 'move 410,200', 'up']);
});

test('the space bar moves the picture during a stroke, but what is drawn while it is a shape', () => {
  const brush = stage('brush');
  brush.gestures.down(pointer(300, 300));
  brush.keys.space = true;
  brush.gestures.move(pointer(280, 300));
  expect(brush.worker.gestures).toEqual(['down 400,200']);

  const rectangle = stage('rectangle');
  rectangle.gestures.down(pointer(300, 300));
  rectangle.keys.space = true;
  rectangle.gestures.move(pointer(280, 300));
  expect(rectangle.worker.heard.at(-1)).toMatchObject({ what: 'move', modifiers: { space: true } });
});

test('with the space bar held, or the tool for it, a pointer that comes down moves the picture', () => {
  for (const how of ['space', 'middle', 'tool'] as const) {
    const { worker, gestures, sight, keys } = stage(how === 'tool' ? 'pan' : 'brush');
    keys.space = how === 'space';
    const { x } = sight.view;
    gestures.down(pointer(300, 300, how === 'middle' ? { button: 1, buttons: 4 } : {}));
    gestures.move(pointer(250, 300, how === 'middle' ? { buttons: 4 } : {}));
    gestures.up(pointer(250, 300, { buttons: 0 }));
    expect([sight.view.x, worker.gestures]).toEqual([x - 50, []]);
  }
});

test('two fingers look closer, and what the first had begun to draw is given up', () => {
  const { worker, gestures, sight } = stage('brush');
  const finger = (id: number, x: number, y: number) => pointer(x, y, { pointerId: id, pointerType: 'touch' });
  gestures.down(finger(1, 300, 300));
  gestures.down(finger(2, 400, 300));
  gestures.move(finger(2, 500, 300));
  gestures.up(finger(2, 500, 300));
  gestures.move(finger(1, 310, 300));
  gestures.up(finger(1, 310, 300));
  expect(sight.view.scale).toBeCloseTo(2);
  expect(worker.gestures).toEqual(['down 400,200', 'cancel-press']);
});

test('a hand that rests beside the pen neither draws nor moves anything', () => {
  const { worker, gestures } = stage('brush');
  gestures.down(pointer(300, 300, { pointerType: 'pen', pressure: 0.7, tiltX: 30 }));
  gestures.down(pointer(500, 500, { pointerId: 2, pointerType: 'touch' }));
  gestures.move(pointer(520, 500, { pointerId: 2, pointerType: 'touch' }));
  expect(worker.heard).toMatchObject([{ what: 'down', at: { pressure: 0.7, tiltX: 30 } }]);
});

test('a pen that comes down after the hand takes over from it', () => {
  const { worker, gestures, sight } = stage('brush');
  const { x } = sight.view;
  const pen = (at: number, buttons = 1) => pointer(at, 300, { pointerId: 2, pointerType: 'pen', buttons });
  gestures.down(pointer(500, 500, { pointerType: 'touch' }));
  gestures.down(pen(300));
  gestures.move(pointer(520, 500, { pointerType: 'touch' }));
  gestures.move(pen(310));
  gestures.up(pen(310, 0));
  gestures.up(pointer(520, 500, { pointerType: 'touch', buttons: 0 }));
  expect(worker.gestures).toEqual(['down 600,400', 'cancel-press', 'down 400,200', 'move 410,200', 'up']);
  expect(sight.view.x).toBe(x);
});

test('a pointer whose lifting nobody told is lifted by the time it moves again', () => {
  for (const tool of ['brush', 'pan'] as const) {
    const { worker, gestures, sight } = stage(tool);
    const { x } = sight.view;
    gestures.down(pointer(300, 300));
    gestures.move(pointer(340, 300, { buttons: 0 }));
    gestures.move(pointer(380, 300, { buttons: 0 }));
    expect([worker.gestures, sight.view.x, gestures.isPanning]).toEqual([tool === 'brush' ? ['down 400,200', 'up'] : [], x, false]);
    gestures.down(pointer(300, 300));
    expect(tool === 'pan' ? gestures.isPanning : gestures.isDrawing).toBe(true);
  }
});

test('where nothing is to be drawn the other end of the pen erases nothing either', () => {
  const { worker, gestures, sight } = stage('pan');
  const { x } = sight.view;
  gestures.down(pointer(300, 300, { pointerType: 'pen', button: 5, buttons: 32 }));
  gestures.move(pointer(280, 300, { pointerType: 'pen', button: -1, buttons: 32 }));
  expect([worker.gestures, sight.view.x]).toEqual([[], x - 20]);
});

test('the other end of the pen erases, for that stroke', () => {
  const { worker, gestures, client } = stage('brush');
  const pen = { pointerType: 'pen', button: 5, buttons: 32 };
  gestures.down(pointer(300, 300, pen));
  expect(client.tool).toBe('eraser');
  gestures.move(pointer(310, 300, { ...pen, button: -1 }));
  gestures.up(pointer(310, 300, { ...pen, buttons: 0 }));
  expect(worker.gestures).toEqual(['eraser', 'down 400,200', 'move 410,200', 'up', 'brush']);
});

test('the other end of the pen rubs the last corner of an open polygon out, and leaves the rest of it open', () => {
  const { worker, gestures, client } = stage('polygon');
  worker.say({ what: 'state', state: { ...untouched, isDrawing: true }, done: 0 });
  const pen = { pointerType: 'pen', button: 5, buttons: 32 };
  gestures.down(pointer(300, 300, pen));
  gestures.move(pointer(310, 300, { ...pen, button: -1 }));
  gestures.up(pointer(310, 300, { ...pen, buttons: 0 }));
  expect([worker.gestures, client.tool]).toEqual([['take-corner-back'], 'polygon']);
});

test('a pointer that the system takes away, and Escape, give the stroke up', () => {
  const { worker, gestures } = stage('brush');
  gestures.down(pointer(300, 300));
  gestures.lost(pointer(300, 300));
  gestures.down(pointer(300, 300));
  gestures.cancel();
  gestures.move(pointer(350, 300));
  gestures.up(pointer(350, 300, { buttons: 0 }));
  expect(worker.gestures).toEqual(['down 400,200', 'cancel-press', 'down 400,200', 'cancel-gesture']);
});

test('an open polygon follows the pointer, and nothing else asks for that', () => {
  const { worker, gestures } = stage('polygon');
  gestures.move(pointer(300, 300, { buttons: 0 }));
  expect(worker.heard).toEqual([]);
  worker.say({ what: 'state', state: { ...untouched, isDrawing: true }, done: 0 });
  gestures.move(pointer(310, 300, { buttons: 0 }));
  expect(worker.heard).toMatchObject([{ what: 'hover', at: { x: 410, y: 200 } }]);
});

test('its line follows Shift, also while the pointer rests', () => {
  const { worker, gestures } = stage('polygon');
  worker.say({ what: 'state', state: { ...untouched, isDrawing: true }, done: 0 });
  gestures.move(pointer(310, 300, { buttons: 0, shiftKey: true }));
  gestures.keysChanged(key('Shift'));
  expect(worker.heard).toMatchObject([
    { what: 'hover', modifiers: { shift: true } },
    { what: 'hover', at: { x: 410, y: 200 }, modifiers: { shift: false } },
  ]);
});

test('the right button does nothing', () => {
  const { worker, gestures } = stage('brush');
  gestures.down(pointer(300, 300, { button: 2, buttons: 2 }));
  gestures.up(pointer(300, 300, { button: 2, buttons: 0 }));
  expect(worker.gestures).toEqual([]);
});
