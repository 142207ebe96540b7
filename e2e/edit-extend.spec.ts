import path from 'node:path';

import sharp from 'sharp';

import { paidRequests } from './asked.ts';
import { compositesIn, differingInOriginal, photoFile } from './edited-pictures.ts';
import { expect, picture, test } from './in-editor.ts';
import { ask, keep, openForEditing } from './masked-edit.ts';
import { ExtendingPage } from './pages/extending.ts';

test('a picture is extended by its edges and corners: pulled, alike on both sides, in its shape, and taken back', async ({
  editor,
  app,
}) => {
  const { mouse, keyboard } = app.page;
  const extending = new ExtendingPage(app.page);
  await extending.open();
  await expect(editor.tools.getByRole('button', { pressed: true })).toHaveCount(0);
  let scale = await extending.scaleOf(picture.width);
  const right = Math.round(50 / scale);
  await extending.pull('Right edge', 50, 30);
  await expect(extending.handle('Right edge')).toHaveAttribute('aria-valuenow', String(right));
  await mouse.up();
  expect(await extending.margins()).toEqual([0, 0, right, 0]);
  await expect(extending.said).toHaveText(`Becomes ${picture.width + right}×${picture.height}`);

  // Beyond the stage: there is room again, and the hand goes on from there.
  await extending.pull('Right edge', 350, 0);
  const stage = await editor.stage.boundingBox();
  const end = (stage?.x ?? 0) + (stage?.width ?? 0);
  await expect.poll(async () => (await extending.middleOf('Right edge')).x).toBeLessThan(end);
  expect((await extending.margins())[2]).toBeGreaterThan(350 / scale);
  await keyboard.press('Escape');
  await mouse.move(10, 10, { steps: 3 });
  await mouse.up();
  expect(await extending.margins()).toEqual([0, 0, right, 0]);
  await expect(extending.form).toBeVisible();

  // Never inside the picture.
  scale = await extending.scaleOf(picture.width + right);
  await extending.pull('Right edge', -200, 0);
  await mouse.up();
  expect(await extending.margins()).toEqual([0, 0, 0, 0]);

  await keyboard.down('Alt');
  await extending.pull('Left edge', -40, 0);
  await mouse.up();
  await keyboard.up('Alt');
  const alike = Math.round(40 / scale);
  expect(await extending.margins()).toEqual([alike, 0, alike, 0]);

  await extending.margin('Right').fill('0');
  scale = await extending.scaleOf(picture.width + alike);
  await extending.touch('Bottom edge', 0, 30);
  expect(await extending.margins()).toEqual([alike, 0, 0, Math.round(30 / scale)]);

  await extending.preset('1:1').click();
  await expect(extending.said).toHaveText('Becomes 600×600');
  scale = await extending.scaleOf(600);
  await keyboard.down('Shift');
  await extending.pull('Bottom right corner', 30, 0);
  await mouse.up();
  await keyboard.up('Shift');
  const more = Math.round(30 / scale);
  expect(await extending.margins()).toEqual([0, 100, more, 100 + more]);

  // Beside the handles a hand moves the view and paints nothing; over them the wheel zooms as everywhere.
  const { x, y } = await extending.middleOf('Top edge');
  await mouse.move(x, y);
  const before = await editor.zoom.textContent();
  await mouse.wheel(0, -120);
  await expect(editor.zoom).not.toHaveText(before ?? '');
  await mouse.move(x, y + 120);
  await mouse.down();
  await mouse.move(x + 20, y + 140, { steps: 3 });
  await mouse.up();
  await extending.preset('As it is').click();
  await extending.form.getByRole('button', { name: 'Cancel' }).click();
  await expect(extending.form).toHaveCount(0);
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
  await expect(editor.button('Undo')).toBeDisabled();
});

test('with the keyboard and in figures; what leaves the stage is seen again, and one step takes it back', async ({
  editor,
  app,
  elsewhere,
}) => {
  const { keyboard } = app.page;
  const extending = new ExtendingPage(app.page);
  await extending.open();
  await extending.handle('Top edge').focus();
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'Shift+ArrowUp', 'PageUp', 'Alt+ArrowUp']) await keyboard.press(key);
  expect(await extending.margins()).toEqual([0, 112, 0, 1]);
  await extending.handle('Bottom left corner').focus();
  for (const key of ['ArrowLeft', 'Shift+ArrowDown']) await keyboard.press(key);
  expect(await extending.margins()).toEqual([1, 112, 0, 11]);

  await extending.margin('Left').fill('1000');
  const stage = await editor.stage.boundingBox();
  await expect.poll(async () => (await extending.middleOf('Left edge')).x).toBeGreaterThan(stage?.x ?? Infinity);
  await extending.margin('Top').fill('');
  await expect(extending.said).toHaveText('Whole numbers, 0 or more.');
  await expect(extending.extend).toBeDisabled();
  await extending.margin('Top').fill('100');
  await keyboard.press('Enter');
  await expect(extending.form).toHaveCount(0);
  await expect(editor.dialog).toContainText('1600×511');
  await expect(editor.sign).toHaveAttribute('data-marked', 'part');
  await editor.button('Undo').click();
  await expect(editor.dialog).toContainText('600×400');

  await extending.open();
  await extending.handle('Right edge').press('PageUp');
  await keyboard.press('Escape');
  await expect(extending.form).toHaveCount(0);
  await expect(editor.button('Extend…')).toBeFocused();
  await expect(editor.dialog).toContainText('600×400');

  // Of this one 2:3 would have 8,200 × 12,300 pixels, which can't be sent.
  const strip = path.join(elsewhere, 'strip.png');
  await sharp({ create: { width: 8200, height: 100, channels: 3, background: 'teal' } }).toFile(strip);
  await app.chooseFiles(strip);
  await editor.button('Open picture…').click();
  await expect(editor.dialog).toContainText('8200×100');
  await editor.ready();
  await extending.open();
  await expect(extending.preset('1:1')).toBeEnabled();
  await expect(extending.preset('2:3')).toBeDisabled();
  await expect(extending.preset('2:3')).toHaveAccessibleDescription(/100 megapixels/);
  await extending.margin('Bottom').fill('12200');
  await expect(extending.said).toContainText('100 megapixels');
  await extending.handle('Bottom edge').press('End');
  await expect(extending.said).toHaveText('Becomes 8200×12195');
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
    const extending = new ExtendingPage(app.page);
    await extending.open();
    await extending.pull('Top left corner', -40, -20);
    await app.page.mouse.up();
    const [left = 0, top = 0] = await extending.margins();
    expect(Math.min(left, top)).toBeGreaterThan(20);
    // Nothing is paid for in a size that the panel hasn't told yet.
    await ask(app, { prompt: 'more of the street' });
    await expect(app.notices).toContainText('The picture was extended first.');
    await expect(extending.form).toHaveCount(0);
    expect(paidRequests(service)).toEqual([]);
    await app.editor.send.click();
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
