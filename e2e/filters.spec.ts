import { expect, test } from './in-gallery.ts';

test.use({
  library: {
    jobs: [
      { prompt: 'a fox', size: '3:2', favourite: true },
      { prompt: 'a hare', size: '2:3', count: 2 },
      { prompt: 'a wolf', size: '1:1', practice: true },
      { prompt: 'an owl', size: '3:2', daysAgo: 3 },
      { prompt: 'an old fox', size: '1:1', daysAgo: 500 },
    ],
  },
});

test('filters are set in a panel, combine, and stand as chips beside the search box', async ({ inGallery: app }) => {
  const { filters, count } = app.gallery;
  await filters.open();
  const set: [choice: string, found: string, chip: string][] = [
    ['Landscape', '2 of 6', 'Landscape'],
    ['Today', '1 of 6', 'Today'],
    ['Favourites', '1 of 6', 'Favourites'],
    ['Credits', '1 of 6', 'Made with: Credits'],
    ['From words', '1 of 6', 'From words'],
  ];
  for (const [choice, found, chip] of set) {
    await filters.choice(choice).click();
    await expect(filters.choice(choice)).toHaveAttribute('aria-pressed', 'true');
    await expect(count).toHaveText(found);
    await expect(filters.chip(chip)).toBeVisible();
  }
  await expect.poll(() => app.gallery.prompts()).toEqual(['a fox']);
  await expect(filters.chips).toHaveCount(5);
  await filters.panel.getByRole('button', { name: 'Clear all' }).click();
  await expect(filters.chips).toHaveCount(0);
  await expect(count).toHaveText('6 pictures');
  expect(app.errors).toEqual([]);
});

test('chips are taken off with the mouse and the keyboard, and the focus stays among them', async ({ inGallery: app }) => {
  const { filters } = app.gallery;
  await filters.open();
  for (const choice of ['Square', 'Practice', 'At least 1 star']) await filters.choice(choice).click();
  await app.page.keyboard.press('Escape');
  await expect(filters.panel).toBeHidden();
  await expect(filters.button).toBeFocused();
  await filters.chip('At least 1 star').click();
  await expect(filters.chip('Square')).toBeFocused();
  await expect(app.gallery.count).toHaveText('1 of 6');
  await app.page.keyboard.press('ArrowRight');
  await expect(filters.chip('Made with: Practice')).toBeFocused();
  await app.page.keyboard.press('Delete');
  await expect(filters.chip('Square')).toBeFocused();
  await app.page.keyboard.press('Backspace');
  await expect(app.gallery.search).toBeFocused();
  await expect(app.gallery.count).toHaveText('6 pictures');
});

test('days are chosen by name, by year or one by one', async ({ inGallery: app }) => {
  const { filters } = app.gallery;
  const day = (ago: number): string => {
    const date = new Date();
    return new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() - ago)).toISOString().slice(0, 10);
  };
  await filters.open();
  await filters.choice('Last 7 days').click();
  await expect(app.gallery.count).toHaveText('5 of 6');
  await filters.field('A year').selectOption(day(500).slice(0, 4));
  await expect(app.gallery.count).toHaveText('1 of 6');
  await expect(filters.chip(day(500).slice(0, 4))).toBeVisible();
  await filters.field('From day').fill(day(4));
  await filters.field('Until day').fill(day(2));
  await expect(app.gallery.count).toHaveText('1 of 6');
  await expect.poll(() => app.gallery.prompts()).toEqual(['an owl']);
  // A range is never empty by mistake: the other end comes along.
  await filters.field('From day').fill(day(0));
  await expect(filters.field('Until day')).toHaveValue(day(0));
});

test('credits are filtered by a range', async ({ inGallery: app }) => {
  const { filters } = app.gallery;
  await filters.open();
  await filters.field('From credits').fill('1');
  await filters.field('From credits').press('Enter');
  await expect(app.gallery.count).toHaveText('5 of 6');
  await expect(filters.chip('1 credit or more')).toBeVisible();
  await filters.field('Up to credits').fill('2');
  await filters.field('Up to credits').press('Enter');
  await expect(app.gallery.count).toHaveText('0 of 6');
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(app.gallery.pictures).toHaveCount(6);
});

test('a search is saved under a name, used, renamed and removed, with a way back', async ({ inGallery: app, launch }) => {
  const { gallery, page } = app;
  await gallery.search.fill('fox');
  await expect(gallery.count).toHaveText('2 of 6');
  await gallery.filters.open();
  await gallery.filters.choice('This year').click();
  await expect(gallery.count).toHaveText('1 of 6');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  await page.getByRole('textbox', { name: 'Name of the search' }).fill('Foxes of the year');
  await page.keyboard.press('Enter');
  await gallery.rail.go('All pictures');
  await expect(gallery.count).toHaveText('6 pictures');
  await gallery.rail.go('Foxes of the year');
  await expect(gallery.search).toHaveValue('fox');
  await expect(gallery.count).toHaveText('1 of 6');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Foxes of the year');

  await gallery.rail.entry('Foxes of the year').press('F2');
  await gallery.rail.enter('Foxes');
  await gallery.rail.choose(gallery.rail.entry('Foxes'), 'Remove');
  await expect(gallery.rail.entry('Foxes')).toHaveCount(0);
  await expect(app.notices).toContainText('Saved search “Foxes” removed');
  await gallery.undo.last().click();
  await expect(gallery.rail.entry('Foxes')).toBeVisible();
  await app.close();
  const again = await launch();
  await again.goTo('Gallery');
  await again.gallery.rail.go('Foxes');
  await expect(again.gallery.count).toHaveText('1 of 6');
  expect(app.errors).toEqual([]);
});

test('the filters are reached and left with the keyboard', async ({ inGallery: app }) => {
  const { filters } = app.gallery;
  await app.gallery.current.focus();
  await app.page.keyboard.press('Control+Shift+F');
  await expect(filters.choice('Today')).toBeFocused();
  await app.page.keyboard.press('Enter');
  await expect(app.gallery.count).toHaveText('4 of 6');
  await app.page.keyboard.press('Escape');
  await expect(filters.panel).toBeHidden();
});
