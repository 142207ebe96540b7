import fs from 'node:fs';
import path from 'node:path';

import { Layout } from '../src/main/library/layout.ts';
import { expect, test } from './app.ts';
import { paidRequests } from './asked.ts';
import { answersIn, compareOutside, compositesIn, photoFile } from './edited-pictures.ts';
import { freePort } from './free-port.ts';
import { isKept } from './kept-drafts.ts';
import { libraryIn } from './library-maker.ts';
import { ask, chooseForEditing, editMiddle, keep, openForEditing, paintMiddle } from './masked-edit.ts';
import { oddPictures } from './odd-pictures.ts';

const generations = 'POST /v1/images/generations';
test.use({
  serviceOptions: async ({}, use) => {
    await use({ pictures: 'plain', taskMs: () => 300, port: await freePort() });
  },
});

const photo = { width: 900, height: 600 };
const prompt = 'a red balloon';
const longAgo = new Date(2019, 4, 5, 12);

test('an edit that can’t be sent says why beside what is painted, and is sent from there once it can be', async ({
  app,
  elsewhere,
  service,
}) => {
  const { editor, review } = app;
  const latest = editor.jobs.first();
  await openForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  await paintMiddle(app, photo);
  await expect(editor.sign).toHaveText(/marked$/);
  const marked = await editor.sign.textContent();
  const nothingIsLost = async (asked: string): Promise<void> => {
    await expect(editor.sign).toHaveText(marked ?? '');
    await expect(editor.prompt).toHaveValue(asked);
  };

  await test.step('refused', async () => {
    const refusal = { error: { code: 'content_policy_violation', message: 'No balloons.', type: 'invalid_request_error' } };
    service.faults.next(generations, { kind: 'answer', status: 400, body: refusal, takesEffect: false });
    await ask(app, { prompt });
    await expect(latest).toContainText('Failed');
    await expect(latest).toContainText('refused by the content rules');
    await nothingIsLost(prompt);
    await editor.send.click();
    await review.isReady();
    expect(service.ledger).toHaveLength(1);
  });

  await test.step('a service in trouble: nobody knows whether it was taken, so the person decides', async () => {
    service.faults.next(generations, { kind: 'answer', status: 500, body: 'Oops', takesEffect: false });
    await review.action('Back to editing').click();
    await ask(app, { prompt: 'a blue balloon' });
    await expect(latest).toContainText('Needs a decision');
    await expect(latest).toContainText('no answer came back');
    await nothingIsLost('a blue balloon');
    await latest.getByRole('button', { name: 'Send again' }).click();
    await app.page.getByRole('dialog', { name: 'Send it again?' }).getByRole('button', { name: 'Send again' }).click();
    await review.isReady();
    expect(service.ledger).toHaveLength(2);
  });

  await test.step('out of reach: it waits, and goes by itself when the service is back', async () => {
    await review.action('Back to editing').click();
    await service.stop();
    await ask(app, { prompt: 'a green balloon' });
    await expect(latest).toContainText('Waiting for a connection');
    await nothingIsLost('a green balloon');
    await service.start();
    await review.isReady();
    expect(service.ledger).toHaveLength(3);
  });
  expect(app.errors).toEqual([]);
});

test('a file that is changed by another program during its edit, or deleted, changes nothing of it', async ({
  app,
  home,
  elsewhere,
  service,
}) => {
  const file = await photoFile(elsewhere, 'shop.png', photo);
  await openForEditing(app, file);
  await paintMiddle(app, photo);
  const names = fs.readdirSync(libraryIn(home), { recursive: true, encoding: 'utf8' });
  const originals = names
    .filter((name) => !name.startsWith('.afterglow') && name.endsWith('.png'))
    .map((name) => path.join(libraryIn(home), name));
  expect(originals).toHaveLength(1);
  const happens = [
    async (original: string) => fs.copyFileSync(await photoFile(elsewhere, 'other.png', { width: 40, height: 30 }), original),
    (original: string) => fs.promises.rm(original),
  ];
  for (const [place, happen] of happens.entries()) {
    for (const original of originals) await happen(original);
    await ask(app, { prompt: `${prompt}, ${place}` });
    await app.review.isReady();
    await keep(app);
    await app.review.action('Back to editing').click();
  }
  const composites = compositesIn(home);
  expect(composites).toHaveLength(2);
  for (const composite of composites) expect(await compareOutside(home, file, composite)).toMatchObject({ differingOutside: 0 });
  expect(paidRequests(service)).toHaveLength(2);
});

test('answers of another size or kind than was asked for are laid over all the same; one of another shape is refused', async ({
  app,
  home,
  elsewhere,
}) => {
  const file = await photoFile(elsewhere, 'shop.png', photo);
  const { review } = app;
  await openForEditing(app, file);
  await paintMiddle(app, photo);
  for (const strange of ['another-size', 'jpeg', 'webp']) {
    await ask(app, { prompt: `${prompt} [${strange}]` });
    await review.isReady();
    await keep(app);
    await review.action('Back to editing').click();
  }
  await ask(app, { prompt: `${prompt} [another-shape]` });
  await expect(review.panel).toContainText('This answer has another shape');
  await expect(review.panel).toContainText('It can’t be laid over yours. It stays in your gallery.');
  await expect(review.keep).toHaveCount(0);

  expect(answersIn(home).map(({ kind, widthPx, edit }) => [kind, widthPx / (edit?.sent.width ?? 1)])).toEqual([
    ['png', 0.75],
    ['jpeg', 1],
    ['webp', 1],
    ['png', expect.any(Number)],
  ]);
  const composites = compositesIn(home);
  expect(composites).toHaveLength(3);
  for (const composite of composites) {
    const { differingOutside, changedInside, inside } = await compareOutside(home, file, composite);
    expect([differingOutside, changedInside > inside / 2]).toEqual([0, true]);
  }
  expect(app.errors).toEqual([]);
});

