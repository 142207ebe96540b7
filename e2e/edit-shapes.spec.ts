import path from 'node:path';

import sharp from 'sharp';

import { dropFiles } from './brought-files.ts';
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

test('areas replace, are added, taken away and intersected, by the buttons and by keys held at the press', async ({
  editor,
  app,
  exportedMask,
}) => {
  await editor.choose('Rectangle');
  await editor.drag(picture, { x: 100, y: 100 }, { x: 300, y: 300 });
  await editor.button('Is taken from what is marked').click();
  await editor.drag(picture, { x: 200, y: 50 }, { x: 400, y: 200 });
  let mask = await exportedMask();
  expect([mask.at(150, 150), mask.at(250, 150), mask.at(250, 250)]).toEqual([full, 0, full]);
  await editor.button('Keeps only what both have').click();
  await editor.drag(picture, { x: 50, y: 220 }, { x: 500, y: 350 });
  mask = await exportedMask();
  expect([mask.at(150, 150), mask.at(250, 250), mask.at(400, 300)]).toEqual([0, full, 0]);
  await editor.button('Replaces what is marked').click();
  await editor.drag(picture, { x: 500, y: 20 }, { x: 560, y: 80 });
  mask = await exportedMask();
  expect([mask.at(250, 250), mask.at(530, 50)]).toEqual([0, full]);

  const { keyboard } = app.page;
  await keyboard.down('Shift');
  await editor.drag(picture, { x: 100, y: 100 }, { x: 300, y: 160 });
  await keyboard.up('Shift');
  await keyboard.down('Alt');
  await editor.drag(picture, { x: 250, y: 90 }, { x: 350, y: 170 });
  await keyboard.up('Alt');
  mask = await exportedMask();
  expect([mask.at(530, 50), mask.at(150, 130), mask.at(200, 130), mask.at(275, 130)]).toEqual([full, full, full, 0]);
  // Held since the press, Shift made no square.
  expect(mask.at(150, 250)).toBe(0);
});

// The picture has four colours, one in each quarter.
test('the wand marks a colour as it is told to, and quick select what is painted over, up to its edge', async ({
  editor,
  app,
  elsewhere,
  exportedMask,
}) => {
  await editor.choose('Magic wand');
  await editor.click(picture, { x: 150, y: 100 });
  await expect(editor.sign).toHaveText('25% marked');
  let mask = await exportedMask();
  expect([mask.at(5, 5), mask.at(295, 195), mask.at(450, 300)]).toEqual([full, full, 0]);
  await editor.button('Clear').click();
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
  await editor.choose('Quick select');
  // The brush, 80 pixels wide, reaches over the edge.
  await editor.drag(picture, { x: 200, y: 100 }, { x: 275, y: 120 });
  await expect(editor.sign).not.toHaveAttribute('data-marked', 'nothing');
  mask = await exportedMask();
  expect([mask.at(240, 110), mask.at(275, 120), mask.at(298, 120)]).toEqual([full, full, full]);
  expect([mask.at(301, 120), mask.at(310, 120), mask.at(450, 300)]).toEqual([0, 0, 0]);

  await dropFiles(app.page, [await patches(elsewhere)]);
  await expect(editor.dialog.getByRole('heading', { name: /patches/ })).toBeVisible();
  await editor.ready();
  await editor.choose('Magic wand');
  await editor.button('Replaces what is marked').click();
  const marked = async (): Promise<readonly number[]> => {
    await editor.click(picture, { x: 150, y: 150 });
    const mask = await exportedMask();
    return [mask.at(150, 150), mask.at(250, 150), mask.at(450, 300), mask.at(350, 150), mask.at(20, 20)];
  };
  expect(await marked()).toEqual([full, full, 0, 0, 0]);
  await editor.set('Tolerance', 10);
  expect(await marked()).toEqual([full, 0, 0, 0, 0]);
  await editor.flip('Connected only');
  expect(await marked()).toEqual([full, 0, full, 0, 0]);
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

/** On light grey a patch of grey, one beside it that is a little lighter, and one of the first one's grey far from both. */
async function patches(folder: string): Promise<string> {
  const file = path.join(folder, 'patches.png');
  const grey = (level: number) => ({ channels: 3, background: { r: level, g: level, b: level } }) as const;
  const patch = async (level: number, left: number, top: number) => {
    const input = await sharp({ create: { width: 100, height: 100, ...grey(level) } })
      .png()
      .toBuffer();
    return { input, left, top };
  };
  await sharp({ create: { ...picture, ...grey(230) } })
    .composite([await patch(100, 100, 100), await patch(120, 200, 100), await patch(100, 400, 250)])
    .toFile(file);
  return file;
}
