import { expect, picture, test } from './in-editor.ts';

const full = 255;

test('Shift makes shapes even, Alt draws them from their middle, and Space moves them', async ({ editor, app, exportedMask }) => {
  const { page } = app;
  await editor.choose('Rectangle');
  await page.keyboard.down('Shift');
  await editor.drag(picture, { x: 100, y: 100 }, { x: 300, y: 160 });
  await page.keyboard.up('Shift');
  let mask = await exportedMask();
  // As high as it is wide.
  expect([mask.at(280, 280), mask.at(110, 290), mask.at(320, 150), mask.at(150, 320)]).toEqual([full, full, 0, 0]);

  await editor.button('Clear').click();
  await editor.choose('Ellipse');
  await page.keyboard.down('Alt');
  await editor.drag(picture, { x: 300, y: 200 }, { x: 380, y: 260 });
  await page.keyboard.up('Alt');
  mask = await exportedMask();
  expect([mask.at(300, 145), mask.at(300, 255), mask.at(225, 200), mask.at(375, 200)]).toEqual([full, full, full, full]);
  expect([mask.at(225, 145), mask.at(375, 255), mask.at(300, 265)]).toEqual([0, 0, 0]);

  await editor.button('Clear').click();
  await editor.choose('Rectangle');
  const lying = await editor.lyingOf(picture);
  const [from, to, moved] = [lying({ x: 50, y: 50 }), lying({ x: 150, y: 150 }), lying({ x: 350, y: 250 })];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.keyboard.down('Space');
  await page.mouse.move(moved.x, moved.y, { steps: 5 });
  await page.keyboard.up('Space');
  await page.mouse.up();
  mask = await exportedMask();
  expect([mask.at(260, 160), mask.at(340, 240), mask.at(100, 100), mask.at(360, 200)]).toEqual([full, full, 0, 0]);
});

test('a pen paints thinner where it presses less', async ({ editor, exportedMask }) => {
  await editor.setBrush(80);
  await editor.pen(
    picture,
    Array.from({ length: 21 }, (_, step) => ({ x: 100 + step * 20, y: 200, force: 0.15 + step * 0.04 })),
  );
  const mask = await exportedMask();
  const thickness = (x: number): number => Array.from({ length: 400 }, (_, y) => mask.at(x, y)).filter((value) => value > 127).length;
  expect(thickness(130)).toBeGreaterThan(0);
  expect(thickness(470)).toBeGreaterThan(thickness(130) * 1.5);
});

test('a pen that leans paints wider the way it leans', async ({ editor, exportedMask }) => {
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
    return { wide, high: Array.from({ length: 400 }, (_, y) => mask.at(middle, y)).filter((value) => value > 127).length };
  };
  const [upright, leaning] = [size([0, 300]), size([300, 600])];
  expect(upright.wide / upright.high).toBeCloseTo(1, 0);
  expect(leaning.wide / leaning.high).toBeGreaterThan(1.2);
});

test('where nothing is marked nothing grows, and Escape closes only the panel that it is pressed in', async ({ editor, app }) => {
  for (const name of ['Clear', 'Grow', 'Shrink', 'Feather']) await expect(editor.button(name)).toBeDisabled();
  await editor.button('Fill').click();
  await editor.button('Grow').click();
  const apply = app.page.getByRole('button', { name: 'Grow the mask' });
  await apply.focus();
  await app.page.keyboard.press('Escape');
  await expect(apply).toHaveCount(0);
  await expect(editor.dialog).toBeVisible();
});
