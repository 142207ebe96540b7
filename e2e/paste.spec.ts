import { pasteFiles } from './brought-files.ts';
import { expect, test } from './in-gallery.ts';
import { pictureFile } from './picture-files.ts';

test('a picture that is pasted comes into the library on every screen but Create, and is edited from its notice', async ({
  inGallery: app,
  made,
  elsewhere,
}) => {
  const { page, gallery, viewer, editor, notices } = app;
  const said = notices.getByText('The picture is in your library.');
  const edit = notices.getByRole('button', { name: 'Edit', exact: true });
  const editsFromNotice = async (size: string): Promise<void> => {
    await expect(said).toBeVisible();
    await edit.press('Enter');
    await editor.ready();
    await expect(editor.dialog).toContainText(size);
    await editor.button('Done').click();
    await expect(editor.dialog).toHaveCount(0);
  };

  await test.step('in the gallery, from the system’s clipboard, all by keyboard', async () => {
    await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(60, 40);
      canvas.getContext('2d')?.fillRect(0, 0, 60, 40);
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob() })]);
    });
    await gallery.current.focus();
    await page.keyboard.press('Control+v');
    await editsFromNotice('60×40');
    await expect(gallery.count).toHaveText(`${made.length + 1} pictures`);
  });

  await test.step('above the picture that is looked at', async () => {
    await gallery.open('sunset over the sea');
    await pasteFiles(page, [await pictureFile(elsewhere, 'teal.png', 'teal')]);
    await expect(viewer.dialog).toHaveAccessibleName('sunset over the sea');
    await editsFromNotice('64×48');
    await expect(viewer.original).toBeVisible();
    await page.keyboard.press('Escape');
  });

  for (const screen of ['Activity', 'Settings'] as const)
    await test.step(`in ${screen}`, async () => {
      await app.goTo(screen);
      await pasteFiles(page, [await pictureFile(elsewhere, `${screen}.png`, screen === 'Activity' ? 'gold' : 'navy')]);
      await editsFromNotice('64×48');
      await expect(app.rail.getByRole('button', { name: screen })).toHaveAttribute('aria-current', 'page');
    });

  await test.step('words that a field takes stay the field’s', async () => {
    await app.goTo('Gallery');
    await expect(gallery.count).toHaveText(`${made.length + 4} pictures`);
    const isTaken = await gallery.search.evaluate((box) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['x'], 'chart.png'));
      clipboardData.setData('text/plain', 'fox');
      return !box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    expect(isTaken).toBe(false);
  });
  expect(app.errors).toEqual([]);
});

test('one picture that is dropped offers to be edited, on the gallery and where nothing else becomes of it', async ({
  inGallery: app,
  elsewhere,
}) => {
  const { library, notices, editor, page } = app;
  const [teal, gold] = [await pictureFile(elsewhere, 'teal.png', 'teal'), await pictureFile(elsewhere, 'gold.png', 'gold')];
  await library.drop(teal);
  await expect(notices).toContainText('1 picture added.');
  await notices.getByRole('button', { name: 'Edit', exact: true }).click();
  await editor.ready();
  await expect(editor.dialog.getByRole('heading', { name: 'teal' })).toBeVisible();
  await editor.button('Done').click();
  await app.goTo('Activity');
  await library.drop(teal, gold);
  await expect(notices).toContainText('1 picture added. 1 was here already.');
  await expect(notices.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Activity' })).toHaveAttribute('aria-current', 'page');
});
