import path from 'node:path';

import sharp from 'sharp';

import { paidRequests } from './asked.ts';
import { compositesIn, differingInOriginal, photoFile } from './edited-pictures.ts';
import { expect, picture, test } from './in-editor.ts';
import { ask, keep, openForEditing } from './masked-edit.ts';
import type { EditorPage } from './pages/editor.ts';

const sides = ['Left', 'Top', 'Right', 'Bottom'] as const;

async function marginsIn(editor: EditorPage): Promise<readonly number[]> {
  return Promise.all(sides.map(async (side) => Number(await editor.margin(side).inputValue())));
}

/** The window's pixels to one of the picture's, by two handles of a frame that is `width` wide. */
async function scaleOf(editor: EditorPage, width: number): Promise<number> {
  return ((await editor.middleOf('Right edge')).x - (await editor.middleOf('Left edge')).x) / width;
}

test('a picture is extended by its edges and corners: pulled, alike on both sides, in its shape, and taken back', async ({
  editor,
  app,
}) => {
  const { mouse, keyboard } = app.page;
  await editor.button('Extend…').click();
  let scale = await scaleOf(editor, picture.width);
  await editor.pull('Right edge', 50, 30);
  await expect(editor.handle('Right edge')).toHaveAttribute('aria-valuenow', String(Math.round(50 / scale)));
  await mouse.up();
  const right = Math.round(50 / scale);
  expect(await marginsIn(editor)).toEqual([0, 0, right, 0]);
  await expect(editor.extending).toContainText(`Becomes ${picture.width + right}×${picture.height}`);

  // Beyond the stage: there is room again, and the hand goes on from there.
  await editor.pull('Right edge', 350, 0);
  const stage = await editor.stage.boundingBox();
  const end = (stage?.x ?? 0) + (stage?.width ?? 0);
  await expect.poll(async () => (await editor.middleOf('Right edge')).x).toBeLessThan(end);
  expect((await marginsIn(editor))[2]).toBeGreaterThan(350 / scale);
  expect(await marginsIn(editor)).not.toEqual([0, 0, right, 0]);
  await keyboard.press('Escape');
  await mouse.move(10, 10, { steps: 3 });
  await mouse.up();
  expect(await marginsIn(editor)).toEqual([0, 0, right, 0]);
  await expect(editor.extending).toBeVisible();

  // Never inside the picture.
  scale = await scaleOf(editor, picture.width + right);
  await editor.pull('Right edge', -200, 0);
  await mouse.up();
  expect(await marginsIn(editor)).toEqual([0, 0, 0, 0]);

  await keyboard.down('Alt');
  await editor.pull('Left edge', -40, 0);
  await mouse.up();
  await keyboard.up('Alt');
  const alike = Math.round(40 / scale);
  expect(await marginsIn(editor)).toEqual([alike, 0, alike, 0]);

  // With a finger.
  await editor.margin('Right').fill('0');
  scale = await scaleOf(editor, picture.width + alike);
  await editor.touch('Bottom edge', 0, 30);
  expect(await marginsIn(editor)).toEqual([alike, 0, 0, Math.round(30 / scale)]);

  await editor.extending.getByRole('button', { name: '1:1', exact: true }).click();
  await expect(editor.extending).toContainText('Becomes 600×600');
  await keyboard.down('Shift');
  await editor.pull('Bottom right corner', 30, 0);
  scale = await scaleOf(editor, Number(await editor.margin('Right').inputValue()) + picture.width);
  await mouse.up();
  await keyboard.up('Shift');
  const [, top = 0, more = 0, bottom = 0] = await marginsIn(editor);
  expect(Math.abs(more * scale - 30)).toBeLessThanOrEqual(1);
  expect(picture.width + more).toBe(picture.height + top + bottom);
});

