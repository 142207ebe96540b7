import sharp from 'sharp';

import { expect, picture, test } from './in-editor.ts';
import type { Spot } from './pages/editor.ts';

const full = 255;
const centre = { x: 300, y: 200 };

test('a stroke goes on while wheel, touchpad and key zoom, and the middle button and Space move the view', async ({
  editor,
  app,
  exportedMask,
}) => {
  const { page } = app;
  const { mouse } = page;
  await editor.setBrush(30);
  const lying = await editor.lyingOf(picture);
  const [from, to] = [lying({ x: 300, y: 100 }), lying(centre)];
  const moveBy = (dx: number, dy: number): Promise<void> => mouse.move(to.x + dx, to.y + dy, { steps: 5 });
  await mouse.move(from.x, from.y);
  await mouse.down();
  await moveBy(0, 0);
  for (const closer of [turn, turn, pinchTouchpad, () => page.keyboard.press('+')]) {
    const before = (await editor.zoom.textContent()) ?? '';
    await closer();
    await expect(editor.zoom).not.toHaveText(before);
  }
  const zoom = await editor.zoomed();
  await mouse.down({ button: 'middle' });
  await moveBy(-150, -80);
  await mouse.up({ button: 'middle' });
  await page.keyboard.down('Space');
  await moveBy(-90, 40);
  await page.keyboard.up('Space');
  // The pointer is still where it was on the picture, which came along: from there it draws to the right.
  await moveBy(50, 40);
  await mouse.up();
  const mask = await exportedMask();
  const end = centre.x + 140 / zoom;
  expect([mask.at(300, 100), mask.at(300, 150), mask.at(300, 200), mask.at(Math.round(end), 200)]).toEqual([full, full, full, full]);
  expect([mask.at(Math.round(end) + 20, 200), mask.at(300, 70)]).toEqual([0, 0]);
  // Neither way that the view was moved was painted.
  const wayTo = (dx: number, dy: number): number => mask.at(Math.round(300 + dx / zoom), Math.round(200 + dy / zoom));
  expect([wayTo(-150, -80), wayTo(-90, 40)]).toEqual([0, 0]);
  await editor.button('Undo').click();
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');

  function turn(): Promise<void> {
    return mouse.wheel(0, -300);
  }

  async function pinchTouchpad(): Promise<void> {
    await page.keyboard.down('Control');
    await mouse.wheel(0, -20);
    await page.keyboard.up('Control');
  }
});

test('two fingers zoom, and Pan, Space and the middle button move the view, and nothing is marked by it', async ({
  editor,
  app,
  exportedMask,
}) => {
  const { page } = app;
  const { mouse } = page;
  const middle = (await editor.lyingOf(picture))(centre);
  // The picture has four colours, which meet in its middle.
  const [upper, lower] = [beside(-30), beside(30)];
  const colour = async (spot: Spot): Promise<string> => {
    const shot = await page.screenshot({ clip: { ...spot, width: 1, height: 1 } });
    return [...(await sharp(shot).removeAlpha().raw().toBuffer())].join();
  };
  const fitting = await editor.zoomed();
  await editor.spread(middle, 100, 200);
  await expect.poll(async () => (await editor.zoomed()) / fitting).toBeCloseTo(2, 1);

  for (let step = 0; step < 3; step++) await page.keyboard.press('+');
  await expect.poll(async () => (await editor.zoomed()) / fitting).toBeGreaterThan(2.5);
  const [atUpper, atLower] = [await colour(upper), await colour(lower)];
  expect(atUpper).not.toBe(atLower);
  await editor.choose('Pan');
  await drag(-200, -100);
  await expect.poll(() => colour(upper)).toBe(atLower);
  await page.keyboard.press('b');
  await editor.setBrush(20);
  await mouse.move(middle.x, middle.y);
  await page.keyboard.down('Space');
  await drag(200, 100);
  await page.keyboard.up('Space');
  await expect.poll(() => colour(upper)).toBe(atUpper);
  await drag(-200, -100, 'middle');
  await expect.poll(() => colour(upper)).toBe(atLower);
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');

  const zoom = await editor.zoomed();
  await mouse.move(middle.x, middle.y);
  await expect.poll(() => editor.ringPx()).toBeCloseTo(20 * zoom, 0);
  await mouse.click(middle.x, middle.y);
  const mask = await exportedMask();
  const seen = { x: Math.round(300 + 200 / zoom), y: Math.round(200 + 100 / zoom) };
  expect([mask.at(seen.x, seen.y), mask.at(seen.x + 7, seen.y), mask.at(seen.x + 13, seen.y), mask.at(300, 200)]).toEqual([
    full,
    full,
    0,
    0,
  ]);
  // Of all that only the one dab was painted.
  await editor.button('Undo').click();
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
  await expect(editor.button('Undo')).toBeDisabled();

  function beside(px: number): Spot {
    return { x: Math.round(middle.x) + px, y: Math.round(middle.y) + px };
  }

  async function drag(dx: number, dy: number, button: 'left' | 'middle' = 'left'): Promise<void> {
    await mouse.move(middle.x, middle.y);
    await mouse.down({ button });
    await mouse.move(middle.x + dx, middle.y + dy, { steps: 5 });
    await mouse.up({ button });
  }
});
