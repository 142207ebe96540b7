import { expect, test } from './app.ts';
import { photoFile } from './edited-pictures.ts';
import { draftsIn, isKept } from './kept-drafts.ts';
import { ask, editMiddle, keep, openForEditing, paintMiddle } from './masked-edit.ts';

const photo = { width: 900, height: 600 };

test('what was painted is there again after the app ended without a word, until it is begun anew or done', async ({
  app,
  home,
  elsewhere,
  launch,
}) => {
  await openForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  await paintMiddle(app, photo);
  await app.editor.prompt.fill('a red balloon, 还没写完');
  const marked = (await app.editor.sign.textContent()) ?? '';
  const mask = await app.editor.exported(elsewhere, (file) => app.saveTo(file));
  await isKept(home, 'a red balloon, 还没写完');
  await app.kill();

  const again = await launch();
  const { editor, gallery, review, page } = again;
  const edit = async (): Promise<void> => {
    await again.goTo('Gallery');
    await gallery.picture('No prompt').first().focus();
    await page.keyboard.press('e');
    await editor.ready();
  };
  await edit();
  await test.step('the very mask, and the words', async () => {
    await expect(editor.sign).toHaveText(marked);
    await expect(editor.prompt).toHaveValue('a red balloon, 还没写完');
    const found = await editor.exported(elsewhere, (file) => again.saveTo(file));
    expect(Buffer.from(found.pixels).equals(mask.pixels)).toBe(true);
  });

  await test.step('which is said, and can be begun anew, and brought back', async () => {
    await expect(editor.begun).toContainText('What you had begun on this picture is here again.');
    await editor.begun.getByRole('button', { name: 'Begin anew' }).click();
    await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
    await expect(editor.prompt).toHaveValue('');
    await expect.poll(() => draftsIn(home)).toEqual([]);
    await editor.begun.getByRole('button', { name: 'Bring it back' }).click();
    await expect(editor.sign).toHaveText(marked);
    await expect(editor.prompt).toHaveValue('a red balloon, 还没写完');
    await isKept(home, 'a red balloon, 还没写完');
  });

  await test.step('once it is done nothing is kept of it', async () => {
    await ask(again, { prompt: 'a red balloon' });
    await review.isReady();
    await keep(again);
    await editor.button('Done').click();
    await expect.poll(() => draftsIn(home)).toEqual([]);
  });
  expect(again.errors).toEqual([]);
});

test('what was painted while an answer was kept is there again afterwards', async ({ app, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt: 'a red balloon' });
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
