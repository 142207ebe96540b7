import path from 'node:path';

import { expect, test } from './in-gallery.ts';

test('shows a picture with everything known of it', async ({ inGallery: app, made }) => {
  await app.gallery.open('a red fox in the snow');
  const { viewer } = app;
  await expect(viewer.original).toHaveJSProperty('complete', true);
  expect(await viewer.original.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([64, 96]);
  await expect(viewer.details).toContainText('a red fox in the snow');
  await expect(viewer.details).toContainText('gpt-4o-image');
  await expect(viewer.details).toContainText('PNG');
  await expect(viewer.fact('Cost')).toContainText('2.5 credits');
  await expect(viewer.fact('Cost')).toContainText('5 credits for 2');
  await expect(viewer.fact('Size asked for')).toHaveText('2:3');
  await expect(viewer.fact('Size got')).toHaveText('64×96');
  await expect(viewer.details).toContainText(path.basename(made[1]?.file ?? ''));
  await expect(viewer.details).toContainText(/task-unified-/);
});

test('leads from picture to picture, and back to the tile of the last one', async ({ inGallery: app, made }) => {
  const { viewer, page } = app;
  await app.gallery.open('sunset over the sea');
  await expect(viewer.previous).toBeDisabled();
  for (const { prompt } of made.slice(1)) {
    await page.keyboard.press('ArrowRight');
    await expect(viewer.dialog).toHaveAccessibleName(prompt);
  }
  await expect(viewer.next).toBeDisabled();
  await viewer.previous.click();
  await expect(viewer.dialog).toHaveAccessibleName(made.at(-2)?.prompt ?? '');
  await page.keyboard.press('Escape');
  await expect(viewer.dialog).toBeHidden();
  await expect(app.gallery.picture(made.at(-2)?.prompt ?? '')).toBeFocused();
});

test('reuses the settings of a picture', async ({ inGallery: app, service }) => {
  await app.gallery.open('a red fox in the snow');
  await app.viewer.action('Reuse settings').click();
  await expect(app.create.prompt).toHaveValue('a red fox in the snow');
  await expect(app.create.size.getByRole('radio', { name: '2:3', exact: true })).toBeChecked();
  await expect(app.create.count.getByRole('radio', { name: '2', exact: true })).toBeChecked();
  await app.create.generate.click();
  await expect.poll(() => service.ledger.length).toBe(1);
});

test('uses a picture as a reference for the next one', async ({ inGallery: app }) => {
  await app.gallery.open('sunset over the sea');
  await app.viewer.action('Use as reference').click();
  await expect(app.create.allReferences).toHaveCount(1);
  await app.create.make('the same by night');
  await app.goTo('Gallery');
  await app.gallery.open('the same by night');
  await expect(app.viewer.details.getByRole('button', { name: /^Open Reference/ })).toBeVisible();
});

test('copies a picture as a PNG that other programs can paste', async ({ inGallery: app }) => {
  await app.gallery.open('sunset over the sea');
  await app.viewer.action('Copy').click();
  await expect(app.page.getByText('Picture copied')).toBeVisible();
  const start = await app.electron.evaluate(async ({ clipboard }) => {
    const [item] = await clipboard.read();
    const png = await item?.getType('image/png');
    return png ? [...new Uint8Array(await png.arrayBuffer()).subarray(0, 4)] : [];
  });
  expect(start).toEqual([0x89, 0x50, 0x4e, 0x47]);
});

test('copies the prompt and the task’s id as text', async ({ inGallery: app }) => {
  await app.gallery.open('sunset over the sea');
  await app.viewer.action('Copy prompt').click();
  await expect(app.notices).toContainText('Prompt copied');
  await app.viewer.action('Copy task ID').click();
  await expect(app.notices).toContainText('Task ID copied');
  expect(app.errors).toEqual([]);
});

test('shows a picture in its folder', async ({ inGallery: app, made }) => {
  await app.electron.evaluate(({ shell }) => {
    shell.showItemInFolder = (shown) => Object.assign(globalThis, { shown });
  });
  await app.gallery.open('sunset over the sea');
  await app.viewer.action('Show in folder').click();
  await expect.poll(() => app.electron.evaluate(() => (globalThis as { shown?: string }).shown)).toBe(made[0]?.file);
});
