import fs from 'node:fs';
import path from 'node:path';

import { paidRequests, uploads } from './asked.ts';
import { expect, test } from './app.ts';
import { freePort } from './free-port.ts';
import { libraryIn } from './library-maker.ts';
import { contentName, pictureFile } from './picture-files.ts';

test.describe('a library folder that goes away while a job runs', () => {
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000 } });

  test('costs no picture: the job waits and says why, and the picture is saved when the folder is back', async ({
    app,
    service,
    clock,
    home,
  }) => {
    clock.stop();
    await app.create.make('a fox on a disk of its own', { count: 2 });
    await expect.poll(() => service.ledger.length).toBe(1);
    const library = libraryIn(home);
    const unplugged = path.join(home, 'unplugged');
    fs.renameSync(library, unplugged);
    clock.pass(10_000);
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Saving', 'a fox on a disk of its own')).toContainText('library folder');

    fs.renameSync(unplugged, library);
    await expect(app.activity.jobIn('Done', 'a fox on a disk of its own')).toBeVisible({ timeout: 60_000 });
    await app.goTo('Gallery');
    await expect(app.gallery.pictures).toHaveCount(2);
    const files = fs.readdirSync(library, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /a fox on a disk.*\.png$/.test(file))).toHaveLength(2);
    expect(files.filter((file) => file.endsWith('.part'))).toEqual([]);
    expect(paidRequests(service)).toHaveLength(1);
  });
});

test.describe('another library folder', () => {
  test.use({
    serviceOptions: async ({}, use) => {
      await use({ pictures: 'plain', taskMs: () => 300, port: await freePort() });
    },
  });

  test('takes the references of what isn’t sent yet along, also when the old folder is gone afterwards', async ({
    app,
    service,
    home,
    elsewhere,
  }) => {
    const [red, gold] = [await pictureFile(home, 'red.png', 'crimson'), await pictureFile(home, 'gold.png', 'gold')];
    await service.stop();
    await app.create.drop(red);
    await expect(app.create.reference('red.png')).toBeVisible();
    await app.create.make('a fox that waits for the network');
    await app.create.reference('red.png').press('Delete');
    await app.create.drop(gold);
    await expect(app.create.reference('gold.png')).toBeVisible();
    await app.create.prompt.fill('a fox that is still a thought');
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Queued', 'a fox that waits for the network')).toContainText('connection');

    await app.goTo('Settings');
    await app.chooseFiles(elsewhere);
    await app.settings.chooseLibraryFolder.click();
    await expect(app.settings.libraryFolder).toHaveValue(elsewhere);
    fs.rmSync(libraryIn(home), { recursive: true });
    await service.start();

    await app.goTo('Activity');
    await expect(app.activity.jobIn('Done', 'a fox that waits for the network')).toBeVisible({ timeout: 60_000 });
    await app.goTo('Create');
    await app.create.generate.click();
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Done', 'a fox that is still a thought')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(2);
    expect(uploads(service)).toHaveLength(2);
    const links = paidRequests(service).flatMap(({ body }) => (body as { image_urls: string[] }).image_urls);
    expect(links.map((link) => path.basename(link).slice(0, 16))).toEqual([red, gold].map(contentName));
  });
});

test('a start without the folder that was chosen says so, whenever that is found out; the settings name it', async ({
  app,
  elsewhere,
  launch,
}) => {
  const chosen = path.join(elsewhere, 'on another disk');
  fs.mkdirSync(chosen);
  await app.goTo('Settings');
  await app.chooseFiles(chosen);
  await app.settings.chooseLibraryFolder.click();
  await expect(app.settings.libraryFolder).toHaveValue(chosen);
  await app.close();
  fs.rmSync(chosen, { recursive: true });

  const next = await launch();
  const banner = next.page.getByRole('alert').filter({ hasText: chosen });
  await expect(banner).toContainText('can’t be used at the moment');
  await banner.getByRole('button', { name: 'Open Settings' }).click();
  await expect(next.settings.libraryFolder).toHaveValue(chosen);
  await banner.getByRole('button', { name: 'Dismiss' }).click();
  await expect(banner).toHaveCount(0);
});
