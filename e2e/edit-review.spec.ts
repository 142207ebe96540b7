import type { Locator } from '@playwright/test';

import { makeSmall, problemsOn } from './accessible.ts';
import { expect, test } from './app.ts';
import { paidRequests } from './asked.ts';
import { photoFile } from './edited-pictures.ts';
import { ask, editMiddle, keep, openForEditing, paintMiddle } from './masked-edit.ts';
import { lyingOf } from './pages/viewer.ts';

const drift = { shiftPx: { x: 3, y: -2 }, gain: [1.05, 1.04, 0.96], offset: 4, noise: 3, rerender: 0.6 } as const;
test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 300, drift } });

const photo = { width: 900, height: 600 };
/** A part of the stage that lies on the picture, well outside what the tests mark. */
const corner = { x: 0.2, y: 0.3, width: 0.12, height: 0.1 };
const middle = { x: 0.47, y: 0.48, width: 0.06, height: 0.04 };

const percent = (slider: Locator): Promise<string | null> => slider.getAttribute('aria-valuenow');

test('answers are turned to on the picture itself: where nothing is marked, nothing moves', async ({ app, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt: 'a red balloon', count: 4 });
  const { review, page } = app;
  const outside = await review.seen(corner);
  const first = await review.seen(middle);
  await review.next.click();
  await expect(review.answers.nth(1)).toHaveAttribute('aria-current', 'true');
  await review.isReady();
  await expect.poll(async () => first.equals(await review.seen(middle))).toBe(false);
  expect(outside.equals(await review.seen(corner))).toBe(true);
  for (const [key, place] of [
    ['.', 2],
    ['ArrowRight', 3],
    ['.', 0],
    ['ArrowLeft', 3],
    [',', 2],
  ] as const) {
    await page.keyboard.press(key);
    await expect(review.answers.nth(place)).toHaveAttribute('aria-current', 'true');
  }
  await review.answers.first().click();
  await expect.poll(async () => first.equals(await review.seen(middle))).toBe(true);
  expect(app.errors).toEqual([]);
});

test('strength and feather are seen at once, belong to each answer, and go back to what is suggested', async ({ app, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt: 'a red balloon', count: 2 });
  const { review } = app;
  const suggested = await review.feather.inputValue();
  const full = await review.seen(middle);
  await review.strength.press('Home');
  await expect.poll(async () => full.equals(await review.seen(middle))).toBe(false);
  await expect(review.keep).toBeDisabled();
  await expect(review.panel.getByText('At 0% nothing of the answer shows')).toBeVisible();
  await review.feather.press('End');
  await review.next.click();
  await expect(review.strength).toHaveValue('100');
  await review.previous.click();
  await expect(review.strength).toHaveValue('0');
  await review.action('Strength and feather as suggested').click();
  await expect(review.strength).toHaveValue('100');
  await expect(review.feather).toHaveValue(suggested);
  await expect.poll(async () => full.equals(await review.seen(middle))).toBe(true);
});

test('the answer as it came and what it changed are shown with their badge', async ({ app, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt: 'a red balloon' });
  const { review } = app;
  const laid = await review.seen(corner);
  await expect(review.badge(/^Outside the mask: 0 changed$/)).toBeVisible();
  await review.view('As it came').click();
  await expect(review.badge(/^Outside the mask: \d+% changed, re\u2011framed by \d px$/)).toBeVisible();
  await expect.poll(async () => laid.equals(await review.seen(corner))).toBe(false);
  const raw = await review.seen(corner);
  await review.view('What changed').click();
  await expect.poll(async () => raw.equals(await review.seen(corner))).toBe(false);
  await review.view('What changed').press('ArrowLeft');
  await expect(review.view('As it came')).toBeChecked();
  await review.view('Only the mark').click();
  await expect.poll(async () => laid.equals(await review.seen(corner))).toBe(true);
});

test('before and after: a line that pointer and keys move, and the original while a button is held', async ({ app, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt: 'a red balloon' });
  const { review, page } = app;
  const after = await review.seen(middle);
  await review.holdOriginal.hover();
  await page.mouse.down();
  await expect.poll(async () => after.equals(await review.seen(middle))).toBe(false);
  const before = await review.seen(middle);
  await page.mouse.up();
  await expect.poll(async () => after.equals(await review.seen(middle))).toBe(true);

  await review.dragLine(0.7);
  expect(Number(await percent(review.beforeAfter))).toBeGreaterThan(50);
  await expect.poll(async () => before.equals(await review.seen(middle))).toBe(true);
  await review.beforeAfter.press('Home');
  expect(await percent(review.beforeAfter)).toBe('0');
  await expect.poll(async () => after.equals(await review.seen(middle))).toBe(true);
  await review.beforeAfter.press('PageUp');
  await review.beforeAfter.press('ArrowRight');
  expect(await percent(review.beforeAfter)).toBe('11');
});

