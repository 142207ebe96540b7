import { expect, test } from './in-gallery.ts';
import { makeLargeLibrary } from './library-maker.ts';

test('shows the newest first, day by day, from thumbnails alone', async ({ made, app }) => {
  const requested: string[] = [];
  app.page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  await app.goTo('Gallery');
  await expect(app.gallery.pictures).toHaveCount(made.length);
  await expect.poll(() => app.gallery.prompts()).toEqual(made.map(({ prompt }) => prompt));
  await expect(app.gallery.days).toHaveCount(3);
  await expect(app.gallery.days.first()).toHaveText(/Today|Yesterday/);
  await expect
    .poll(() => requested.filter((path) => path.startsWith('/thumbnail/')).sort())
    .toEqual(made.map(({ id }) => `/thumbnail/${id}`).sort());
  expect(requested.filter((path) => path.startsWith('/picture/'))).toEqual([]);
});

test('a picture that arrives takes the first place', async ({ inGallery: app, made }) => {
  await app.goTo('Create');
  await app.create.make('a lighthouse at night');
  await app.goTo('Gallery');
  await expect(app.gallery.pictures).toHaveCount(made.length + 1);
  await expect(app.gallery.pictures.first()).toHaveAccessibleName('a lighthouse at night');
  expect(app.errors).toEqual([]);
});

test('favourites are marked by the heart or by F, and can be shown alone', async ({ inGallery: app }) => {
  await app.gallery.picture('sunset over the sea').hover();
  await app.gallery.picture('sunset over the sea').getByRole('button', { name: 'Favourite' }).click();
  await app.gallery.picture('雪山下的湖面倒影').focus();
  await app.page.keyboard.press('f');
  await app.gallery.showOnly('Favourites');
  await expect(app.gallery.count).toHaveText('2 of 6');
  await expect.poll(() => app.gallery.prompts()).toEqual(['sunset over the sea', '雪山下的湖面倒影']);

  // Without a scrubber they end as far from the window's edge as they begin.
  await expect(app.page.getByRole('slider', { name: 'Timeline' })).toHaveCount(0);
  const pictures = app.page.getByRole('grid', { name: 'Pictures' });
  const [inner, outer] = [await pictures.boundingBox(), await pictures.locator('..').boundingBox()];
  const left = (inner?.x ?? 0) - (outer?.x ?? 0);
  expect(left).toBeGreaterThan(0);
  expect((outer?.width ?? 0) - (inner?.width ?? 0) - left).toBe(left);

  await app.gallery.picture('sunset over the sea').focus();
  await app.page.keyboard.press('f');
  await expect(app.gallery.pictures).toHaveCount(1);
  await app.gallery.showOnly('All');
  await expect(app.gallery.pictures).toHaveCount(6);
});

test('everything can be done with the keyboard', async ({ made, app }) => {
  const { page, gallery, viewer } = app;
  const [newest, second] = made.map(({ prompt }) => prompt);
  await page.keyboard.press('Control+2');
  await expect(gallery.pictures).toHaveCount(made.length);
  await page.keyboard.press('/');
  await expect(gallery.search).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(gallery.picture(newest ?? '')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(viewer.dialog).toHaveAccessibleName(second ?? '');
  await page.keyboard.press('ArrowLeft');
  await expect(viewer.dialog).toHaveAccessibleName(newest ?? '');
  await page.keyboard.press('f');
  await expect(viewer.action('Favourite')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(gallery.picture(newest ?? '')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(gallery.pictures).toHaveCount(made.length - 1);
  await expect(gallery.picture(second ?? '').first()).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(gallery.pictures).toHaveCount(made.length);
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar', { name: 'Selection' }).getByRole('status')).toHaveText(`${made.length} selected`);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('toolbar', { name: 'Selection' })).toBeHidden();
});

test.describe('with 3,000 pictures', () => {
  test.use({
    home: async ({ home }, use) => {
      await makeLargeLibrary(home, 3000);
      await use(home);
    },
  });

  test('only what is near the window exists or is asked for', async ({ app }) => {
    let thumbnails = 0;
    app.page.on('request', (request) => (thumbnails += Number(request.url().includes('/thumbnail/'))));
    await app.goTo('Gallery');
    await expect(app.gallery.count).toHaveText('3,000 pictures');
    await expect(app.gallery.picture('picture number 0')).toBeVisible();
    expect(await app.gallery.pictures.count()).toBeLessThan(150);

    await app.gallery.current.focus();
    await app.page.keyboard.press('Control+End');
    await expect(app.gallery.picture('picture number 2999')).toBeFocused();
    await expect(app.gallery.picture('picture number 2999')).toBeInViewport();
    expect(await app.gallery.pictures.count()).toBeLessThan(150);

    await app.gallery.search.fill('1234');
    await expect(app.gallery.pictures).toHaveCount(1);
    expect(thumbnails).toBeLessThan(300);
  });
});
