import path from 'node:path';

import sharp from 'sharp';

import { expect, openFromGallery, picture, test } from './in-editor.ts';

const full = 255;
test.use({
  library: {
    jobs: [
      { prompt: 'sunset over the sea', size: '3:2' },
      { prompt: 'a tall tower', size: '2:3' },
    ],
    painting: { pictures: 'plain', longEdgePx: 600 },
  },
});

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
  const isTheMask = async (): Promise<void> => {
    await expect(editor.sign).toHaveAttribute('data-marked', 'part');
    const mask = await exportedMask();
    expect([mask.at(105, 105), mask.at(200, 200), mask.at(295, 295), mask.at(50, 200), mask.at(350, 200)]).toEqual([
      full,
      full,
      full,
      0,
      0,
    ]);
  };
  await editor.choose('Rectangle');
  await editor.drag(picture, { x: 100, y: 100 }, { x: 300, y: 300 });
  await editor.prompt.fill('a small boat');
  await editor.send.click();
  await expect.poll(() => service.ledger.length).toBe(1);
  await editor.button('Done').click();
  await expect(app.gallery.pictures).toHaveCount(3);
  await openFromGallery(app, 'sunset over the sea');
  await editor.ready();
  const clear = async (): Promise<void> => {
    await editor.button('Clear').click();
    await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
  };
  await clear();
  await editor.stage.focus();
  await app.page.keyboard.press('Control+Shift+d');
  await isTheMask();
  await clear();
  await editor.more('Masks of earlier edits');
  await app.page.getByRole('button', { name: /^Mask of “a small boat”/ }).click();
  await isTheMask();
  await editor.button('Done').click();

  await openFromGallery(app, 'a tall tower');
  await editor.ready();
  await app.page.keyboard.press('Control+Shift+d');
  await expect(app.notices).toContainText('400×600');
  const scaled = await exportedMask();
  expect([scaled.width, scaled.height]).toEqual([400, 600]);
  expect([scaled.at(72, 156), scaled.at(133, 300), scaled.at(194, 444), scaled.at(40, 300), scaled.at(240, 300)]).toEqual([
    ...[full, full, full, 0, 0],
  ]);
});

test('the mask is shown as a tint, an outline and in black and white, and not at all while a key is held', async ({ editor, app }) => {
  await editor.choose('Rectangle');
  await editor.drag(picture, { x: 200, y: 100 }, { x: 400, y: 300 });
  const lying = await editor.lyingOf(picture);
  const [middle, corner] = [lying({ x: 300, y: 200 }), lying({ x: 200, y: 180 })];
  await app.page.mouse.move(1, 1);
  const seen = async (clip: { x: number; y: number; width: number; height: number }): Promise<string> =>
    [
      ...(await sharp(await app.page.screenshot({ clip }))
        .removeAlpha()
        .raw()
        .toBuffer()),
    ].join();
  const colour = (): Promise<string> => seen({ ...middle, width: 1, height: 1 });
  /** A piece of the mask's left edge, with what lies beside it. */
  const edge = (): Promise<string> => seen({ x: Math.round(corner.x) - 4, y: Math.round(corner.y), width: 8, height: 16 });
  const white = '255,255,255';
  await editor.button('Black and white').click();
  await expect.poll(colour).toBe(white);
  await app.page.keyboard.down('\\');
  await expect.poll(colour).not.toBe(white);
  const [original, originalEdge] = [await colour(), await edge()];
  await app.page.keyboard.up('\\');
  await expect.poll(colour).toBe(white);
  await editor.button('As a tint').click();
  await expect.poll(async () => [original, white].includes(await colour())).toBe(false);

  await editor.button('As an outline').click();
  await expect.poll(colour).toBe(original);
  await expect.poll(edge).not.toBe(originalEdge);
  // It marches: the same place looks another way a moment later.
  const before = await edge();
  await expect.poll(edge).not.toBe(before);
  expect(await colour()).toBe(original);
});
