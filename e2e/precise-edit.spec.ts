import sharp from 'sharp';

import { expect, test } from './app.ts';
import { paidRequests } from './asked.ts';
import { answersIn, compareOutside, compositesIn, photoFile } from './edited-pictures.ts';
import { ask, editMiddle, keep, openForEditing, paintMiddle } from './masked-edit.ts';
import { sentEdit, toChange, toKeep } from './sent-edit.ts';

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
  await review.view('As it came').click();
  await expect(review.badge(/^Outside the mask: \d\d% changed, re\u2011framed by [34] px$/)).toBeVisible();
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
  await expect(app.review.converted).toHaveCount(0);
});

test('the whole picture is sent where one wants it: what comes back is said before paying, and outside the mask nothing changes', async ({
  app,
  home,
  elsewhere,
  service,
}) => {
  const file = await photoFile(elsewhere, 'shop.jpg', { ...photo, by: 'Kim Doe' });
  const { editor, notices, page } = app;
  await openForEditing(app, file);
  const sending = editor.dialog.getByRole('radiogroup', { name: 'How it is sent' });
  await test.step('more than can be sent in its own resolution', async () => {
    await editor.button('Fill').click();
    await expect(editor.note).toContainText('at 85% of your picture’s resolution. For more, mark smaller parts.');
    await editor.button('Clear').click();
    await paintMiddle(app, photo);
    await expect(editor.note).toContainText('at full resolution');
    await sending.getByRole('radio', { name: 'Whole picture' }).check();
    await expect(editor.note).toContainText('The whole picture is sent, 1536×1024.');
    await expect(editor.note).toContainText('What is marked comes back at 85% of your picture’s resolution.');
    expect(paidRequests(service)).toEqual([]);
  });
  await ask(app, { prompt: 'a red balloon' });
  await expect(notices).toContainText('your picture was converted from JPEG to PNG and scaled to 1536×1024 for sending.');
  await app.review.isReady();
  const sent = await sentEdit(service);
  expect([sent.width, sent.height]).toEqual([1536, 1024]);
  expect([sent.maskAt(768, 512), sent.maskAt(0, 0), sent.maskAt(1535, 1023)]).toEqual([toChange, toKeep, toKeep]);
  expect(await sent.differenceFrom(file, { left: 0, top: 0, ...photo })).toBeLessThan(3);

  await keep(app);
  const [composite] = compositesIn(home);
  expect(composite?.edit).toMatchObject({ mode: 'whole', crop: { left: 0, top: 0, ...photo } });
  expect(composite && (await compareOutside(home, file, composite))).toMatchObject({ differingOutside: 0 });
  const { exif, xmp, ...facts } = await sharp(composite?.file).metadata();
  expect(facts).toMatchObject({ format: 'png', ...photo });
  for (const said of [exif, xmp]) expect(said?.toString('latin1')).toContain('Kim Doe');
  await page.keyboard.press('Escape');
  await expect(sending.getByRole('radio', { name: 'Whole picture' })).toBeChecked();
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
    // Only then it is known which task is whose: a request whose answer didn't arrive is the person's to decide about.
    await expect(app.editor.jobs).toContainText('Running');
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
