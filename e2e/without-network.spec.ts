import fs from 'node:fs';
import path from 'node:path';

import type { Afterglow } from './app.ts';
import { expect, test } from './in-gallery.ts';
import { pictureFile } from './picture-files.ts';

/** From now on every connection of the main process is refused and noted, and so is every request of the page that isn't its own. */
async function refuseNetwork(app: Afterglow): Promise<{ readonly page: string[]; readonly main: () => Promise<string[]> }> {
  const page: string[] = [];
  const { origin } = new URL(app.page.url());
  app.page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) page.push(request.url());
  });
  await app.electron.evaluate(() => {
    const { subscribe } = process.getBuiltinModule('node:diagnostics_channel');
    const tried: string[] = [];
    Object.assign(globalThis, { tried });
    subscribe('undici:client:beforeConnect', (message) => {
      const { host } = (message as { connectParams: { host: string } }).connectParams;
      tried.push(host);
      throw new Error(`No network: ${host}`);
    });
  });
  return { page, main: () => app.electron.evaluate(() => Reflect.get(globalThis, 'tried') as string[]) };
}

test('everything that the gallery does, it does without a network, a key or a service', async ({ made, launch, service, elsewhere }) => {
  const app = await launch();
  const tried = await refuseNetwork(app);
  const { gallery, viewer, library, notices, page } = app;
  await expect(app.welcome.key).toBeVisible();
  await app.goTo('Gallery');
  await expect(gallery.count).toHaveText(`${made.length} pictures`);

  await test.step('search, filter, mark, tag, collect', async () => {
    await gallery.search.fill('海');
    await expect(gallery.pictures).toHaveCount(1);
    await gallery.search.fill('');
    await gallery.picture('sunset over the sea').click({ modifiers: ['ControlOrMeta'] });
    await gallery.selection.star(4).click();
    await gallery.selection.tag('evening');
    await gallery.selection.action('Clear selection').click();
    await gallery.rail.makeCollection('Postcards');
    await gallery.rail.go('evening');
    await expect(gallery.pictures).toHaveCount(1);
    await gallery.rail.go('All pictures');
  });

  await test.step('trash and bring back', async () => {
    await gallery.picture('雪山下的湖面倒影').focus();
    await page.keyboard.press('Delete');
    await expect(gallery.count).toHaveText(`${made.length - 1} pictures`);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(gallery.count).toHaveText(`${made.length} pictures`);
  });

  await test.step('look closely, copy, compare', async () => {
    await gallery.open('a sunny morning in the old town');
    await expect(viewer.original).toHaveJSProperty('complete', true);
    await page.keyboard.press('ControlOrMeta+c');
    await expect(notices).toContainText('Picture copied');
    await page.keyboard.press('Escape');
  });

  await test.step('bring in and take out', async () => {
    await app.chooseFiles(await pictureFile(elsewhere, 'brought.png', 'gold'));
    await library.addBy('files');
    await expect(gallery.count).toHaveText(`${made.length + 1} pictures`);
    const target = path.join(elsewhere, 'out');
    fs.mkdirSync(target);
    await gallery.current.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+e');
    await app.chooseFiles(target);
    await library.export();
    await expect.poll(() => fs.readdirSync(target).length).toBe(made.length + 1);
  });

  await test.step('check and rebuild', async () => {
    await app.goTo('Settings');
    await library.verify.click();
    await expect(notices).toContainText('All is well');
    await library.rebuild.click();
    await expect(notices).toContainText('The index is new');
    await app.goTo('Gallery');
    await gallery.rail.go('evening');
    await expect(gallery.picture('sunset over the sea')).toHaveCount(1);
  });

  expect(service.requests).toEqual([]);
  expect(await tried.main()).toEqual([]);
  expect(tried.page).toEqual([]);
  expect(app.errors).toEqual([]);
});
