import fs from 'node:fs';
import path from 'node:path';

import { expect, test } from './in-gallery.ts';
import { libraryIn } from './library-maker.ts';

test('a check of every picture finds the damaged one, names it, and the gallery shows it as that', async ({ inGallery: app, made }) => {
  const { library, notices, gallery, page } = app;
  const file = made[0]?.file ?? '';
  const bytes = fs.readFileSync(file);
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
  fs.writeFileSync(file, bytes);
  await app.goTo('Settings');
  await library.verify.click();
  await expect(notices).toContainText('6 pictures checked. 1 problem found.');
  await notices.getByRole('button', { name: 'Details' }).click();
  await expect(library.report('What the check found')).toContainText(path.basename(file));
  await page.keyboard.press('Escape');
  await expect(page.getByText('1 picture is damaged.')).toBeVisible();
  await page.getByRole('button', { name: 'Show in the gallery' }).click();
  await expect(gallery.pictures).toHaveCount(1);
  await expect(gallery.picture('sunset over the sea')).toHaveAccessibleDescription(/damaged/i);
  expect(app.errors).toEqual([]);
});

test('the index is made anew while the gallery is used', async ({ inGallery: app, made }) => {
  await app.goTo('Settings');
  await app.library.rebuild.click();
  await app.goTo('Gallery');
  await app.gallery.search.fill('fox');
  await expect(app.notices).toContainText(`The index is new: ${made.length} pictures. All is well.`);
  await expect(app.gallery.pictures).toHaveCount(2);
  await app.gallery.search.fill('');
  await expect(app.gallery.count).toHaveText(`${made.length} pictures`);
  await app.gallery.open('sunset over the sea');
  await expect(app.viewer.original).toBeVisible();
});

test('copies of pictures are found, and put into the system’s trash when the person says so', async ({ inGallery: app, made, home }) => {
  const { library, notices, page } = app;
  const original = made[0]?.file ?? '';
  const copies = ['copy one.png', 'copy two.png'].map((name) => path.join(libraryIn(home), name));
  for (const copy of copies) fs.copyFileSync(original, copy);
  await app.goTo('Settings');
  await library.findDuplicates.click();
  await expect(library.duplicates.getByRole('listitem')).toHaveCount(1);
  await library.duplicates.getByRole('checkbox', { name: 'copy two.png' }).uncheck();
  await expect(library.duplicates.getByText('1 copy chosen')).toBeVisible();
  await library.duplicates.getByRole('button', { name: 'Move copies to the system’s trash' }).click();
  await expect(notices).toContainText('1 copy is in the system’s trash.');
  expect([original, ...copies].map((file) => fs.existsSync(file))).toEqual([true, false, true]);
  fs.rmSync(copies[1] ?? '');
  await library.findDuplicates.click();
  await expect(notices).toContainText('No picture lies here twice.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the library moves with everything in it, and is there after a restart', async ({ inGallery: app, made, home, elsewhere, launch }) => {
  const to = path.join(elsewhere, 'moved here');
  await app.goTo('Settings');
  await app.library.move.click();
  await app.chooseFiles(to);
  await app.page.getByRole('dialog', { name: 'Move the library?' }).getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(app.notices).toContainText(`The library is in ${to} now.`);
  await expect(app.settings.libraryFolder).toHaveValue(to);
  expect(fs.existsSync(path.join(to, path.relative(libraryIn(home), made[0]?.file ?? '')))).toBe(true);
  await app.goTo('Gallery');
  await expect(app.gallery.count).toHaveText(`${made.length} pictures`);
  await app.gallery.open('sunset over the sea');
  await expect(app.viewer.original).toHaveJSProperty('complete', true);
  await app.close();

  const again = await launch();
  await again.goTo('Gallery');
  await expect(again.gallery.count).toHaveText(`${made.length} pictures`);
});

test('another library is opened, made if need be, the first one again from the list, and one is forgotten', async ({
  inGallery: app,
  made,
  home,
  elsewhere,
}) => {
  const { library, settings } = app;
  await app.goTo('Settings');
  await expect(app.page.getByText(`${made.length} pictures, `)).toBeVisible();
  await expect(library.known).toHaveCount(0);
  await app.chooseFiles(elsewhere);
  await library.openOther.click();
  await expect(settings.libraryFolder).toHaveValue(elsewhere);
  await expect(app.page.getByText('0 pictures, ')).toBeVisible();
  await expect(library.knownLibrary(elsewhere)).toContainText('Open now');
  await app.goTo('Gallery');
  await expect(app.gallery.pictures).toHaveCount(0);

  await app.goTo('Settings');
  await library.knownLibrary(libraryIn(home)).getByRole('button', { name: 'Open Afterglow' }).click();
  await expect(settings.libraryFolder).toHaveValue(libraryIn(home));
  await app.goTo('Gallery');
  await expect(app.gallery.count).toHaveText(`${made.length} pictures`);

  await app.goTo('Settings');
  fs.rmSync(elsewhere, { recursive: true });
  await app.goTo('Gallery');
  await app.goTo('Settings');
  const gone = library.knownLibrary(elsewhere);
  await expect(gone).toContainText('Not there now');
  await expect(gone.getByRole('button', { name: /^Open / })).toBeDisabled();
  await gone.getByRole('button', { name: /^Forget / }).click();
  await expect(library.known).toHaveCount(0);
  expect(app.errors).toEqual([]);
});

test('the library’s folder is shown in the file manager', async ({ app, home }) => {
  await app.electron.evaluate(({ shell }) => {
    shell.openPath = (opened) => Promise.resolve((Object.assign(globalThis, { opened }), ''));
  });
  await app.goTo('Settings');
  await app.library.showFolder.click();
  await expect.poll(() => app.electron.evaluate(() => (globalThis as { opened?: string }).opened)).toBe(libraryIn(home));
});
