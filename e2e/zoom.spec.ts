import { type Afterglow } from './app.ts';
import { expect, test } from './in-gallery.ts';
import type { Lying } from './pages/viewer.ts';

test.use({
  library: {
    jobs: [
      { prompt: 'a large sea', size: '3:2' },
      { prompt: 'a large wood', size: '2:3' },
    ],
    painting: { longEdgePx: 1800 },
  },
});

/** Opens the first picture, and says how many of its pixels there are. */
async function open(app: Afterglow): Promise<{ width: number; height: number; pixelRatio: number }> {
  await app.gallery.open('a large sea');
  await expect(app.viewer.original).toHaveJSProperty('complete', true);
  return app.viewer.original.evaluate((img: HTMLImageElement) => ({
    width: img.naturalWidth,
    height: img.naturalHeight,
    pixelRatio: devicePixelRatio,
  }));
}

/** What part of the picture is at a point of the window. */
function partAt({ x, y, width, height }: Lying, point: { readonly x: number; readonly y: number }): readonly [number, number] {
  return [(point.x - x) / width, (point.y - y) / height];
}

test('a picture fits at first; at 1:1 each of its pixels is one of the screen', async ({ inGallery: app }) => {
  const { viewer, page } = app;
  const { width, height, pixelRatio } = await open(app);
  const stage = await viewer.stage.boundingBox();
  const fitting = await viewer.lying();
  expect(fitting.width).toBeLessThanOrEqual(stage?.width ?? 0);
  expect(fitting.height).toBeLessThanOrEqual(stage?.height ?? 0);
  expect(fitting.width / fitting.height).toBeCloseTo(1.5, 2);

  await page.keyboard.press('ControlOrMeta+1');
  await expect(viewer.zoom).toHaveText('100%');
  const actual = await viewer.lying();
  expect(actual.width).toBeCloseTo(width / pixelRatio, 3);
  expect(actual.height).toBeCloseTo(height / pixelRatio, 3);
  for (const edge of [actual.x, actual.y]) expect((edge * pixelRatio) % 1).toBeCloseTo(0, 3);

  await page.keyboard.press('ControlOrMeta+0');
  expect(await viewer.lying()).toEqual(fitting);
  await viewer.action('Actual pixels (1:1)').click();
  await expect(viewer.zoom).toHaveText('100%');
  await viewer.action('Fit in the window').click();
  expect(await viewer.lying()).toEqual(fitting);
  expect(app.errors).toEqual([]);
});

test('the wheel with Ctrl and a double click zoom at the pointer', async ({ inGallery: app }) => {
  const { viewer, page } = app;
  await open(app);
  const { x, y } = await viewer.middle();
  const point = { x: x + 90, y: y - 40 };
  await page.mouse.move(point.x, point.y);
  await page.keyboard.press('ControlOrMeta+1');
  await expect(viewer.zoom).toHaveText('100%');
  await page.keyboard.down('Control');
  const before = partAt(await viewer.lying(), point);
  const wasWide = (await viewer.lying()).width;
  for (let notch = 0; notch < 5; notch++) await page.mouse.wheel(0, -100);
  await expect.poll(async () => (await viewer.lying()).width).toBeGreaterThan(wasWide * 2);
  await page.keyboard.up('Control');
  const after = partAt(await viewer.lying(), point);
  expect(after[0]).toBeCloseTo(before[0], 2);
  expect(after[1]).toBeCloseTo(before[1], 2);

  await page.keyboard.press('ControlOrMeta+0');
  const fitting = partAt(await viewer.lying(), point);
  await page.mouse.dblclick(point.x, point.y);
  await expect(viewer.zoom).toHaveText('100%');
  expect(partAt(await viewer.lying(), point)[0]).toBeCloseTo(fitting[0], 2);
  await page.mouse.dblclick(point.x, point.y);
  await expect(viewer.zoom).not.toHaveText('100%');
});

