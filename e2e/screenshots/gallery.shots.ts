import fs from 'node:fs';
import path from 'node:path';

import { expect, test } from '../in-gallery.ts';
import { pictureFile, textFile } from '../picture-files.ts';
import { Camera } from './camera.ts';
import { showcase } from './showcase.ts';

test.use({ library: { jobs: showcase, painting: { pictures: 'scenes', longEdgePx: 640 } } });

test('organising', async ({ inGallery: app }) => {
  const camera = new Camera(app);
  const { gallery, page } = app;
  for (const name of ['Postcards', 'Shop window', '海报']) await gallery.rail.makeCollection(name);
  await gallery.pictures.first().click({ modifiers: ['ControlOrMeta'] });
  await gallery.pictures.nth(3).click({ modifiers: ['Shift'] });
  await gallery.selection.star(4).click();
  await gallery.selection.tag('evening');
  await gallery.selection.tag('海边');
  await gallery.selection.action('Tags').click();
  await camera.shoot('gallery-tagging');
  await page.keyboard.press('Escape');
  await gallery.selection.action('Clear selection').click();

  await gallery.filters.open();
  await camera.shoot('gallery-filters');
  await gallery.filters.choice('Square').click();
  await page.keyboard.press('Escape');
  await camera.shoot('gallery-chips');
  await gallery.filters.clearAll.click();

  for (const place of [1, 2]) await gallery.pictures.nth(place).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Delete');
  await gallery.rail.go('Trash');
  await expect(gallery.pictures).toHaveCount(2);
  await camera.shoot('gallery-trash');
  await gallery.rail.go('All pictures');

  await gallery.current.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await gallery.selection.action('Curate').click();
  await page.keyboard.press('p');
  await page.keyboard.press('x');
  await camera.shoot('curate', { large: true });
});

test('the library', async ({ inGallery: app, made, elsewhere }) => {
  const camera = new Camera(app);
  const { library, gallery, notices, page } = app;
  await gallery.current.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+e');
  await library.chooseInExport('Format', 'JPEG');
  await camera.shoot('export');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  const folder = path.join(elsewhere, 'old pictures');
  fs.mkdirSync(folder);
  await pictureFile(folder, 'sound.png', 'teal');
  textFile(folder, 'notes.png');
  fs.writeFileSync(path.join(folder, 'cut off.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
  await app.chooseFiles(folder);
  await library.addBy('folder');
  await notices.getByRole('button', { name: 'Details' }).click();
  await camera.shoot('import-report');
  await page.keyboard.press('Escape');

  fs.writeFileSync(made[0]?.file ?? '', 'no picture any more');
  await app.goTo('Settings');
  await library.verify.scrollIntoViewIfNeeded();
  await camera.shoot('settings-library', { prepare: () => library.verify.scrollIntoViewIfNeeded().catch(() => undefined) });
});
