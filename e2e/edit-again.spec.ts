import { expect, test } from './app.ts';
import { photoFile } from './edited-pictures.ts';
import { ask, editMiddle, openForEditing, paintMiddle } from './masked-edit.ts';

const photo = { width: 900, height: 600 };

test('the mask of an answer is in reach where its settings are', async ({ app, elsewhere }) => {
  await editMiddle(app, await photoFile(elsewhere, 'shop.png', photo), photo, { prompt: 'a red balloon' });
  const { editor, gallery, viewer, page } = app;
  const again = 'Edit again with the same mask';
  const isOpenAgain = async (): Promise<void> => {
    await editor.ready();
    await expect(editor.sign).toHaveAttribute('data-marked', 'part');
    await expect(editor.prompt).toHaveValue('a red balloon');
    await expect(editor.dialog.getByRole('heading', { name: 'shop' })).toBeVisible();
  };
  const clearAndLeave = async (): Promise<void> => {
    await editor.button('Clear').click();
    await editor.prompt.fill('');
    await editor.button('Done').click();
  };
  await app.review.action('Back to editing').click();
  await clearAndLeave();
  await gallery.picture('a red balloon').click({ button: 'right' });
  await page.getByRole('menuitem', { name: again }).click();
  await isOpenAgain();
  await clearAndLeave();
  await gallery.open('a red balloon');
  await viewer.details.getByRole('button', { name: again }).click();
  await isOpenAgain();
  await clearAndLeave();
  await viewer.action('Reuse settings').click();
  await expect(app.create.prompt).toHaveValue('a red balloon');
  await expect(app.notices).toContainText('Settings filled in, without the mask');
  await app.notices.getByRole('button', { name: again }).click();
  await isOpenAgain();
});

test('a masked edit that isn’t sent yet is taken back and changed, with its mask and its words', async ({ app, elsewhere }) => {
  await app.goTo('Activity');
  await app.page.keyboard.press('Control+Shift+P');
  await openForEditing(app, await photoFile(elsewhere, 'shop.png', photo));
  await paintMiddle(app, photo);
  await ask(app, { prompt: 'a red balloon' });
  // Something else is begun on the same picture meanwhile, and in Create.
  await app.editor.prompt.fill('a green kite');
  await app.editor.button('Done').click();
  await app.goTo('Create');
  await app.create.prompt.fill('a castle');
  await app.goTo('Activity');
  await app.activity.action('a red balloon', 'Edit').click();
  // The notice stays as long as the pointer is on it.
  const undo = app.notices.filter({ hasText: 'Taken back' }).getByRole('button', { name: 'Undo' });
  await undo.hover();
  await app.editor.ready();
  await expect(app.editor.prompt).toHaveValue('a red balloon');
  await expect(app.editor.sign).toHaveText(/marked$/);
  await expect(app.activity.job('a red balloon')).toHaveCount(0);

  await undo.click();
  await expect(app.editor.dialog).toHaveCount(0);
  await expect(app.activity.job('a red balloon')).toHaveCount(1);
  await app.goTo('Gallery');
  await app.gallery.pictures.first().focus();
  await app.page.keyboard.press('e');
  await app.editor.ready();
  await expect(app.editor.prompt).toHaveValue('a green kite');
  await expect(app.editor.sign).toHaveAttribute('data-marked', 'part');
  await app.editor.button('Done').click();
  await app.goTo('Create');
  await expect(app.create.prompt).toHaveValue('a castle');
});
