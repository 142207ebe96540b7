import { expect, picture, test } from './in-editor.ts';
import type { Exported } from './pages/editor.ts';

const full = 255;

test('a pen paints thinner where it presses less, unless its pressure is to count for nothing', async ({ editor, exportedMask }) => {
  await editor.setBrush(80);
  const harder = Array.from({ length: 21 }, (_, step) => ({ x: 100 + step * 20, y: 200, force: 0.15 + step * 0.04 }));
  await editor.pen(picture, harder);
  const thickness = (mask: Exported, x: number): number => column(mask, x).filter((value) => value > 127).length;
  let mask = await exportedMask();
  expect(thickness(mask, 130)).toBeGreaterThan(0);
  expect(thickness(mask, 470)).toBeGreaterThan(thickness(mask, 130) * 1.5);

  await editor.button('Clear').click();
  await editor.flip('Pen pressure');
  await editor.pen(picture, harder);
  mask = await exportedMask();
  expect(thickness(mask, 130)).toBeGreaterThan(70);
  expect(Math.abs(thickness(mask, 470) - thickness(mask, 130))).toBeLessThanOrEqual(1);
});

test('a pen that leans paints wider the way it leans, and its other end erases', async ({ editor, exportedMask }) => {
  await editor.setBrush(60);
  await editor.pen(picture, [
    { x: 150, y: 200, force: 1, tiltX: 0 },
    { x: 151, y: 200, force: 1, tiltX: 0 },
  ]);
  await editor.pen(picture, [
    { x: 450, y: 200, force: 1, tiltX: 60 },
    { x: 451, y: 200, force: 1, tiltX: 60 },
  ]);
  const mask = await exportedMask();
  const size = (part: readonly [number, number]): { wide: number; high: number } => {
    const columns = Array.from({ length: part[1] - part[0] }, (_, at) => part[0] + at);
    const wide = columns.filter((x) => mask.at(x, 200) > 127).length;
    const middle = Math.round((part[0] + part[1]) / 2);
    return { wide, high: column(mask, middle).filter((value) => value > 127).length };
  };
  const [upright, leaning] = [size([0, 300]), size([300, 600])];
  expect(upright.wide / upright.high).toBeCloseTo(1, 0);
  expect(leaning.wide / leaning.high).toBeGreaterThan(1.2);

  await editor.turnPen();
  await editor.pen(
    picture,
    Array.from({ length: 9 }, (_, step) => ({ x: 450, y: 120 + step * 20, force: 1 })),
  );
  await expect(editor.tool('Brush')).toHaveAttribute('aria-pressed', 'true');
  await editor.drag(picture, { x: 300, y: 350 }, { x: 450, y: 350 });
  const erased = await exportedMask();
  expect([erased.at(450, 200), erased.at(150, 200), erased.at(400, 350)]).toEqual([0, full, full]);
});

/** Of a mask, from top to bottom. */
function column(mask: Exported, x: number): number[] {
  return Array.from({ length: mask.height }, (_, y) => mask.at(x, y));
}
