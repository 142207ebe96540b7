import fs from 'node:fs';
import path from 'node:path';

import { axeFindings, makeSmall, problemsOn } from './accessible.ts';
import { expect, test } from './in-gallery.ts';
import { textFile } from './picture-files.ts';

test.use({ serviceOptions: { pictures: 'plain', taskMs: ({ prompt }) => (prompt.includes('slow') ? 60_000 : 200) } });

test('Welcome and its mistakes', async ({ launch }) => {
  const app = await launch();
  await makeSmall(app);
  const found = await problemsOn(app.page, 'Welcome');
  await app.welcome.saveKey('sk 1');
  found.push(...(await problemsOn(app.page, 'Welcome with a mistake')));
  expect(found).toEqual([]);
});

test('every empty screen', async ({ app }) => {
  await makeSmall(app);
  const found: string[] = [];
  for (const screen of ['Create', 'Gallery', 'Activity'] as const) {
    await app.goTo(screen);
    await expect(app.page.getByRole('heading').first()).toBeVisible();
    found.push(...(await problemsOn(app.page, `${screen}, empty`)));
  }
  expect(found).toEqual([]);
});

test('Create and Activity with jobs of all kinds', async ({ app, service }) => {
  await makeSmall(app);
  const found: string[] = [];
  await app.create.make('a picture that works', { size: '3:2', count: 2 });
  await expect(app.create.prompt).toBeEnabled();
  await app.goTo('Activity');
  await expect(app.activity.job('a picture that works')).toContainText('Done');
  service.faults.next('POST /v1/images/generations', { kind: 'task-fails', code: 'content_policy_violation', message: 'Not this.' });
  await app.goTo('Create');
  await app.create.make('a picture that is refused');
  await app.goTo('Activity');
  await expect(app.activity.job('a picture that is refused')).toContainText('Failed');
  service.faults.next('POST /v1/images/generations', { kind: 'hang-up', when: 'before-processing', how: 'reset' });
  await app.goTo('Create');
  await app.create.make('a picture whose answer is lost');
  await app.goTo('Activity');
  await expect(app.activity.job('a picture whose answer is lost')).toContainText('Needs a decision');
  await app.goTo('Create');
  await app.create.make('a slow picture');
  await app.goTo('Activity');
  await expect(app.activity.job('a slow picture')).toContainText('Running');
  found.push(...(await problemsOn(app.page, 'Activity')));
  await app.goTo('Create');
  found.push(...(await problemsOn(app.page, 'Create with jobs')));
  await app.create.prompt.fill('long '.repeat(300));
  await app.create.generate.click();
  found.push(...(await problemsOn(app.page, 'Create with a problem')));
  expect(found).toEqual([]);
});

test('the ways in and out of the library, and what it tells', async ({ inGallery: app, made, elsewhere }) => {
  const { page, library } = app;
  await makeSmall(app);
  await library.add.first().click();
  await expect(page.getByRole('menu', { name: 'Add pictures' })).toBeVisible();
  const found = [...(await axeFindings(page, 'light')), ...(await axeFindings(page, 'dark'))];
  await page.keyboard.press('Escape');
  await app.gallery.current.focus();
  await page.keyboard.press('Control+e');
  await library.chooseInExport('Format', 'JPEG');
  found.push(...(await problemsOn(page, 'Export')));
  await page.keyboard.press('Escape');
  await library.drop(textFile(elsewhere, 'notes.png'));
  await app.notices.getByRole('button', { name: 'Details' }).click();
  await expect(library.report('What was not added')).toHaveCount(1);
  found.push(...(await problemsOn(page, 'Report')));
  await page.keyboard.press('Escape');
  const file = made[0]?.file ?? '';
  fs.copyFileSync(file, path.join(path.dirname(file), 'copy.png'));
  await app.chooseFiles(elsewhere);
  await app.goTo('Settings');
  await library.findDuplicates.click();
  await expect(library.duplicates).toBeVisible();
  found.push(...(await problemsOn(page, 'Duplicates')));
  await page.keyboard.press('Escape');
  await library.openOther.click();
  await expect(library.known).toBeVisible();
  found.push(...(await problemsOn(page, 'Settings with two libraries')));
  await library.move.click();
  await expect(page.getByRole('dialog', { name: 'Move the library?' })).toBeVisible();
  found.push(...(await problemsOn(page, 'Move the library?')));
  expect(found).toEqual([]);
});

