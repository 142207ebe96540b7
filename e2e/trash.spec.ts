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
  await expect.poll(() => app.gallery.prompts()).toEqual(made.map(({ prompt }) => prompt));
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

test('the trash shows what is in it and since when, and gives it back', async ({ inGallery: app, made }) => {
  const { gallery, page } = app;
  await gallery.picture('sunset over the sea').focus();
  await page.keyboard.press('Delete');
  await gallery.picture('雪山下的湖面倒影').focus();
  await page.keyboard.press('Delete');
  await expect(gallery.pictures).toHaveCount(made.length - 2);
  await gallery.rail.go('Trash');
  await expect(gallery.count).toHaveText('2 pictures');
  await expect(page.getByText('deleted for ever 30 days after')).toBeVisible();
  await expect(page.getByText('30 days left.')).toBeVisible();
  await gallery.picture('sunset over the sea').click();
  await expect(gallery.selection.count).toHaveText('1 selected');
  await expect(gallery.selection.action('Favourite')).toHaveCount(0);
  await gallery.selection.action('Restore').click();
  await expect(gallery.pictures).toHaveCount(1);
  await gallery.rail.go('All pictures');
  await expect(gallery.pictures).toHaveCount(made.length - 1);
  expect(app.errors).toEqual([]);
});

test('deleting for ever and emptying the trash say how many, and ask first', async ({ inGallery: app, made }) => {
  const { gallery, page } = app;
  await gallery.current.focus();
  await page.keyboard.press('Control+a');
  await gallery.selection.action('Move to trash').click();
  await gallery.rail.go('Trash');
  await expect(gallery.count).toHaveText(`${made.length} pictures`);
  await gallery.picture('sunset over the sea').focus();
  await page.keyboard.press('Delete');
  const one = page.getByRole('dialog', { name: 'Delete this picture for ever?' });
  await one.getByRole('button', { name: 'Cancel' }).click();
  await expect(gallery.pictures).toHaveCount(made.length);
  await gallery.picture('sunset over the sea').focus();
  await page.keyboard.press('Delete');
  await one.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(gallery.pictures).toHaveCount(made.length - 1);
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await page
    .getByRole('dialog', { name: `Delete ${made.length - 1} pictures for ever?` })
    .getByRole('button', { name: 'Delete for ever' })
    .click();
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  expect(made.filter(({ file }) => fs.existsSync(file))).toEqual([]);
  expect(app.errors).toEqual([]);
});
