import { beforeEach, describe, expect, test } from 'vitest';

import type { Rectangle } from '../../../shared/edit.ts';
import { Extending } from './extending.svelte.ts';
import { handles } from './handles.ts';
import { noMargins } from './margins.ts';

const whole: Rectangle = { left: 0, top: 0, width: 600, height: 400 };
const none = { altKey: false, shiftKey: false };
let extending: Extending;
beforeEach(() => {
  extending = new Extending({ extent: whole, whole });
  extending.begin();
});

describe('in figures', () => {
  test('the frame follows what is entered, as long as that can be', () => {
    extending.enter('left', 20);
    expect(extending.frame).toEqual({ left: -20, top: 0, width: 620, height: 400 });
    for (const [px, trouble] of [
      [null, 'not-whole'],
      [-1, 'not-whole'],
      [0.5, 'not-whole'],
      [300_000, 'too-large'],
    ] as const) {
      extending.enter('left', px);
      expect([extending.trouble, extending.frame.left, extending.entered.left]).toEqual([trouble, -20, px]);
    }
    extending.enter('left', 30);
    expect([extending.trouble, extending.frame.left]).toEqual([null, -30]);
  });

  test('it begins with what the picture is extended by already', () => {
    const again = new Extending({ extent: { left: -10, top: 0, width: 650, height: 400 }, whole });
    again.begin();
    expect(again.entered).toEqual({ left: 10, top: 0, right: 40, bottom: 0 });
    expect(again.isChange).toBe(false);
    again.choose(null);
    expect(again.finish()).toEqual(whole);
  });
});

describe('by hand', () => {
  test('who pulls too far and comes back finds the edge where the hand is', () => {
    extending.grasp(handles.right, none);
    extending.pull({ x: 50.4, y: 0 }, none);
    extending.pull({ x: -150, y: 0 }, none);
    expect(extending.margins).toEqual(noMargins);
    extending.pull({ x: 110, y: 0 }, none);
    expect(extending.margins.right).toBe(10);
    extending.letGo();
    extending.pull({ x: 110, y: 0 }, none);
    expect(extending.margins.right).toBe(10);
  });

  test('keys that are pressed meanwhile count at once, also backwards', () => {
    extending.grasp(handles['bottom-right'], none);
    extending.pull({ x: 60, y: 0 }, none);
    extending.pull({ x: 0, y: 0 }, { altKey: false, shiftKey: true });
    expect(extending.margins).toEqual({ ...noMargins, right: 60, bottom: 40 });
    extending.pull({ x: 0, y: 0 }, { altKey: true, shiftKey: true });
    expect(extending.margins).toEqual({ left: 60, top: 40, right: 60, bottom: 40 });
    extending.pull({ x: 0, y: 0 }, none);
    expect(extending.margins).toEqual({ ...noMargins, right: 60 });
  });

  test('a shape that was chosen is the one that is kept, until something else is pulled', () => {
    extending.choose('1:1');
    extending.grasp(handles['top-left'], none);
    extending.pull({ x: -10, y: 0 }, { altKey: false, shiftKey: true });
    extending.letGo();
    expect([extending.frame.width, extending.frame.height, extending.preset]).toEqual([610, 610, '1:1']);
    extending.grasp(handles.top, none);
    extending.pull({ x: 0, y: -10 }, none);
    expect(extending.preset).toBeNull();
    extending.takeBack();
    expect([extending.frame.height, extending.preset]).toEqual([610, '1:1']);
  });
});

test('it ends done, or not', () => {
  expect(extending.finish()).toBeNull();
  expect([extending.isOn, extending.isDone, extending.end()]).toEqual([false, false, false]);
  extending.begin();
  extending.step(handles.left, { x: -5, y: 0 }, none);
  expect(extending.finish()).toEqual({ left: -5, top: 0, width: 605, height: 400 });
  expect(extending.isDone).toBe(true);
});
