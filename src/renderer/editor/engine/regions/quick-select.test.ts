import { expect, test } from 'vitest';

import { Mask } from '../mask.ts';
import { noModifiers, type Colours, type Modifiers, type Tool, type ToolSettings } from '../tool.ts';
import { QuickSelect } from './quick-select.ts';
import { picture, pixelsOf, sample, work } from './test-scenes.ts';

type Texture = (x: number, y: number) => readonly [number, number, number];
const [width, height] = [700, 500];
const isObject = (x: number, y: number) => ((x - 350) / 210) ** 2 + ((y - 250) / 170) ** 2 < 1;

/** An ellipse of one texture on another one, with noise of about so many levels. */
function scene(object: Texture, ground: Texture, noise: number): Colours {
  let seed = 7;
  const random = () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
  return picture(width, height, (x, y) => {
    const grain = noise * 1.15 * (random() + random() + random() - 1.5);
    return (isObject(x, y) ? object(x, y) : ground(x, y)).map((level) => level + grain);
  });
}

interface Stroke {
  readonly mask?: Mask;
  readonly settings?: Partial<ToolSettings>;
  readonly keys?: Partial<Modifiers>;
}

/** Through the middle of the ellipse. */
function drawn(colours: Colours | null, { mask = new Mask(width, height), settings = {}, keys = {} }: Stroke = {}): Mask {
  const tool: Tool = new QuickSelect();
  const at = work(mask, colours, { tool: 'quick-select', brushPx: 40, ...settings });
  const held = { ...noModifiers, ...keys };
  tool.down(at, sample(230, 250), held);
  for (let x = 240; x <= 460; x += 20) tool.move(at, [sample(x, 250)], held);
  tool.up(at, held);
  return mask;
}

/** How much of the object is selected, and how much else; both as parts of the object. */
function judge(mask: Mask): { hit: number; spill: number } {
  let [object, hit, spill] = [0, 0, 0];
  for (const [at, value] of pixelsOf(mask).entries()) {
    const inside = isObject(at % width, Math.floor(at / width));
    object += inside ? 255 : 0;
    if (inside) hit += value;
    else spill += value;
  }
  return { hit: hit / object, spill: spill / object };
}

const scenes: Readonly<Record<string, Colours>> = {
  'an even object on another colour': scene(
    () => [180, 120, 90],
    () => [90, 110, 140],
    12,
  ),
  'a softly shaded object': scene(
    (x) => [110 + x / 8, 80 + x / 8, 60 + x / 9],
    (_, y) => [60, 120, 70 + y / 12],
    15,
  ),
  'an object on a shaded ground': scene(
    (x, y) => [150 + x / 12 - y / 12, 90 + x / 14, 80],
    (x) => [95, 130 + x / 20, 140],
    15,
  ),
  'stripes on other stripes': scene(
    (x) => [170 + 12 * Math.sin(x / 6), 130 + 12 * Math.sin(x / 6), 100],
    (x, y) => [100 + 14 * Math.sin((x + y) / 6), 130, 90],
    15,
  ),
  'an object hardly unlike what is around it': scene(
    () => [130, 120, 110],
    () => [104, 122, 126],
    10,
  ),
};

test.each(Object.entries(scenes))('one stroke selects nearly all of it and next to nothing else: %s', (_, colours) => {
  const { hit, spill } = judge(drawn(colours));
  expect(hit).toBeGreaterThan(0.95);
  expect(spill).toBeLessThan(0.03);
});

const plain = scene(
  () => [200, 60, 60],
  () => [60, 60, 200],
  4,
);

test('along the border each pixel is told apart', () => {
  const mask = drawn(plain);
  const wrong = pixelsOf(mask).filter((value, at) => value > 127 !== isObject(at % width, Math.floor(at / width)));
  expect(wrong.length).toBeLessThan(400);
});

test('while drawing, what is selected shows already', () => {
  const mask = new Mask(width, height);
  const tool: Tool = new QuickSelect();
  const at = work(mask, plain, { brushPx: 40 });
  tool.down(at, sample(300, 250), noModifiers);
  expect(mask.at(300, 250)).toBe(255);
  tool.move(at, [sample(320, 250)], noModifiers);
  expect(judge(mask).hit).toBeGreaterThan(0.1);
});

test('keys and settings say how it is put together with what is painted', () => {
  const painted = () => {
    const mask = new Mask(width, height);
    mask.fill({ left: 0, top: 0, right: 350, bottom: height }, 255);
    return mask;
  };
  const seen = (mask: Mask) => [mask.at(20, 20), mask.at(250, 250), mask.at(450, 250), mask.at(690, 490)];
  expect(seen(drawn(plain, { mask: painted() }))).toEqual([255, 255, 255, 0]);
  expect(seen(drawn(plain, { mask: painted(), settings: { combination: 'replace' } }))).toEqual([0, 255, 255, 0]);
  expect(seen(drawn(plain, { mask: painted(), keys: { alt: true } }))).toEqual([255, 0, 0, 0]);
  expect(seen(drawn(plain, { mask: painted(), keys: { alt: true, shift: true } }))).toEqual([0, 255, 0, 0]);
});

test('a stroke that leaves the part of the picture that was looked at goes on in the next', () => {
  const long = picture(5000, 1200, (_, y) => (y > 400 && y < 800 ? [200, 90, 60] : [50, 90, 160]));
  const mask = new Mask(5000, 1200);
  const tool: Tool = new QuickSelect();
  const at = work(mask, long, { brushPx: 12 });
  tool.down(at, sample(100, 600), noModifiers);
  for (let x = 200; x <= 4900; x += 100) tool.move(at, [sample(x, 600)], noModifiers);
  tool.up(at, noModifiers);
  const { left, top, right, bottom } = mask.bounds();
  expect([left, right]).toEqual([0, 5000]);
  expect(top).toBeGreaterThan(396);
  expect(bottom).toBeLessThan(804);
  expect(mask.coverage()).toBeGreaterThan(0.32);
});

test('without colours nothing happens, and a picture of one pixel or one row is selected', () => {
  expect(drawn(null).coverage()).toBe(0);
  for (const [columns, rows] of [
    [1, 1],
    [300, 1],
  ] as const) {
    const mask = new Mask(columns, rows);
    const tool: Tool = new QuickSelect();
    const at = work(
      mask,
      picture(columns, rows, () => [9, 9, 9]),
      { brushPx: 5 },
    );
    tool.down(at, sample(0.5, 0.5), noModifiers);
    tool.up(at, noModifiers);
    expect(mask.coverage()).toBe(1);
  }
});
