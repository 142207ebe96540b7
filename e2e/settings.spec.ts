import fs from 'node:fs';

import type { Page } from '@playwright/test';

import { askedFor, paidRequests } from './asked.ts';
import { expect, test } from './app.ts';

test('language and theme change at once, everywhere, and stay', async ({ app, launch, service }) => {
  const { page, settings } = app;
  const html = page.locator('html');
  await app.goTo('Settings');
  await expect(html).toHaveAttribute('lang', 'en');
  await settings.choose(settings.language, '简体中文');
  await expect(html).toHaveAttribute('lang', 'zh-CN');
  await expect(app.rail).toHaveAccessibleName('主导航');
  await expect.poll(() => app.menuLabels()).toEqual(expect.arrayContaining(['前往', '创作', '图库', '动态', '设置', '生成']));
  for (const screen of ['创作', '图库', '动态', '设置']) {
    await app.rail.getByRole('button', { name: screen }).click();
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
    expect(await foreignWords(page, service.key.slice(-4))).toEqual([]);
  }

  const light = await background(app);
  await page.getByRole('radiogroup', { name: '主题' }).getByRole('radio', { name: '深色' }).click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect.poll(() => background(app)).not.toEqual(light);
  await app.close();

  const second = await launch();
  await expect(second.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the model that is chosen is the one that is asked for', async ({ app, service }) => {
  await app.goTo('Settings');
  await app.settings.enter(app.settings.model, 'no model name!');
  await expect(app.settings.model).toHaveAccessibleDescription(/only letters, digits, dots and dashes/);
  await app.settings.enter(app.settings.model, 'gpt-image-9');
  await app.goTo('Create');
  await app.create.make('a fox of tomorrow');
  await expect.poll(() => askedFor(service)).toMatchObject([{ model: 'gpt-image-9' }]);
  await app.goTo('Activity');
  await expect(app.activity.jobIn('Failed', 'a fox of tomorrow')).toContainText('doesn’t offer this model');
});

test('an address that could leak the key is refused, and the old one stays', async ({ app, service, launch }) => {
  await app.goTo('Settings');
  for (const address of ['http://example.com', 'ftp://example.com', 'nonsense', 'https://me:secret@example.com']) {
    await app.settings.enter(app.settings.apiAddress, address);
    await expect(app.settings.apiAddress).toHaveAccessibleDescription(/must begin with https:\/\//);
  }
  await app.close();
  const second = await launch();
  await second.goTo('Settings');
  await expect(second.settings.apiAddress).toHaveValue(service.url);
});

test.describe('with one job at a time', () => {
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000 } });

  test('the second waits until the first has ended', async ({ app, service, clock }) => {
    clock.stop();
    await app.goTo('Settings');
    await app.settings.concurrency.fill('1');
    await app.goTo('Create');
    await app.create.make('a first fox');
    await app.create.make('a second fox');
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Running', 'a first fox')).toBeVisible();
    await expect(app.activity.jobIn('Queued', 'a second fox')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(1);
    clock.pass(10_000);
    await expect(app.activity.jobIn('Running', 'a second fox')).toBeVisible();
    await expect(app.activity.jobIn('Done', 'a first fox')).toBeVisible();
  });
});

test('pictures go to the folder that was chosen for the library', async ({ app, elsewhere, launch }) => {
  await app.goTo('Settings');
  await app.chooseFiles(elsewhere);
  await app.settings.chooseLibraryFolder.click();
  await expect(app.settings.libraryFolder).toHaveValue(elsewhere);
  await expect(app.settings.libraryFolder).not.toHaveAttribute('aria-invalid');
  await app.goTo('Create');
  await app.create.make('a fox elsewhere');
  await app.goTo('Gallery');
  await expect(app.gallery.picture('a fox elsewhere')).toBeVisible();
  const files = fs.readdirSync(elsewhere, { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => /a fox elsewhere .*\.png$/.test(file))).toHaveLength(1);
  await app.close();

  const second = await launch();
  await second.goTo('Gallery');
  await expect(second.gallery.picture('a fox elsewhere')).toBeVisible();
});

/** Words in Latin letters that aren't names, keys, addresses or the ending of the API key. */
async function foreignWords(page: Page, keyEnding: string): Promise<string[]> {
  const shown = `${await page.getByRole('navigation').first().innerText()} ${await page.getByRole('main').innerText()}`;
  const known = /English|Afterglow|Evolink|gpt-4o-image|https?:\S+|\.afterglow|Ctrl|Enter/g;
  return (
    shown
      .replaceAll(keyEnding, '')
      .replace(known, '')
      .match(/[A-Za-z]{4,}/g) ?? []
  );
}

function background({ page }: { readonly page: Page }): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}