test('pictures out of the ordinary go all the way, dropped onto the editor one after the other', async ({ app, home, elsewhere }) => {
  const { editor, review, library, page } = app;
  const pictures = await oddPictures(elsewhere);
  await openForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  for (const { file, width, height, convertedTo } of pictures) {
    const { name } = path.parse(file);
    await test.step(name, async () => {
      fs.utimesSync(file, longAgo, longAgo);
      await library.drop(file);
      await expect(editor.dialog.getByRole('heading', { name: new RegExp(name) })).toBeVisible();
      await editor.ready();
      if (width === 1) await editor.button('Fill').click();
      else await editor.drag({ width, height }, { x: width * 0.4, y: height / 2 }, { x: width * 0.6, y: height / 2 });
      await expect(editor.sign).toHaveAttribute('data-marked', width === 1 ? 'everything' : 'part');
      await ask(app, { prompt: name });
      await review.isReady();
      await keep(app);
      await expect(review.converted).toHaveCount(convertedTo ? 1 : 0);
      const composite = compositesIn(home).find(({ prompt: asked }) => asked === name);
      expect(composite).toMatchObject({ widthPx: width, heightPx: height });
      const compared = composite && (await compareOutside(home, convertedTo ?? file, composite));
      expect([compared?.differingOutside, (compared?.changedInside ?? 0) > 0]).toEqual([0, true]);
    });
  }
  // They came by their paths: what was only handed over as bytes has no date of its own.
  const files = fs.readdirSync(libraryIn(home), { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => name.startsWith(`${longAgo.getFullYear()}${path.sep}`) && /\.\w+$/.test(name))).toHaveLength(
    pictures.length,
  );
  await page.keyboard.press('Escape');
  expect(app.errors).toEqual([]);
});

test('where painting can’t begin, or breaks off, it is said, nothing is sent, and it is begun again', async ({
  app,
  home,
  elsewhere,
  service,
}) => {
  const { editor, page } = app;
  await page.route(/canvas-worker/, (route) => route.abort());
  await chooseForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  const trouble = editor.dialog.getByRole('alert').filter({ hasText: 'This picture can’t be shown' });
  await expect(trouble).toBeVisible();
  await editor.prompt.fill(prompt);
  await editor.send.click();
  await expect(page.getByText('Nothing was sent: open the picture again first.')).toBeVisible();
  await page.unroute(/canvas-worker/);
  await trouble.getByRole('button', { name: 'Try again' }).click();
  await editor.ready();
  await expect(editor.prompt).toHaveValue(prompt);

  await paintMiddle(app, photo);
  await expect(editor.sign).toHaveText(/marked$/);
  const marked = (await editor.sign.textContent()) ?? '';
  await isKept(home, prompt);
  const worker = page.workers().find((running) => running.url().includes('canvas-worker'));
  await worker?.evaluate(() => {
    setTimeout(() => {
      throw new Error('It breaks off.');
    });
  });
  const stopped = editor.dialog.getByRole('alert').filter({ hasText: 'Painting has stopped' });
  await stopped.getByRole('button', { name: 'Open again' }).click();
  await editor.ready();
  await expect(stopped).toHaveCount(0);
  await expect(editor.sign).toHaveText(marked);
  await expect(editor.prompt).toHaveValue(prompt);
  expect(paidRequests(service)).toEqual([]);
});

test('an answer that can’t be shown can’t be kept until it is seen', async ({ app, home, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt });
  const { review } = app;
  await review.action('Back to editing').click();
  const [answer] = answersIn(home);
  const patch = new Layout(libraryIn(home)).patch(answer?.id ?? '');
  const whole = fs.readFileSync(patch);
  fs.writeFileSync(patch, whole.subarray(0, 20));
  await app.editor.button('Look at the answer').click();
  await expect(review.trouble).toContainText('What you see is the original.');
  await expect(review.keep).toBeDisabled();
  fs.writeFileSync(patch, whole);
  await review.trouble.getByRole('button', { name: 'Try again' }).click();
  await expect(review.trouble).toHaveCount(0);
  await keep(app);
});

test('answers are reviewed although their original is no longer in the library', async ({ app, elsewhere }) => {
  await openForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  await paintMiddle(app, photo);
  await ask(app, { prompt });
  await app.review.isReady();
  await app.editor.button('Done').click();
  await app.gallery.picture('No prompt').focus();
  await app.page.keyboard.press('Delete');
  await app.gallery.rail.go('Trash');
  await app.page.getByRole('button', { name: 'Empty trash' }).click();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Delete for ever' }).click();
  await app.goTo('Activity');
  await app.activity.action(prompt, 'Review').click();
  await app.review.isReady();
  await keep(app);
});