test('Gallery, viewer, Settings and the dialogs', async ({ inGallery: app }) => {
  const { page } = app;
  await makeSmall(app);
  const found = await problemsOn(page, 'Gallery');
  await app.gallery.current.focus();
  await page.keyboard.press('Control+a');
  found.push(...(await problemsOn(page, 'Gallery with a selection')));
  await page.keyboard.press('Escape');
  await app.gallery.search.fill('nowhere');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  found.push(...(await problemsOn(page, 'Gallery, nothing found')));
  await app.gallery.search.fill('');
  await app.gallery.open('sunset over the sea');
  await expect(app.viewer.original).toHaveJSProperty('complete', true);
  found.push(...(await problemsOn(page, 'Viewer')));
  await page.keyboard.press('Escape');
  await app.goTo('Settings');
  await expect(app.settings.removeKey).toBeVisible();
  found.push(...(await problemsOn(page, 'Settings')));
  await app.settings.removeKey.click();
  await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toBeVisible();
  found.push(...(await problemsOn(page, 'Remove the key?')));
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Settings' }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  found.push(...(await problemsOn(page, 'Shortcuts')));
  expect(found).toEqual([]);
});

test('organising: the library’s rail, filters, pickers, a round of curating, the trash', async ({ inGallery: app }) => {
  const { page, gallery } = app;
  const found: string[] = [];
  await gallery.rail.makeCollection('Seas');
  await gallery.picture('sunset over the sea').click({ modifiers: ['Control'] });
  await gallery.selection.tag('evening');
  await gallery.selection.action('Tags').click();
  await expect(gallery.selection.option('evening')).toHaveAttribute('aria-selected', 'true');
  found.push(...(await problemsOn(page, 'Tags of the selection')));
  await page.keyboard.press('Escape');
  await gallery.selection.action('Clear selection').click();
  await gallery.filters.open();
  await gallery.filters.choice('Landscape').click();
  found.push(...(await problemsOn(page, 'Filters')));
  await page.keyboard.press('Escape');
  found.push(...(await problemsOn(page, 'Chips and rail')));
  await makeSmall(app);
  await expect(gallery.rail.rail).toBeHidden();
  await page.keyboard.press('Control+b');
  await expect(gallery.rail.rail).toBeVisible();
  found.push(...(await problemsOn(page, 'Rail above the pictures')));
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Control+Shift+K');
  await expect(page.getByRole('dialog', { name: 'Curate' }).getByRole('img')).toBeVisible();
  found.push(...(await problemsOn(page, 'Curate')));
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Finish' }).click();
  found.push(...(await problemsOn(page, 'Curate, over')));
  await page.keyboard.press('Escape');
  await gallery.current.focus();
  await page.keyboard.press('Delete');
  await gallery.rail.go('Trash');
  await expect(page.getByRole('button', { name: 'Empty trash' })).toBeVisible();
  found.push(...(await problemsOn(page, 'Trash')));
  expect(found).toEqual([]);
});

test('the editor: empty, painted, its menus and dialogs, and what it says of a job', async ({ inGallery: app }) => {
  const { page, editor } = app;
  await makeSmall(app);
  await app.gallery.picture('sunset over the sea').focus();
  await page.keyboard.press('e');
  await editor.ready();
  const found = await problemsOn(page, 'Editor, empty');
  await editor.button('Fill').click();
  await expect(editor.sign).toHaveText('Everything is marked');
  await editor.choose('Magic wand');
  found.push(...(await problemsOn(page, 'Editor, all marked')));
  await editor.button('Extend…').click();
  found.push(...(await problemsOn(page, 'Extend')));
  await page.keyboard.press('Escape');
  await editor.more('Masks of earlier edits');
  found.push(...(await problemsOn(page, 'Masks of earlier edits')));
  await page.keyboard.press('Escape');
  await editor.button('Clear').click();
  await editor.prompt.fill('a slow change');
  await editor.send.click();
  await expect(editor.jobs).toContainText('Running');
  found.push(...(await problemsOn(page, 'Editor with a job')));
  expect(found).toEqual([]);
});
