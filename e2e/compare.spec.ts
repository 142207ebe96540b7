import { axeFindings } from './accessible.ts';
import { expect, test } from './in-gallery.ts';
import { lyingOf } from './pages/viewer.ts';

test.use({
  library: {
    jobs: [
      { prompt: 'a sea', size: '3:2', count: 2 },
      { prompt: 'a wood', size: '2:3' },
      { prompt: 'a hill', size: '1:1' },
    ],
    painting: { longEdgePx: 900 },
  },
});

test('pictures beside each other fit each its own place, and zoom and move together', async ({ inGallery: app }) => {
  const { comparison, viewer, page } = app;
  await app.gallery.open('a wood');
  await viewer.compareWith('a hill', 'a sea');
  await expect(comparison.panes).toHaveCount(3);
  await expect(comparison.pictures).toHaveCount(3);
  await expect(comparison.way('Slider')).toHaveCount(0);
  expect(await axeFindings(page, 'light')).toEqual([]);

  const wide = async (place: number): Promise<number> => (await lyingOf(comparison.pictures.nth(place))).width;
  const before = [await wide(0), await wide(1), await wide(2)];
  await page.keyboard.press('ControlOrMeta+1');
  await expect(comparison.zoom).toHaveText('100%');
  const after = [await wide(0), await wide(1), await wide(2)];
  const factor = (after[0] ?? 0) / (before[0] ?? 1);
  expect(factor).toBeGreaterThan(1.2);
  for (const place of [1, 2]) expect((after[place] ?? 0) / (before[place] ?? 1)).toBeCloseTo(factor, 2);

  // As near as that, each is larger than its place.
  for (let step = 0; step < 4; step++) await page.keyboard.press('+');
  await expect(comparison.zoom).toHaveText('400%');
  const places = async (): Promise<number[]> =>
    Promise.all([0, 1, 2].map(async (place) => (await lyingOf(comparison.pictures.nth(place))).y));
  const stood = await places();
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await places()).every((y, place) => y < (stood[place] ?? 0))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(comparison.dialog).toHaveCount(0);
  await expect(viewer.dialog).toHaveAccessibleName('a wood');
  expect(app.errors).toEqual([]);
});

test('pictures that are selected in the gallery are compared, and Escape leads back there', async ({ inGallery: app }) => {
  const { comparison, page } = app;
  for (const prompt of ['a wood', 'a hill']) await app.gallery.picture(prompt).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('C');
  await expect(comparison.panes).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(comparison.dialog).toHaveCount(0);
  await expect(app.gallery.pictures).toHaveCount(3);
});

test('keys mark the picture that is chosen among them', async ({ inGallery: app }) => {
  const { comparison, viewer, page } = app;
  await app.gallery.open('a wood');
  await viewer.compareWith('a hill');
  await expect(comparison.panes).toHaveCount(2);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('5');
  await expect(comparison.mark(1, '5 stars')).toHaveAttribute('aria-pressed', 'true');
  await expect(comparison.mark(0, '5 stars')).toHaveAttribute('aria-pressed', 'false');
  await comparison.panes.first().locator('.canvas').click();
  await page.keyboard.press('X');
  await expect(comparison.mark(0, 'Reject')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('F');
  await expect(comparison.mark(0, 'Favourite')).toHaveAttribute('aria-pressed', 'true');
  await comparison.mark(1, 'Pick').click();
  await expect(comparison.mark(1, 'Pick')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Delete');
  await expect(comparison.dialog).toHaveCount(0);
  await expect(viewer.dialog).toHaveAccessibleName('a wood');
});

test('a slider shows the one picture on its left and the other on its right', async ({ inGallery: app }) => {
  const { comparison, viewer, page } = app;
  await app.gallery.open('a sea');
  await viewer.compareWith('a sea');
  await comparison.way('Slider').check();
  await expect(comparison.pictures).toHaveCount(2);
  const [left, right] = [await lyingOf(comparison.pictures.first()), await lyingOf(comparison.pictures.last())];
  expect(left).toEqual(right);
  const seenAt = (part: number) =>
    page.evaluate(
      ([x, y]) =>
        document
          .elementsFromPoint(x, y)
          .find((element) => element instanceof HTMLImageElement)
          ?.getAttribute('src'),
      [left.x + left.width * part, left.y + left.height / 4] as const,
    );
  const [first, second] = [await comparison.pictures.first().getAttribute('src'), await comparison.pictures.last().getAttribute('src')];
  expect([await seenAt(0.25), await seenAt(0.75)]).toEqual([first, second]);
  await comparison.divider.focus();
  await page.keyboard.press('End');
  expect([await seenAt(0.25), await seenAt(0.75)]).toEqual([first, first]);
  await page.keyboard.press('Home');
  expect([await seenAt(0.25), await seenAt(0.75)]).toEqual([second, second]);
});

test('two pictures blink, by themselves or by hand', async ({ inGallery: app }) => {
  const { comparison, viewer, page } = app;
  await app.gallery.open('a sea');
  await viewer.compareWith('a sea');
  await page.keyboard.press('B');
  await expect(comparison.way('Blink')).toBeChecked();
  const [first, second] = [comparison.pictures.first(), comparison.pictures.last()];
  await expect(second).toBeVisible();
  await expect(first).toBeHidden();
  await expect(first).toBeVisible();
  await comparison.action('Stop blinking').click();
  const secondWasShown = await second.isVisible();
  await page.keyboard.press('B');
  await expect(secondWasShown ? first : second).toBeVisible();
  await page.keyboard.press('3');
  await expect(comparison.mark(secondWasShown ? 0 : 1, '3 stars')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('S');
  await expect(comparison.panes).toHaveCount(2);
});

test('nothing blinks by itself for a person who wants no motion', async ({ inGallery: app }) => {
  const { comparison, viewer, page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.gallery.open('a sea');
  await viewer.compareWith('a sea');
  await page.keyboard.press('B');
  await expect(comparison.action('Blink by itself')).toBeVisible();
  await expect(comparison.pictures.first()).toBeVisible();
  await page.keyboard.press('B');
  await expect(comparison.pictures.last()).toBeVisible();
  await expect(comparison.pictures.first()).toBeHidden();
});
