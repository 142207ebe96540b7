import fs from 'node:fs';

import { expect, test } from './in-gallery.ts';

test('a picture moved to the trash leaves the folder, and undo brings it back', async ({ inGallery: app, made }) => {
  const file = made[0]?.file ?? '';
  const bytes = fs.readFileSync(file);
  await app.gallery.open('sunset over the sea');
  await app.viewer.action('Move to trash').click();
  // What is trashed gives way to the next picture.
  await expect(app.viewer.dialog).toHaveAccessibleName('a red fox in the snow');
  await app.viewer.action('Close').click();
  await expect(app.gallery.pictures).toHaveCount(made.length - 1);
  expect(fs.existsSync(file)).toBe(false);

  await app.gallery.undo.click();
  await expect(app.gallery.picture('sunset over the sea')).toBeVisible();
  expect(fs.readFileSync(file)).toEqual(bytes);
  expect(app.errors).toEqual([]);
});

test('several are trashed and brought back together', async ({ inGallery: app, made }) => {
  await app.gallery.current.focus();
  await app.page.keyboard.press('Control+a');
  await app.page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Move to trash' }).click();
  await expect(app.page.getByRole('heading', { name: 'Your pictures will be kept here' })).toBeVisible();
  expect(made.filter(({ file }) => fs.existsSync(file))).toEqual([]);
  await app.page.keyboard.press('Control+z');
  await expect(app.gallery.pictures).toHaveCount(made.length);
  expect(await app.gallery.prompts()).toEqual(made.map(({ prompt }) => prompt));
});

test('the trash is still the trash after a restart', async ({ inGallery: app, made, launch }) => {
  await app.gallery.picture('sunset over the sea').focus();
  await app.page.keyboard.press('Delete');
  await expect(app.gallery.pictures).toHaveCount(made.length - 1);
  await app.close();
  const again = await launch();
  await again.goTo('Gallery');
  await expect(again.gallery.pictures).toHaveCount(made.length - 1);
});