test('what was kept says where it is, is edited on or shown, and its family is known', async ({ app, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt: 'a red balloon' });
  const { review, viewer } = app;
  await keep(app);
  await expect(review.kept).toBeDisabled();
  await expect(review.answers.first()).toHaveAccessibleName(/, kept$/);
  await review.action('Show in gallery').click();
  await expect(viewer.fact('Laid over the original')).toHaveText(/^100% strength, \d+ px feather/);
  await expect(viewer.details.getByText('Outside the mask: 0 changed')).toBeVisible();
  await viewer.action('Details').click();
  await expect(viewer.details).toHaveCount(0);
  await viewer.dialog.getByRole('button', { name: 'Outside the mask: 0 changed' }).click();
  await expect(viewer.details).toBeVisible();
  await viewer.action('Family tree').click();
  await expect(viewer.family.tree.getByRole('button', { name: /^Mask: / })).toHaveCount(1);
  await viewer.family.parents.filter({ hasText: 'Answer: a red balloon' }).click();
  await viewer.family.self.click();
  await expect(viewer.details.getByText(/^Outside the mask: \d+% changed/)).toBeVisible();
  await expect(viewer.details.getByRole('img', { name: 'What changed' })).toBeVisible();
  await viewer.details.getByRole('button', { name: 'Review in editor' }).click();
  await review.isReady();
  await expect(review.answers.first()).toHaveAccessibleName(/, kept$/);
});

test('an answer by words alone is held against its original, with a line that pointer and keys move', async ({ app, elsewhere }) => {
  await openForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  await ask(app, { prompt: 'by night', count: 2 });
  const { editor, page } = app;
  const begin = editor.button('Compare before and after');
  await begin.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Before and after' });
  const pictures = dialog.locator('img[src^="picture/"]');
  await expect(pictures).toHaveCount(2);
  const [original, answer] = await pictures.evaluateAll((all) => all.map((one) => one.getAttribute('src')));
  const middle = await lyingOf(pictures.first());
  const seenAt = (part: number) =>
    page.evaluate(
      ([x, y]) =>
        document
          .elementsFromPoint(x, y)
          .find((element) => element instanceof HTMLImageElement)
          ?.getAttribute('src'),
      [middle.x + middle.width * part, middle.y + middle.height / 4] as const,
    );
  const seen = async () => [await seenAt(0.25), await seenAt(0.75)];
  expect(await seen()).toEqual([original, answer]);
  await expect(dialog.getByRole('slider')).toBeFocused();
  await page.keyboard.press('End');
  expect(await seen()).toEqual([original, original]);
  await page.keyboard.press('Home');
  expect(await seen()).toEqual([answer, answer]);

  // The same keys and the same wheel look closer as everywhere.
  const zoom = dialog.getByRole('group', { name: 'Zoom', exact: true }).getByRole('status');
  const fitting = (await zoom.textContent()) ?? '';
  await page.keyboard.press('ControlOrMeta+1');
  await expect(zoom).toHaveText('100%');
  await page.mouse.move(middle.x + middle.width / 4, middle.y + middle.height / 4);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect(zoom).not.toHaveText('100%');
  await page.keyboard.press('ControlOrMeta+0');
  await expect(zoom).toHaveText(fitting);

  await dialog.getByRole('radiogroup', { name: 'Answers' }).getByRole('radio', { name: '2' }).click();
  await expect(pictures.last()).not.toHaveAttribute('src', answer ?? '');
  await expect(pictures.first()).toHaveAttribute('src', original ?? '');
  expect(await problemsOn(page, 'Before and after')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(begin).toBeFocused();
});

test('an answer that shows another picture is laid over nothing, and can be asked for again', async ({ app, elsewhere, service }) => {
  await openForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  await paintMiddle(app, photo);
  await ask(app, { prompt: 'a red balloon [another-picture]' });
  const { review } = app;
  await expect(review.panel.getByText('This answer shows another picture')).toBeVisible();
  await expect(review.panel.getByText('It can’t be laid over yours. It stays in your gallery.')).toBeVisible();
  await expect(review.keep).toHaveCount(0);
  await review.action('Try again').click();
  await expect(app.editor.jobs).toHaveCount(2);
  await expect.poll(() => paidRequests(service)).toHaveLength(2);
  await app.editor.jobs.first().getByRole('button', { name: 'Look at the answer' }).click();
  await expect(review.panel.getByText('This answer shows another picture')).toBeVisible();
  await review.action('Open it').click();
  await expect(app.viewer.dialog).toHaveAccessibleName('a red balloon [another-picture]');
});

test('answers carry their sign in the gallery, and lead to the review from Create and Activity', async ({ app, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt: 'a red balloon' });
  await app.page.keyboard.press('Escape');
  await app.editor.button('Done').click();
  await expect(app.gallery.picture('a red balloon')).toHaveAccessibleDescription(/Answer to an edit/);
  await app.goTo('Create');
  await app.page.getByRole('main').getByRole('button', { name: 'Review' }).click();
  await app.review.isReady();
  await app.page.keyboard.press('Escape');
  await app.editor.button('Done').click();
  await app.goTo('Activity');
  await app.activity.job('a red balloon').getByRole('button', { name: 'Details' }).click();
  await expect(app.activity.job('a red balloon')).toContainText('What was marked');
  await app.activity.action('a red balloon', 'Review').click();
  await app.review.isReady();
});

test('all of it is in reach of everybody, also in a small window', async ({ app, elsewhere }) => {
  await makeSmall(app);
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt: 'a red balloon', count: 2 });
  const { review, page } = app;
  const found = await problemsOn(page, 'Review');
  await review.beforeAfter.press('PageUp');
  await review.view('What changed').click();
  found.push(...(await problemsOn(page, 'Review, what changed')));
  await keep(app);
  found.push(...(await problemsOn(page, 'Review, kept')));
  await review.action('Show in gallery').click();
  await expect(app.viewer.original).toHaveJSProperty('complete', true);
  found.push(...(await problemsOn(page, 'Viewer of what was kept')));
  expect(found).toEqual([]);
});
