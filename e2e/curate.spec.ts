import { expect, test } from './in-gallery.ts';
import { CurationPage } from './pages/curation.ts';

test('a batch is gone through by single keys, and what wasn’t picked goes to the trash', async ({ inGallery: app, made }) => {
  const { page, gallery } = app;
  const curation = new CurationPage(page);
  await page.keyboard.press('Control+Shift+K');
  await expect(curation.picture).toHaveAccessibleName('sunset over the sea');
  await expect(curation.strip).toHaveCount(made.length);
  await expect(curation.picture).toBeVisible();
  await page.keyboard.press('p');
  await expect(curation.picture).toHaveAccessibleName('a red fox in the snow');
  await page.keyboard.press('x');
  await expect(curation.tally).toHaveText('1 picked · 1 rejected · 4 undecided');
  await page.keyboard.press('5');
  await expect(curation.picture).toHaveAccessibleName('雪山下的湖面倒影');
  await page.keyboard.press('f');
  await expect(curation.button('Favourite')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(curation.dialog.getByRole('button', { name: '5 stars' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('0');
  await expect(curation.dialog.getByRole('button', { name: '5 stars' })).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('p');
  for (const key of ['u', 'x', 'x']) await page.keyboard.press(key);
  await expect(curation.dialog.getByRole('heading', { name: 'Decided so far' })).toBeVisible();
  await expect(curation.dialog).toContainText('2 pictures stay, 4 go to the trash.');
  await expect(curation.dialog).toContainText('every prompt stays in Activity');
  await curation.button('Keep picked, delete the rest').click();
  await expect(curation.dialog).toBeHidden();
  await expect(gallery.pictures).toHaveCount(2);
  await gallery.undo.last().click();
  await expect(gallery.pictures).toHaveCount(6);
  expect(app.errors).toEqual([]);
});

test('a mark is taken back with its picture in sight', async ({ inGallery: app }) => {
  const { page } = app;
  const curation = new CurationPage(page);
  await page
    .getByRole('button', { name: 'Show the sidebar' })
    .or(page.getByRole('button', { name: 'Hide the sidebar' }))
    .focus();
  await page.keyboard.press('Control+Shift+K');
  await expect(curation.picture).toBeVisible();
  await page.keyboard.press('x');
  await expect(curation.tally).toContainText('1 rejected');
  await page.keyboard.press('Control+z');
  await expect(curation.tally).toContainText('0 rejected');
  await expect(curation.picture).toHaveAccessibleName('sunset over the sea');
  await curation.button('Pick').click();
  await expect(curation.tally).toContainText('1 picked');
  await curation.button('Finish').click();
  await curation.button('Keep all of them').click();
  await expect(curation.dialog).toBeHidden();
  await expect(app.gallery.pictures).toHaveCount(6);
  expect(app.errors).toEqual([]);
});

test('the selection is gone through when there is one', async ({ inGallery: app }) => {
  const { gallery } = app;
  const curation = new CurationPage(app.page);
  await gallery.picture('sunset over the sea').click({ modifiers: ['Control'] });
  await gallery.picture('夕阳下的海边小镇').click({ modifiers: ['Control'] });
  await gallery.selection.action('Curate').click();
  await expect(curation.strip).toHaveCount(2);
  await app.page.keyboard.press('ArrowRight');
  await expect(curation.picture).toHaveAccessibleName('夕阳下的海边小镇');
  await app.page.keyboard.press('Escape');
  await expect(curation.dialog).toBeHidden();
});

test('the pictures of a job are gone through from Activity', async ({ app }) => {
  const curation = new CurationPage(app.page);
  await app.create.make('a lighthouse at night', { count: 4 });
  await app.goTo('Activity');
  await expect(app.activity.job('a lighthouse at night')).toContainText('Done');
  await app.activity.job('a lighthouse at night').getByRole('button', { name: 'Curate' }).click();
  await expect(curation.strip).toHaveCount(4);
  // Nobody decides on what they don't see yet.
  await expect(curation.picture).toHaveAccessibleName('a lighthouse at night');
  for (const key of ['p', 'x', 'x', 'x']) await app.page.keyboard.press(key);
  await curation.button('Keep picked, delete the rest').click();
  await expect(curation.dialog).toBeHidden();
  await app.goTo('Gallery');
  await expect(app.gallery.pictures).toHaveCount(1);
  expect(app.errors).toEqual([]);
});
