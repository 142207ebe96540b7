import fs from 'node:fs';
import path from 'node:path';

import { expect, test } from './in-gallery.ts';

test('the pictures of one job are a strip below, to be walked by keys', async ({ inGallery: app, made }) => {
  const { viewer, page } = app;
  await app.gallery.open('a red fox in the snow');
  await expect(viewer.filmstrip).toHaveCount(2);
  await expect(viewer.original).toHaveAttribute('src', `picture/${made[1]?.id}`);
  const [first, second] = [viewer.filmstrip.first(), viewer.filmstrip.last()];
  const goesOn = (await first.getAttribute('aria-current')) === 'true';
  await page.keyboard.press(goesOn ? 'Shift+ArrowRight' : 'Shift+ArrowLeft');
  await expect(viewer.original).toHaveAttribute('src', `picture/${made[2]?.id}`);
  await expect(goesOn ? second : first).toHaveAttribute('aria-current', 'true');
  await (goesOn ? first : second).click();
  await expect(viewer.original).toHaveAttribute('src', `picture/${made[1]?.id}`);
  await page.keyboard.press('ArrowLeft');
  await expect(viewer.dialog).toHaveAccessibleName('sunset over the sea');
  await expect(viewer.filmstrip).toHaveCount(0);
});

test('keys rate, pick, reject and favour the picture that is shown, and each can be taken back', async ({ inGallery: app }) => {
  const { viewer, page } = app;
  const pressed = (name: 'Pick' | 'Reject' | 'Favourite', is: boolean) =>
    expect(viewer.action(name)).toHaveAttribute('aria-pressed', String(is));
  await app.gallery.open('sunset over the sea');
  await page.keyboard.press('4');
  await expect(viewer.stars(4)).toHaveAttribute('aria-pressed', 'true');
  await viewer.stars(2).click();
  await expect(viewer.stars(2)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('0');
  await expect(viewer.stars(2)).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(viewer.stars(2)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('P');
  await pressed('Pick', true);
  await page.keyboard.press('X');
  await pressed('Reject', true);
  await pressed('Pick', false);
  await page.keyboard.press('X');
  await pressed('Reject', false);
  await page.keyboard.press('F');
  await pressed('Favourite', true);
  await viewer.action('Favourite').click();
  await pressed('Favourite', false);
  expect(app.errors).toEqual([]);
});

test('a picture that is trashed gives way to the next, and comes back by undo', async ({ inGallery: app, made }) => {
  const { viewer, page } = app;
  await app.gallery.open('sunset over the sea');
  await page.keyboard.press('Delete');
  await expect(viewer.dialog).toHaveAccessibleName('a red fox in the snow');
  await expect(viewer.dialog).toContainText(`1 of ${made.length - 1}`);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(viewer.dialog).toContainText(`2 of ${made.length}`);
  await page.keyboard.press('ArrowLeft');
  await expect(viewer.dialog).toHaveAccessibleName('sunset over the sea');
});

test('a file that is gone is said to be, and comes back by itself once it is there under another name', async ({
  inGallery,
  made,
  elsewhere,
}) => {
  const { viewer } = inGallery;
  const file = made[0]?.file ?? '';
  const kept = path.join(elsewhere, 'kept.png');
  fs.renameSync(file, kept);
  await inGallery.gallery.open('sunset over the sea');
  await expect(viewer.dialog.getByRole('heading', { name: 'The file isn’t there' })).toBeVisible();
  await expect(viewer.action('Copy')).toBeDisabled();
  await viewer.action('Look for it again').click();
  await expect(viewer.dialog).toContainText('It still can’t be found');
  fs.renameSync(kept, path.join(path.dirname(file), 'under another name.png'));
  await expect(viewer.original).toHaveJSProperty('complete', true);
  await expect(viewer.fact('File')).toContainText('under another name.png');
});

test.describe('a file that was cut off before the app was started', () => {
  test.use({
    made: async ({ made, elsewhere }, use) => {
      const file = made[0]?.file ?? '';
      fs.copyFileSync(file, path.join(elsewhere, 'whole.png'));
      fs.linkSync(file, path.join(elsewhere, 'second name.png'));
      fs.truncateSync(file, 100);
      await use(made);
    },
  });

  test('and is whole again without the system telling so, is found by looking for it', async ({ inGallery: app, elsewhere }) => {
    const { viewer } = app;
    // Every file has been compared by then: from now on only what is told or looked for is found.
    await expect(app.gallery.picture('sunset over the sea')).toHaveAccessibleDescription(/damaged/i);
    await app.gallery.open('sunset over the sea');
    await expect(viewer.dialog.getByRole('heading', { name: 'The file was changed' })).toBeVisible();
    await viewer.action('Look for it again').click();
    await expect(viewer.dialog).toContainText('The file is still another one than was delivered');
    // What is written by its second name isn't told to those who watch the folder of the first.
    fs.writeFileSync(path.join(elsewhere, 'second name.png'), fs.readFileSync(path.join(elsewhere, 'whole.png')));
    await viewer.action('Look for it again').click();
    await expect(viewer.original).toHaveJSProperty('complete', true);
    await expect(viewer.action('Copy')).toBeEnabled();
  });
});