test('zooms by keys up to 32 times, with hard pixels from three times on', async ({ inGallery: app }) => {
  const { viewer, page } = app;
  await open(app);
  const rendering = () => viewer.original.evaluate((img) => getComputedStyle(img).imageRendering);
  await page.keyboard.press('ControlOrMeta+1');
  await page.keyboard.press('+');
  await page.keyboard.press('ControlOrMeta+Equal');
  await expect(viewer.zoom).toHaveText('200%');
  expect(await rendering()).toBe('auto');
  await page.keyboard.press('+');
  await expect(viewer.zoom).toHaveText('300%');
  expect(await rendering()).toBe('pixelated');
  for (let step = 0; step < 12; step++) await page.keyboard.press('+');
  await expect(viewer.zoom).toHaveText('3,200%');
  for (let step = 0; step < 8; step++) await page.keyboard.press('-');
  await expect(viewer.zoom).toHaveText('200%');
});

test('dragging, the wheel and the arrow keys move what is larger than the stage, and never past its edges', async ({ inGallery: app }) => {
  const { viewer, page } = app;
  await open(app);
  await page.keyboard.press('ControlOrMeta+1');
  const before = await viewer.lying();
  await viewer.drag(60, -30);
  const dragged = await viewer.lying();
  expect([dragged.x - before.x, dragged.y - before.y]).toEqual([60, -30]);
  await page.keyboard.down('Space');
  await viewer.drag(-60, 30);
  await page.keyboard.up('Space');
  expect(await viewer.lying()).toEqual(before);
  await page.keyboard.press('ArrowRight');
  expect((await viewer.lying()).x).toBeLessThan(before.x);
  await expect(viewer.dialog).toHaveAccessibleName('a large sea');
  await page.mouse.wheel(0, 40);
  await expect.poll(async () => (await viewer.lying()).y).toBe(before.y - 40);

  await viewer.drag(5000, 5000);
  const stage = await viewer.stage.boundingBox();
  const stopped = await viewer.lying();
  expect([stopped.x, stopped.y]).toEqual([stage?.x, stage?.y]);
});

test('where nothing can be moved the arrows turn to the next picture, which begins as a whole', async ({ inGallery: app }) => {
  const { viewer, page } = app;
  await open(app);
  await page.keyboard.press('ControlOrMeta+1');
  await page.keyboard.press('PageDown');
  await expect(viewer.dialog).toHaveAccessibleName('a large wood');
  await expect(viewer.action('Fit in the window')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(viewer.dialog).toHaveAccessibleName('a large sea');
});

test('the next picture is fetched before its turn, and shown without a gap', async ({ inGallery: app }) => {
  const { viewer, page } = app;
  await open(app);
  const fetched = () =>
    page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/picture/')).length);
  await expect.poll(fetched).toBe(2);
  await page.keyboard.press('ArrowRight');
  await expect(viewer.dialog).toHaveAccessibleName('a large wood');
  await expect(viewer.original).toHaveAttribute('alt', 'a large wood');
  expect(await fetched()).toBe(2);
});

test('two fingers pinch, one swipes to the next', async ({ inGallery: app }) => {
  const { viewer, page } = app;
  await open(app);
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number; id: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  const { x, y } = await viewer.middle();
  const wasWide = (await viewer.lying()).width;
  await touch('touchStart', { x: x - 50, y, id: 1 }, { x: x + 50, y, id: 2 });
  for (const reach of [70, 90, 100]) await touch('touchMove', { x: x - reach, y, id: 1 }, { x: x + reach, y, id: 2 });
  await touch('touchEnd');
  await expect.poll(async () => (await viewer.lying()).width / wasWide).toBeCloseTo(2, 1);
  await page.keyboard.press('ControlOrMeta+0');
  await touch('touchStart', { x: x + 80, y, id: 3 });
  for (const step of [40, 0, -40]) await touch('touchMove', { x: x + step, y, id: 3 });
  await touch('touchEnd');
  await expect(viewer.dialog).toHaveAccessibleName('a large wood');
});
