import sharp from 'sharp';

import { expect, test } from './app.ts';
import { paidRequests } from './asked.ts';
import { answersIn, compareOutside, compositesIn, photoFile } from './edited-pictures.ts';
import { ask, editMiddle, keep, openForEditing, paintMiddle } from './masked-edit.ts';

/** As the real model answers: moved, in other colours, and drawn anew everywhere. */
const drift = { shiftPx: { x: 3, y: -2 }, gain: [1.05, 1.04, 0.96], offset: 4, noise: 3, rerender: 0.6 } as const;
test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 300, drift } });

const photo = { width: 1800, height: 1200 };

test('what isn’t in the mask doesn’t change: from the stroke to the file, against a service that redraws everything', async ({
  app,
  home,
  elsewhere,
  service,
}) => {
  const file = await photoFile(elsewhere, 'shop.png', photo);
  await editMiddle(app, file, photo, { prompt: 'a red balloon', count: 2 });
  expect(paidRequests(service)).toHaveLength(1);

  const { review } = app;
  await expect(review.badge(/^Outside the mask: 0 changed$/)).toBeVisible();
  await review.view('Answer as it came').click();
  await expect(review.badge(/^Outside the mask: \d\d% changed, re-framed by [34] px$/)).toBeVisible();
  await review.view('Only the mark').click();

  await review.next.click();
  await expect(review.answers.nth(1)).toHaveAttribute('aria-current', 'true');
  await review.isReady();
  await keep(app);
  await review.panel.press(',');
  await review.strength.press('Home');
  await expect(review.keep).toBeDisabled();
  for (let times = 0; times < 6; times++) await review.strength.press('PageUp');
  await review.feather.press('ArrowRight');
  await app.page.keyboard.press('Control+Enter');
  await expect(review.saved).toBeVisible();

  const composites = compositesIn(home);
  expect(composites).toHaveLength(2);
  expect(answersIn(home)).toHaveLength(2);
  for (const composite of composites) {
    const { differingOutside, changedInside, inside } = await compareOutside(home, file, composite);
    expect(differingOutside).toBe(0);
    expect(changedInside).toBeGreaterThan(inside / 2);
    expect(await sharp(composite.file).metadata()).toMatchObject({ format: 'png', ...photo });
  }
  expect(composites.map(({ composite }) => composite?.strength)).toEqual([1, 0.6]);
  expect(app.errors).toEqual([]);
});

test('sixteen bits and a colour profile stay', async ({ app, home, elsewhere }) => {
  const file = await photoFile(elsewhere, 'print.png', { ...photo, bits: 16, profile: 'p3' });
  await editMiddle(app, file, photo, { prompt: 'a blue vase' });
  await keep(app);
  const [composite] = compositesIn(home);
  expect(composite && (await compareOutside(home, file, composite))).toMatchObject({ differingOutside: 0 });
  const [before, after] = [await sharp(file).metadata(), await sharp(composite?.file).metadata()];
  expect(after).toMatchObject({ depth: 'ushort', space: before.space });
  expect(after.icc?.equals(before.icc ?? Buffer.alloc(0))).toBe(true);
});

test('a photo that lies on its side in the file is edited as it is seen', async ({ app, home, elsewhere }) => {
  const file = await photoFile(elsewhere, 'phone.jpg', { ...photo, orientation: 6 });
  const seen = { width: photo.height, height: photo.width };
  await editMiddle(app, file, seen, { prompt: 'a yellow door' });
  await keep(app);
  const [composite] = compositesIn(home);
  expect(composite && (await compareOutside(home, file, composite))).toMatchObject({ differingOutside: 0 });
  expect(await sharp(composite?.file).metadata()).toMatchObject(seen);
});

test('several edits in a row lose nothing outside their masks', async ({ app, home, elsewhere }) => {
  const file = await photoFile(elsewhere, 'room.png', photo);
  await editMiddle(app, file, photo, { prompt: 'a lamp' });
  await keep(app);
  for (const prompt of ['a clock', 'a plant']) {
    await app.review.action('Edit on').click();
    await app.editor.ready();
    await paintMiddle(app, photo);
    await ask(app, { prompt });
    await app.review.isReady();
    await keep(app);
  }
  const composites = compositesIn(home);
  expect(composites.map(({ prompt }) => prompt)).toEqual(['a lamp', 'a clock', 'a plant']);
  let before = file;
  for (const composite of composites) {
    expect(await compareOutside(home, before, composite)).toMatchObject({ differingOutside: 0 });
    before = composite.file;
  }
});

test.describe('with a slow service', () => {
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000, drift } });

  test('the app is killed while an edit is under way; it is reviewed from Activity afterwards', async ({
    app,
    clock,
    home,
    launch,
    elsewhere,
    service,
  }) => {
    clock.stop();
    const file = await photoFile(elsewhere, 'shop.png', photo);
    await openForEditing(app, file);
    await paintMiddle(app, photo);
    await ask(app, { prompt: 'a red balloon' });
    await expect.poll(() => paidRequests(service)).toHaveLength(1);
    await app.kill();
    clock.pass(10_000);

    const second = await launch();
    await second.goTo('Activity');
    await second.activity.action('a red balloon', 'Review').click();
    await second.review.isReady();
    await keep(second);
    const [composite] = compositesIn(home);
    expect(composite && (await compareOutside(home, file, composite))).toMatchObject({ differingOutside: 0 });
    expect(paidRequests(service)).toHaveLength(1);
    expect(second.errors).toEqual([]);
  });
});
