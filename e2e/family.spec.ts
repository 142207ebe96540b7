import { axeFindings } from './accessible.ts';
import type { Afterglow } from './app.ts';
import { expect, test } from './in-gallery.ts';

/** Makes a picture out of another one. */
async function makeFrom(app: Afterglow, parent: string, prompt: string): Promise<void> {
  await app.goTo('Gallery');
  await app.gallery.open(parent);
  await app.viewer.action('Use as reference').click();
  await expect(app.create.allReferences).toHaveCount(1);
  await app.create.make(prompt);
  await app.goTo('Gallery');
  await expect(app.gallery.picture(prompt)).toBeVisible();
  await app.goTo('Create');
  for (const reference of await app.create.allReferences.all()) await reference.press('Delete');
}

test('a family is walked by clicks and by keys, and the way back is shown', async ({ inGallery: app }) => {
  const { viewer, page } = app;
  const { family } = viewer;
  await makeFrom(app, 'sunset over the sea', 'the same by night');
  await makeFrom(app, 'the same by night', 'the night from above');
  await makeFrom(app, 'the same by night', 'the night in winter');
  await app.goTo('Gallery');
  await app.gallery.open('the night from above');

  await page.keyboard.press('G');
  await expect(family.self).toHaveAccessibleName('the night from above');
  await expect(family.parents).toHaveCount(1);
  await expect(family.children).toHaveCount(0);
  await expect(family.tree).toContainText('Nothing yet');
  await family.parents.click();
  await expect(family.self).toHaveAccessibleName('the same by night');
  await expect(family.self).toBeFocused();
  await expect(family.children).toHaveCount(2);
  await expect(family.way).toContainText('the night from above');
  expect(await axeFindings(page, 'light')).toEqual([]);

  await page.keyboard.press('ArrowRight');
  await expect(family.children.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(family.children.last()).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(family.parents).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(family.self).toHaveAccessibleName('sunset over the sea');
  await expect(family.tree).toContainText('From words alone');

  await page.keyboard.press('ControlOrMeta+ArrowLeft');
  await expect(family.self).toHaveAccessibleName('the same by night');
  await family.way.getByRole('button', { name: 'the night from above' }).click();
  await expect(family.self).toHaveAccessibleName('the night from above');
  await expect(family.way).toHaveCount(0);

  await page.keyboard.press('Escape');
  await expect(family.tree).toHaveCount(0);
  await expect(viewer.original).toHaveAttribute('alt', 'the night from above');
  await viewer.details.getByRole('button', { name: /^Open Reference/ }).click();
  await expect(viewer.dialog).toHaveAccessibleName('the same by night');
  expect(app.errors).toEqual([]);
});

test('references that are no pictures of the library are seen, but lead nowhere', async ({ inGallery: app, elsewhere }) => {
  const { pictureFile } = await import('./picture-files.ts');
  await app.goTo('Create');
  await app.chooseFiles(await pictureFile(elsewhere, 'red.png', 'crimson'));
  await app.create.addReferences.click();
  await expect(app.create.allReferences).toHaveCount(1);
  await app.create.make('made of a red square');
  await app.goTo('Gallery');
  await app.gallery.open('made of a red square');
  await expect(app.viewer.details.getByRole('img', { name: 'Reference: red.png' })).toBeVisible();
  await app.viewer.action('Family tree').click();
  await expect(app.viewer.family.parents).toBeDisabled();
  await expect(app.viewer.family.parents).toHaveAccessibleName('red.png (Not in the library)');
});
