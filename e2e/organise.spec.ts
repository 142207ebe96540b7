import { expect, test } from './in-gallery.ts';

test('what is selected is rated, picked and made a favourite, and every step is undone in its turn', async ({ inGallery: app }) => {
  const { gallery, page } = app;
  await gallery.picture('sunset over the sea').click({ modifiers: ['Control'] });
  await gallery.picture('雪山下的湖面倒影').click({ modifiers: ['Control'] });
  await expect(gallery.selection.count).toHaveText('2 selected');
  await gallery.selection.star(4).click();
  await expect(gallery.selection.star(4)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('p');
  await expect(gallery.selection.action('Pick')).toHaveAttribute('aria-pressed', 'true');
  await gallery.selection.action('Favourite').click();
  await expect(gallery.selection.action('Favourite')).toHaveAttribute('aria-pressed', 'true');

  await gallery.filters.open();
  for (const choice of ['At least 4 stars', 'Picked', 'Favourites']) await gallery.filters.choice(choice).click();
  await expect(gallery.count).toHaveText('2 of 6');
  await page.keyboard.press('Escape');
  for (const [chip, left] of [
    ['Favourites', 'Picked'],
    ['Picked', 'At least 4 stars'],
  ] as const) {
    await page.keyboard.press('Control+z');
    await expect(gallery.count).toHaveText('0 of 6');
    await gallery.filters.chip(chip).click();
    await expect(gallery.count).toHaveText('2 of 6');
    await expect(gallery.filters.chip(left)).toBeVisible();
  }
  await page.keyboard.press('Control+z');
  await expect(gallery.count).toHaveText('0 of 6');
  expect(app.errors).toEqual([]);
});

test('tags are made, completed, taken off, renamed and merged', async ({ inGallery: app }) => {
  const { gallery, page } = app;
  const { selection, rail } = gallery;
  await gallery.picture('sunset over the sea').focus();
  await page.keyboard.press('t');
  await expect(selection.finder).toBeFocused();
  await selection.finder.fill('sea');
  await page.keyboard.press('Enter');
  await expect(selection.option('sea')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(rail.entry('sea')).toContainText('1');

  await page.keyboard.press('Escape');
  await gallery.current.focus();
  await page.keyboard.press('Control+a');
  await selection.action('Tags').click();
  await expect(selection.option('sea')).toHaveAccessibleDescription('on some of them');
  await selection.finder.fill('se');
  await page.keyboard.press('Enter');
  await expect(selection.option('sea')).toHaveAttribute('aria-selected', 'true');
  await expect(rail.entry('sea')).toContainText('6');
  await selection.finder.fill('Evening');
  await page.keyboard.press('Enter');
  await expect(rail.entry('Evening')).toBeVisible();
  await selection.option('Evening').click();
  await expect(rail.entry('Evening')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(rail.entry('Evening')).toContainText('6');

  await rail.choose(rail.entry('Evening'), 'Rename');
  await rail.name.fill('sea');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Make one tag of the two?' }).getByRole('button', { name: 'Merge' }).click();
  await expect(rail.entry('Evening')).toHaveCount(0);
  await rail.entry('sea').click();
  await expect(gallery.filters.chip('#sea')).toBeVisible();
  await expect(gallery.count).toHaveText('6 of 6');
  expect(app.errors).toEqual([]);
});

test('collections are made, nested by drag and by keys, filled, renamed and removed', async ({ inGallery: app }) => {
  const { gallery, page } = app;
  const { rail, selection } = gallery;
  await rail.makeCollection('Animals');
  await rail.makeCollection('Foxes');
  await rail.makeCollection('Trips');
  await rail.collection('Foxes').dragTo(rail.collection('Animals'));
  await expect(rail.collection('Foxes')).toHaveAttribute('aria-level', '2');
  await rail.collection('Foxes').focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(rail.collection('Foxes')).toHaveAttribute('aria-level', '1');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(rail.collection('Foxes')).toHaveAttribute('aria-level', '2');
  await expect(rail.collection('Foxes')).toBeFocused();

  await gallery.picture('a red fox in the snow').first().focus();
  await page.keyboard.press('a');
  await selection.finder.fill('fox');
  await page.keyboard.press('Enter');
  await expect(rail.collection('Foxes')).toContainText('1');
  await expect(rail.collection('Animals')).toContainText('1');
  await rail.collection('Animals').click();
  await expect(gallery.count).toHaveText('1 of 6');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Animals');

  await rail.collection('Trips').click();
  await expect(page.getByRole('heading', { name: 'Nothing in this collection yet' })).toBeVisible();
  await rail.choose(rail.collection('Animals'), 'Rename');
  await rail.enter('Beasts');
  await rail.choose(rail.collection('Beasts'), 'Remove');
  await expect(rail.collections).toHaveCount(1);
  // Until that is said, what can be undone is what was done before.
  await expect(app.notices).toContainText('Collection “Beasts” removed.');
  await gallery.undo.last().click();
  await expect(rail.collections).toHaveCount(3);
  await rail.collection('Foxes').click();
  await expect(gallery.count).toHaveText('1 of 6');
  await gallery.current.focus();
  await page.keyboard.press('Control+a');
  await selection.bar.getByRole('button', { name: 'Take out of “Foxes”' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing in this collection yet' })).toBeVisible();
  expect(app.errors).toEqual([]);
});

test('pictures are dropped on a collection', async ({ inGallery: app }) => {
  const { gallery, page } = app;
  await gallery.rail.makeCollection('Seas');
  const [from, to] = [await gallery.picture('sunset over the sea').boundingBox(), await gallery.rail.collection('Seas').boundingBox()];
  await page.mouse.move((from?.x ?? 0) + 40, (from?.y ?? 0) + 40);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 40, (to?.y ?? 0) + 10, { steps: 8 });
  // From here on the system has the pointer: it tells the page where the files are held.
  const dataTransfer = await page.evaluateHandle(() => new DataTransfer());
  for (const type of ['dragenter', 'dragover', 'drop']) await gallery.rail.collection('Seas').dispatchEvent(type, { dataTransfer });
  await page.mouse.up();
  await expect(gallery.rail.collection('Seas')).toContainText('1');
  expect(app.errors).toEqual([]);
});

test('two to four are compared, and more or fewer aren’t', async ({ inGallery: app }) => {
  const { gallery, page } = app;
  await gallery.picture('sunset over the sea').click({ modifiers: ['Control'] });
  await expect(gallery.selection.action('Compare')).toBeDisabled();
  await gallery.picture('雪山下的湖面倒影').click({ modifiers: ['Control'] });
  await gallery.selection.action('Compare').click();
  await expect(page.getByRole('dialog', { name: /Compar/ })).toBeVisible();
});

test('in a small window the library lies above the pictures while it is asked for', async ({ inGallery: app }) => {
  const { gallery, page } = app;
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  await expect(gallery.rail.rail).toBeHidden();
  await page.keyboard.press('Control+b');
  await expect(gallery.rail.rail).toBeVisible();
  await gallery.rail.entry('Favourites').click();
  await expect(gallery.rail.rail).toBeHidden();
  await expect(page.getByRole('heading', { name: 'No favourites yet' })).toBeVisible();
});
