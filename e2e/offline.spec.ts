import fs from 'node:fs';
import path from 'node:path';

import { expect, test } from './in-gallery.ts';
import { libraryIn } from './library-maker.ts';

test('everything made is there after a restart without the service or a network', async ({ app, service, launch }) => {
  await app.create.make('a lighthouse in a storm', { size: '2:3', count: 2 });
  await app.goTo('Gallery');
  await expect(app.gallery.pictures).toHaveCount(2);
  await app.close();
  await service.stop();

  const again = await launch({ env: { AFTERGLOW_API_URL: 'http://127.0.0.1:9', AFTERGLOW_FILES_URL: 'http://127.0.0.1:9' } });
  await again.goTo('Gallery');
  await expect(again.gallery.pictures).toHaveCount(2);
  await again.gallery.search.fill('storm');
  await expect(again.gallery.count).toHaveText('2 of 2');
  await again.gallery.open('a lighthouse in a storm');
  await expect(again.viewer.original).toHaveJSProperty('naturalWidth', 1024);
  await again.viewer.action('Close').click();
  await again.goTo('Activity');
  await expect(again.activity.job('a lighthouse in a storm')).toContainText('Done');
  expect(again.errors).toEqual([]);
});

test('an index that was deleted while the app was closed comes back with all pictures and favourites', async ({
  inGallery: app,
  made,
  home,
  launch,
}) => {
  await app.gallery.picture('雪山下的湖面倒影').focus();
  await app.page.keyboard.press('f');
  await app.gallery.showOnly('Favourites');
  await expect(app.gallery.pictures).toHaveCount(1);
  await app.close();
  for (const suffix of ['', '-wal', '-shm']) fs.rmSync(path.join(libraryIn(home), '.afterglow', `index.db${suffix}`), { force: true });

  const again = await launch();
  await again.goTo('Gallery');
  await expect(again.gallery.pictures).toHaveCount(made.length);
  await expect.poll(() => again.gallery.prompts()).toEqual(made.map(({ prompt }) => prompt));
  await again.gallery.showOnly('Favourites');
  await expect(again.gallery.pictures).toHaveCount(1);
  await expect(again.gallery.picture('雪山下的湖面倒影')).toBeVisible();
});

test('a file that was deleted outside is shown as missing, and can come back', async ({ inGallery: app, made, launch }) => {
  const file = made[0]?.file ?? '';
  const bytes = fs.readFileSync(file);
  fs.rmSync(file);
  await app.gallery.open('sunset over the sea');
  await expect(app.viewer.dialog.getByRole('heading', { name: 'The file isn’t there' })).toBeVisible();
  await app.page.keyboard.press('ArrowRight');
  await expect(app.viewer.original).toBeVisible();
  await app.close();

  const again = await launch();
  await again.goTo('Gallery');
  await expect(again.gallery.pictures).toHaveCount(made.length);
  await expect(again.gallery.picture('sunset over the sea')).toHaveAccessibleDescription(/File not found/);
  fs.writeFileSync(file, bytes);
  await again.gallery.open('sunset over the sea');
  await expect(again.viewer.original).toBeVisible();
  expect([...app.errors, ...again.errors]).toEqual([]);
});
