import fs from 'node:fs';

import { Layout } from '../src/main/library/layout.ts';
import { expect, test } from './app.ts';
import { paidRequests } from './asked.ts';
import { answersIn, compareOutside, compositesIn, photoFile } from './edited-pictures.ts';
import { libraryIn } from './library-maker.ts';
import { ask, chooseForEditing, editMiddle, keep, openForEditing, paintMiddle } from './masked-edit.ts';

test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 300 } });

const photo = { width: 900, height: 600 };
const prompt = 'a red balloon';

test('an edit that is refused says why beside what is painted, and is sent again from there', async ({ app, elsewhere, service }) => {
  const refusal = { error: { code: 'content_policy_violation', message: 'No balloons.', type: 'invalid_request_error' } };
  service.faults.next('POST /v1/images/generations', { kind: 'answer', status: 400, body: refusal, takesEffect: false });
  await openForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  await paintMiddle(app, photo);
  await ask(app, { prompt });
  await expect(app.editor.jobs).toContainText('Failed');
  await expect(app.editor.sign).toHaveAttribute('data-marked', 'part');
  await app.editor.send.click();
  await app.review.isReady();
  expect(service.ledger).toHaveLength(1);
});

test('a file that is changed by another program during its edit changes nothing of it', async ({ app, home, elsewhere, service }) => {
  const file = await photoFile(elsewhere, 'shop.png', photo);
  await openForEditing(app, file);
  await paintMiddle(app, photo);
  for (const name of fs.readdirSync(libraryIn(home), { recursive: true, encoding: 'utf8' })) {
    if (!name.startsWith('.afterglow') && name.endsWith('.png'))
      fs.copyFileSync(await photoFile(elsewhere, 'other.png', { width: 40, height: 30 }), `${libraryIn(home)}/${name}`);
  }
  await ask(app, { prompt });
  await app.review.isReady();
  await keep(app);
  const [composite] = compositesIn(home);
  expect(composite && (await compareOutside(home, file, composite))).toMatchObject({ differingOutside: 0 });
  expect(paidRequests(service)).toHaveLength(1);
});

test('what was painted while an answer was kept is there again afterwards', async ({ app, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt });
  const { editor, review } = app;
  await review.action('Back to editing').click();
  await editor.button('Clear').click();
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
  await editor.drag(photo, { x: 100, y: 100 }, { x: 200, y: 100 });
  await expect(editor.sign).toHaveText(/marked$/);
  const marked = await editor.sign.textContent();
  const place = await editor.stage.boundingBox();
  await editor.button('Look at the answer').click();
  await review.isReady();
  // The picture doesn't move when the tools go.
  expect(await editor.stage.boundingBox()).toEqual(place);
  await keep(app);
  await editor.button('Done').click();
  await app.gallery.picture('No prompt').focus();
  await app.page.keyboard.press('e');
  await expect(editor.sign).toHaveText(marked ?? '');
});

test('where painting can’t begin it is said, nothing is sent, and it is begun again', async ({ app, elsewhere, service }) => {
  const { editor, page } = app;
  await page.route(/canvas-worker/, (route) => route.abort());
  await chooseForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  const trouble = editor.dialog.getByRole('alert').filter({ hasText: 'This picture can’t be shown' });
  await expect(trouble).toBeVisible();
  await editor.prompt.fill(prompt);
  await editor.send.click();
  await expect(page.getByText('Something unexpected went wrong.')).toBeVisible();
  await page.unroute(/canvas-worker/);
  await trouble.getByRole('button', { name: 'Try again' }).click();
  await editor.ready();
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
