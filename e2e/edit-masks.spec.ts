import path from 'node:path';

import sharp from 'sharp';

import { expect, openFromGallery, picture, test } from './in-editor.ts';

const full = 255;

test('a mask comes from a picture of the same size at once, and of another size after a question', async ({
  editor,
  app,
  elsewhere,
  exportedMask,
}) => {
  const half = async (width: number, height: number): Promise<string> => {
    const file = path.join(elsewhere, `half-${width}.png`);
    const black = { create: { width, height, channels: 3, background: 'black' } } as const;
    const white = await sharp({ create: { ...black.create, width: width / 2, background: 'white' } })
      .png()
      .toBuffer();
    await sharp(black)
      .composite([{ input: white, left: 0, top: 0 }])
      .png()
      .toFile(file);
    return file;
  };
  await app.chooseFiles(await half(600, 400));
  await editor.more('Import mask…');
  await expect(editor.sign).toHaveText('50% marked');
  let mask = await exportedMask();
  expect([mask.at(100, 200), mask.at(500, 200)]).toEqual([full, 0]);
  await editor.button('Invert').click();
  await app.chooseFiles(await half(150, 100));
  await editor.more('Import mask…');
  await app.page.getByRole('dialog', { name: 'Scale the mask?' }).getByRole('button', { name: 'Scale it' }).click();
  await expect(app.notices).toContainText('The mask was 150×100 and was scaled to 600×400.');
  mask = await exportedMask();
  expect([mask.at(100, 200), mask.at(500, 200)]).toEqual([full, 0]);
});

test('the mask that was last sent, and those of earlier edits, can be used again', async ({ editor, app, service, exportedMask }) => {
  await editor.choose('Rectangle');
  await editor.drag(picture, { x: 100, y: 100 }, { x: 300, y: 300 });
  await editor.prompt.fill('a small boat');
  await editor.send.click();
  await expect.poll(() => service.ledger.length).toBe(1);
  await editor.button('Done').click();
  await expect(app.gallery.pictures).toHaveCount(2);
  await openFromGallery(app, 'sunset over the sea');
  await editor.ready();
  await editor.button('Clear').click();
  await editor.stage.focus();
  await app.page.keyboard.press('Control+Shift+d');
  await expect(editor.sign).toHaveAttribute('data-marked', 'part');
  expect((await exportedMask()).at(200, 200)).toBe(full);
  await editor.button('Clear').click();
  await editor.more('Masks of earlier edits');
  await app.page.getByRole('button', { name: /^Mask of “a small boat”/ }).click();
  await expect(editor.sign).toHaveAttribute('data-marked', 'part');
});

test('the mask is shown as a tint, an outline and in black and white, and not at all while a key is held', async ({ editor, app }) => {
  await editor.choose('Rectangle');
  await editor.drag(picture, { x: 200, y: 100 }, { x: 400, y: 300 });
  const lying = await editor.lyingOf(picture);
  const middle = lying({ x: 300, y: 200 });
  await app.page.mouse.move(1, 1);
  const colour = async (): Promise<string> => {
    const shot = await app.page.screenshot({ clip: { ...middle, width: 1, height: 1 } });
    return [...(await sharp(shot).removeAlpha().raw().toBuffer())].join();
  };
  await app.page.keyboard.down('\\');
  const original = await colour();
  await app.page.keyboard.up('\\');
  await expect.poll(colour).not.toBe(original);
  await editor.button('As an outline').click();
  await expect.poll(colour).toBe(original);
  await editor.button('Black and white').click();
  await expect.poll(colour).toBe('255,255,255');
});