test('with the keyboard and in figures; what leaves the stage is seen again, and one step takes it back', async ({
  editor,
  app,
  elsewhere,
}) => {
  const { keyboard } = app.page;
  await editor.button('Extend…').click();
  await editor.handle('Top edge').focus();
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'Shift+ArrowUp', 'PageUp', 'Alt+ArrowUp']) await keyboard.press(key);
  expect(await marginsIn(editor)).toEqual([0, 112, 0, 1]);
  await editor.handle('Bottom left corner').focus();
  for (const key of ['ArrowLeft', 'Shift+ArrowDown']) await keyboard.press(key);
  expect(await marginsIn(editor)).toEqual([1, 112, 0, 11]);

  await editor.margin('Left').fill('1000');
  const stage = await editor.stage.boundingBox();
  await expect.poll(async () => (await editor.middleOf('Left edge')).x).toBeGreaterThan(stage?.x ?? Infinity);
  await editor.margin('Top').fill('');
  await expect(editor.extending.getByRole('status')).toHaveText('Whole numbers, 0 or more.');
  await expect(editor.extending.getByRole('button', { name: 'Extend', exact: true })).toBeDisabled();
  await editor.margin('Top').fill('100');
  await keyboard.press('Enter');
  await expect(editor.extending).toHaveCount(0);
  await expect(editor.dialog).toContainText('1600×511');
  await expect(editor.sign).toHaveAttribute('data-marked', 'part');
  await editor.button('Undo').click();
  await expect(editor.dialog).toContainText('600×400');

  await editor.button('Extend…').click();
  await editor.handle('Right edge').press('PageUp');
  await keyboard.press('Escape');
  await expect(editor.extending).toHaveCount(0);
  await expect(editor.button('Extend…')).toBeFocused();
  await expect(editor.dialog).toContainText('600×400');

  // Of this one 2:3 would have 8,200 × 12,300 pixels, which can't be sent.
  const strip = path.join(elsewhere, 'strip.png');
  await sharp({ create: { width: 8200, height: 100, channels: 3, background: 'teal' } }).toFile(strip);
  await app.chooseFiles(strip);
  await editor.button('Open picture…').click();
  await expect(editor.dialog).toContainText('8200×100');
  await editor.ready();
  await editor.button('Extend…').click();
  const preset = (name: string) => editor.extending.getByRole('button', { name, exact: true });
  await expect(preset('1:1')).toBeEnabled();
  await expect(preset('2:3')).toBeDisabled();
  await expect(preset('2:3')).toHaveAccessibleDescription(/100 megapixels/);
  await editor.margin('Bottom').fill('12200');
  await expect(editor.extending.getByRole('status')).toContainText('100 megapixels');
  await editor.handle('Bottom edge').press('End');
  await expect(editor.extending).toContainText('Becomes 8200×12195');
});

test.describe('against a service that redraws everything', () => {
  const drift = { shiftPx: { x: 3, y: -2 }, gain: [1.05, 1.04, 0.96], offset: 4, noise: 3, rerender: 0.6 } as const;
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 300, drift } });

  test('a picture that was extended by hand is larger in the file, and the original is there bit for bit', async ({
    app,
    home,
    elsewhere,
    service,
  }) => {
    const photo = { width: 900, height: 600 };
    const file = await photoFile(elsewhere, 'shop.png', photo);
    await openForEditing(app, file);
    const { editor, page } = app;
    await editor.button('Extend…').click();
    await editor.pull('Top left corner', -40, -20);
    await page.mouse.up();
    const [left = 0, top = 0] = await marginsIn(editor);
    expect(Math.min(left, top)).toBeGreaterThan(20);
    // Nothing is paid for in a size that the panel hasn't told yet.
    await ask(app, { prompt: 'more of the street' });
    await expect(app.notices).toContainText('The picture was extended first.');
    await expect(editor.extending).toHaveCount(0);
    expect(paidRequests(service)).toEqual([]);
    await editor.send.click();
    await expect(app.review.panel).toBeVisible();
    await app.review.isReady();
    await keep(app);
    const [composite] = compositesIn(home);
    const whole = { width: photo.width + left, height: photo.height + top };
    expect(composite?.edit?.canvas).toEqual({ left: -left, top: -top, ...whole });
    expect(await sharp(composite?.file).metadata()).toMatchObject(whole);
    expect(composite && (await differingInOriginal(file, composite))).toBe(0);
  });
});
