import { expect, test as base, type Afterglow } from './app.ts';
import { makeLargeLibrary } from './library-maker.ts';
import { GridPage } from './pages/grid.ts';

const pictures = 3000;

/** Two pictures a day, so that they reach back four years. */
const test = base.extend<{ readonly inGrid: { readonly app: Afterglow; readonly grid: GridPage } }>({
  home: async ({ home }, use) => {
    await makeLargeLibrary(home, pictures, 12 * 60);
    await use(home);
  },
  inGrid: async ({ app }, use) => {
    await app.goTo('Gallery');
    await expect(app.gallery.count).toHaveText('3,000 pictures');
    await app.gallery.picture('picture number 0').waitFor();
    await use({ app, grid: new GridPage(app.page) });
    expect(app.errors).toEqual([]);
  },
});

test('the scrubber leads along the years: by dragging, by keys and by the wheel', async ({ inGrid: { app, grid } }) => {
  let thumbnails = 0;
  app.page.on('request', (request) => (thumbnails += Number(request.url().includes('/thumbnail/'))));
  await grid.drag(...Array.from({ length: 41 }, (_, step) => step / 40));
  await expect(app.gallery.picture('picture number 2999')).toBeInViewport();
  // What flew by was never asked for.
  expect(thumbnails).toBeLessThan(400);

  await grid.drag(0.5);
  await expect(grid.scrubber).toHaveAttribute('aria-valuetext', /^[A-Z][a-z]+ 20\d\d, picture 1,\d{3} of 3,000$/);
  const middle = await grid.place();
  expect(Math.abs(middle - pictures / 2)).toBeLessThan(100);
  const year = async (): Promise<number> => Number(/20\d\d/.exec((await grid.scrubber.getAttribute('aria-valuetext')) ?? '')?.[0]);
  const before = await year();
  await grid.scrubber.press('PageDown');
  await expect.poll(year).toBe(before - 1);
  await grid.scrubber.press('ArrowUp');
  await expect(grid.scrubber).toHaveAttribute('aria-valuetext', new RegExp(`^January ${before}`));
  await grid.scrubber.press('Home');
  await expect(grid.scrubber).toHaveAttribute('aria-valuenow', '1');
  await grid.scrubber.hover();
  await app.page.mouse.wheel(0, 3000);
  await expect.poll(() => grid.place()).toBeGreaterThan(10);
  await grid.scrubber.press('End');
  await expect(app.gallery.picture('picture number 2999')).toBeInViewport();
});

test('the keyboard moves as the eye does, and letters that are no command begin a search', async ({ inGrid: { app } }) => {
  const { page, gallery } = app;
  const focused = page.locator(':focus');
  const focusedAt = async (axis: 'x' | 'y') => (await focused.boundingBox())?.[axis];
  await gallery.current.focus();
  await page.keyboard.press('ArrowRight');
  await expect(focused).toHaveAccessibleName('picture number 1');
  const start = (await focused.boundingBox()) ?? { x: 0, y: 0 };
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focusedAt('y')).toBeGreaterThan(start.y);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => focusedAt('y')).toBe(start.y);
  await page.keyboard.press('Home');
  await expect.poll(() => focusedAt('x')).toBeLessThan(start.x);
  await page.keyboard.press('PageDown');
  await expect(focused).not.toHaveAccessibleName(/^picture number [01]$/);
  await page.keyboard.press('Control+End');
  await expect(gallery.picture('picture number 2999')).toBeFocused();
  await page.keyboard.press('Control+Home');
  await expect(gallery.current).toHaveAccessibleName('picture number 0');
  await expect(gallery.current).toBeFocused();
  await page.keyboard.type('w');
  await expect(gallery.search).toBeFocused();
  await expect(gallery.search).toHaveValue('w');
});

test('screen readers are told where each picture stands, and what is marked on it', async ({ inGrid: { app } }) => {
  const { page, gallery } = app;
  await gallery.current.focus();
  await expect(gallery.current).toHaveAccessibleDescription('picture 1 of 3,000');
  for (const key of ['f', '4', 'p']) await page.keyboard.press(key);
  await expect(gallery.current).toHaveAccessibleDescription('picture 1 of 3,000, Favourite, 4 stars, Picked');
  const rows = Number(await gallery.grid.getAttribute('aria-rowcount'));
  expect(rows).toBeGreaterThan(1500);
  await page.keyboard.press('Control+End');
  await expect(gallery.picture('picture number 2999')).toHaveAccessibleDescription('picture 3,000 of 3,000');
  const lastRow = gallery.grid.getByRole('row').filter({ has: page.getByRole('gridcell', { name: 'picture number 2999' }) });
  await expect(lastRow).toHaveAttribute('aria-rowindex', String(rows));
});

test('thousands are selected at once, in ranges, turned round and let go', async ({ inGrid: { app, grid } }) => {
  const { page, gallery } = app;
  await gallery.current.focus();
  await page.keyboard.press('Control+a');
  await expect(grid.announced).toHaveText('3,000 selected');
  await page.keyboard.press('Control+ ');
  await expect(grid.announced).toHaveText('2,999 selected');
  await page.keyboard.press('Control+i');
  await expect(grid.announced).toHaveText('1 selected');
  await expect(grid.selected).toHaveAccessibleName('picture number 0');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(grid.announced).toHaveText('3 selected');
  await gallery.picture(/^picture number 5$/).click({ modifiers: ['Control'] });
  await expect(grid.announced).toHaveText('4 selected');
  await gallery.picture(/^picture number 7$/).click({ modifiers: ['Shift'] });
  await expect(grid.announced).toHaveText('6 selected');
  await page.keyboard.press('Escape');
  await expect(grid.announced).toHaveText('Nothing selected');
});

test('a frame selects what it touches, scrolls at the edge, and is given up by Escape', async ({ inGrid: { app, grid } }) => {
  const { page, gallery } = app;
  const [first, window] = [await gallery.picture(/^picture number 0$/).boundingBox(), await gallery.grid.boundingBox()];
  if (!first || !window) throw new Error('Nothing is on the screen');
  const start = [window.x - 10, first.y + 10] as const;
  await grid.frame(start, [first.x + 10, first.y + 40]);
  await page.mouse.up();
  await expect(grid.selected).toHaveAccessibleName('picture number 0');

  await page.keyboard.down('Control');
  const height = await page.evaluate(() => innerHeight);
  await grid.frame(start, [first.x + 400, height - 5]);
  // The pointer rests at the edge, and more and more comes into the frame.
  await expect.poll(() => grid.place()).toBeGreaterThan(30);
  await page.mouse.up();
  await page.keyboard.up('Control');
  // The bar counts along; what is announced follows when it stands still.
  await expect(gallery.selection.count).toHaveText(/^\d\d+ selected$/);
  const said = await gallery.selection.count.textContent();
  await expect(grid.announced).toHaveText(said ?? '');

  const here = [window.x - 10, height / 2] as const;
  await grid.frame(here, [window.x + 300, height / 2 + 60]);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(gallery.selection.count).toHaveText(said ?? '');
  await expect(grid.announced).toHaveText(said ?? '');
});

test('a finger that rests on a picture selects it, and taps then select more', async ({ inGrid: { app, grid } }) => {
  const { page, gallery } = app;
  await grid.hold(gallery.picture(/^picture number 2$/));
  await expect(grid.announced).toHaveText('1 selected');
  const box = await gallery.picture(/^picture number 3$/).boundingBox();
  const session = await page.context().newCDPSession(page);
  const touchPoints = [{ x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 }];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(grid.announced).toHaveText('2 selected');
});
