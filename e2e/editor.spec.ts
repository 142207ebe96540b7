import path from 'node:path';

import { askedFor } from './asked.ts';
import { dropFiles, pasteFiles } from './brought-files.ts';
import { answersIn } from './edited-pictures.ts';
import { expect, openFromGallery, picture, test } from './in-editor.ts';
import { EditorPage } from './pages/editor.ts';
import { ExtendingPage } from './pages/extending.ts';
import { contentName, pictureFile, textFile } from './picture-files.ts';
import { sentEdit, toChange, toKeep } from './sent-edit.ts';

test.describe('getting in', () => {
  test('from the gallery’s key, menu and selection, and from the viewer; leaving leads back', async ({ inGallery: app }) => {
    const { gallery, viewer, page } = app;
    const editor = new EditorPage(page);
    const opensAndCloses = async (): Promise<void> => {
      await editor.ready();
      await editor.button('Done').click();
      await expect(editor.dialog).toHaveCount(0);
    };
    await openFromGallery(app, 'sunset over the sea');
    await opensAndCloses();
    await gallery.picture('sunset over the sea').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await opensAndCloses();
    await gallery.picture('sunset over the sea').click({ modifiers: ['Control'] });
    await gallery.selection.bar.getByRole('button', { name: 'Edit', exact: true }).click();
    await opensAndCloses();
    await page.keyboard.press('Escape');
    await gallery.open('sunset over the sea');
    await viewer.dialog.getByRole('button', { name: 'Edit', exact: true }).click();
    await editor.ready();
    await page.keyboard.press('Escape');
    await expect(viewer.original).toBeVisible();
    await page.keyboard.press('e');
    await editor.ready();
    expect(app.errors).toEqual([]);
  });

  test('from a result on Create', async ({ app }) => {
    const editor = new EditorPage(app.page);
    await app.create.make('a lighthouse');
    const result = app.page.getByRole('button', { name: 'a lighthouse', exact: true });
    await result.hover();
    await app.page.getByRole('main').getByRole('button', { name: 'Edit', exact: true }).click();
    await editor.ready();
    await expect(editor.dialog.getByRole('heading', { name: 'a lighthouse' })).toBeVisible();
  });

  test('by dropping, pasting and choosing a file while the editor is open', async ({ editor, app, elsewhere }) => {
    const { page } = app;
    await dropFiles(page, [await pictureFile(elsewhere, 'teal.png', 'teal')]);
    await expect(editor.dialog).toContainText('64×48');
    await editor.ready();
    await pasteFiles(page, [await pictureFile(elsewhere, 'red.jpg', 'crimson')]);
    await expect(editor.dialog.getByRole('heading', { name: /red/ })).toBeVisible();
    await editor.ready();
    await app.chooseFiles(await pictureFile(elsewhere, 'blue.webp', 'navy'));
    await page.keyboard.press('Control+o');
    await expect(editor.dialog.getByRole('heading', { name: /blue/ })).toBeVisible();
    await editor.ready();
    await dropFiles(page, [textFile(elsewhere, 'notes.png')]);
    await expect(app.notices).toContainText('This isn’t a picture that can be used');
    await expect(editor.dialog.getByRole('heading', { name: /blue/ })).toBeVisible();
    await editor.button('Done').click();
    // All three are in the library, beside the one that was there.
    await expect(app.gallery.pictures).toHaveCount(4);
  });

  test('a file dropped on Create stays a reference', async ({ app, elsewhere }) => {
    await dropFiles(app.page, [await pictureFile(elsewhere, 'teal.png', 'teal')]);
    await expect(app.create.allReferences).toHaveCount(1);
    await expect(new EditorPage(app.page).dialog).toHaveCount(0);
  });

  test('a picture that is gone says so, and leads out again', async ({ inGallery: app, made }) => {
    const editor = new EditorPage(app.page);
    const { rmSync } = await import('node:fs');
    await app.gallery.picture('sunset over the sea').focus();
    rmSync(made[0]?.file ?? '');
    await app.page.keyboard.press('e');
    await expect(editor.dialog.getByRole('button', { name: 'Try again' })).toBeVisible();
    await app.page.keyboard.press('Escape');
    await expect(editor.dialog).toHaveCount(0);
  });
});

test.describe('asking for it', () => {
  test('what is painted is what is sent, once, by mouse and key', async ({ editor, app, service, home, made }) => {
    await editor.setBrush(60);
    await editor.drag(picture, { x: 200, y: 200 }, { x: 300, y: 200 });
    await expect(editor.note).toContainText('Outside the mask nothing changes');
    await editor.prompt.fill('a small boat');
    await app.page.keyboard.press('Control+Enter');
    await app.page.keyboard.press('Control+Enter');
    await expect(editor.dialog.getByRole('button', { name: 'Keep', exact: true })).toBeVisible();
    expect(service.ledger).toHaveLength(1);
    const sent = await sentEdit(service);
    expect(sent.asked).toMatchObject({ prompt: 'a small boat', n: 1 });
    const { left, top, ...part } = answersIn(home)[0]?.edit?.crop ?? { left: 0, top: 0, ...picture };
    const maskAt = (x: number, y: number): string =>
      sent.maskAt(Math.floor(((x - left) * sent.width) / part.width), Math.floor(((y - top) * sent.height) / part.height));
    for (const x of [175, 200, 250, 300, 325]) expect(maskAt(x, 200)).toBe(toChange);
    for (const [x, y] of [
      [250, 175],
      [250, 225],
    ] as const)
      expect(maskAt(x, y)).toBe(toChange);
    for (const [x, y] of [
      [250, 160],
      [250, 240],
      [160, 200],
      [340, 200],
      [left, top],
    ] as const)
      expect(maskAt(x, y)).toBe(toKeep);
    const painted = 100 * 60 + Math.PI * 30 ** 2;
    expect((sent.share * part.width * part.height) / painted).toBeCloseTo(1, 1);
    // It is that part of the picture, pixel for pixel or enlarged.
    expect(await sent.differenceFrom(made[0]?.file ?? '', { left, top, ...part })).toBeLessThan(2);
  });

  test('an empty prompt is said beside it and nothing is sent; “Remove this” fills it in', async ({ editor, service }) => {
    await editor.send.click();
    await expect(editor.prompt).toBeFocused();
    await expect(editor.dialog).toContainText('Say what should change first.');
    await expect(editor.button('Remove this')).toHaveCount(0);
    await editor.drag(picture, { x: 200, y: 200 }, { x: 300, y: 200 });
    await editor.button('Remove this').click();
    await expect.poll(() => service.ledger.length).toBe(1);
    const sent = await sentEdit(service);
    expect(sent.asked.prompt).toBe('Remove what is marked and continue the background naturally.');
    // What is marked lies in the middle of what is sent.
    expect([sent.maskAt(sent.width / 2, sent.height / 2), sent.maskAt(0, 0)]).toEqual([toChange, toKeep]);
  });

  test('without a mask the words go with the whole picture and up to four references', async ({
    editor,
    app,
    elsewhere,
    made,
    service,
  }) => {
    await expect(editor.note).toContainText('Nothing is marked');
    const colours = ['teal', 'crimson', 'gold', 'navy', 'orchid'] as const;
    await app.chooseFiles(...(await Promise.all(colours.map((colour) => pictureFile(elsewhere, `${colour}.png`, colour)))));
    const add = editor.references.getByRole('button', { name: 'Add references' });
    await add.click();
    await expect(editor.references.getByRole('alert')).toContainText('At most 4 references are possible; the rest wasn’t added.');
    await expect(editor.references.getByRole('button', { name: /^Reference \d+: / })).toHaveCount(4);
    await expect(add).toBeDisabled();
    await editor.prompt.fill('in the style of these');
    await editor.send.click();
    await expect.poll(() => service.ledger.length).toBe(1);
    const [sent] = askedFor(service);
    const names = sent?.image_urls?.map((address) => new URL(address).pathname.split('/').at(-1)?.slice(0, 16));
    expect(names?.slice(1)).toEqual(colours.slice(0, 4).map((colour) => contentName(path.join(elsewhere, `${colour}.png`))));
    expect(names?.[0]).toBe(contentName(made[0]?.file ?? ''));
    expect(sent?.mask_url).toBeUndefined();
    await expect(editor.jobs).toContainText('Done');
  });

  test('everything marked is said before paying', async ({ editor, app }) => {
    await editor.stage.focus();
    await app.page.keyboard.press('Control+a');
    await expect(editor.sign).toHaveText('Everything is marked');
    await expect(editor.note).toContainText('nothing of the original will be kept');
    await editor.prompt.focus();
    for (const chord of ['Control+i', 'Control+d']) await app.page.keyboard.press(chord);
    await expect(editor.sign).toHaveText('Everything is marked');
    await editor.stage.focus();
    await app.page.keyboard.press('Control+i');
    await expect(editor.note).toContainText('Nothing is marked');
  });

  test('what was begun is there again', async ({ editor, app }) => {
    await editor.drag(picture, { x: 200, y: 200 }, { x: 300, y: 200 });
    await editor.prompt.fill('a small boat');
    await expect(editor.sign).toHaveText(/marked$/);
    const marked = await editor.sign.textContent();
    await editor.button('Done').click();
    await openFromGallery(app, 'sunset over the sea');
    await expect(editor.sign).toHaveText(marked ?? '');
    await expect(editor.prompt).toHaveValue('a small boat');
  });

  test('the same again is asked about first', async ({ editor, app, service }) => {
    await app.stopClock();
    await editor.prompt.fill('by night');
    await editor.send.click();
    await expect(editor.jobs).toHaveCount(1);
    await editor.send.click();
    await expect(app.notices).toContainText('This edit is already being made.');
    await expect.poll(() => service.ledger.length).toBe(1);
    await app.notices.getByRole('button', { name: 'Make it again anyway' }).click();
    await app.startClock();
    await expect.poll(() => service.ledger.length).toBe(2);
  });
});

test.describe('before anything is sent', () => {
  test('without a key it is said, and one can paint all the same', async ({ inGallery: app }) => {
    const editor = new EditorPage(app.page);
    await app.goTo('Settings');
    await app.settings.removeTheKey();
    await app.goTo('Gallery');
    await openFromGallery(app, 'sunset over the sea');
    await editor.ready();
    await expect(editor.dialog).toContainText('There is no API key yet.');
    await editor.drag(picture, { x: 200, y: 200 }, { x: 300, y: 200 });
    await expect(editor.sign).toHaveAttribute('data-marked', 'part');
    await editor.button('Open Settings').click();
    await expect(app.settings.key).toBeVisible();
  });

  test('a pause is said, and ends here too', async ({ inGallery: app, service }) => {
    const editor = new EditorPage(app.page);
    await app.page.keyboard.press('ControlOrMeta+Shift+P');
    await openFromGallery(app, 'sunset over the sea');
    await editor.ready();
    await expect(editor.dialog).toContainText('Sending is paused');
    await editor.prompt.fill('by night');
    await editor.send.click();
    await expect(editor.jobs).toHaveCount(1);
    expect(service.ledger).toHaveLength(0);
    await editor.button('Resume').click();
    await expect.poll(() => service.ledger.length).toBe(1);
    await expect(editor.dialog).not.toContainText('Sending is paused');
  });
});

test('a picture is extended beyond its edges, and back', async ({ editor, app, exportedMask }) => {
  const extending = new ExtendingPage(app.page);
  await extending.open();
  await extending.preset('1:1').click();
  await expect(extending.said).toHaveText('Becomes 600×600');
  await extending.extend.click();
  await expect(extending.form).toHaveCount(0);
  await expect(editor.dialog).toContainText('600×600');
  const mask = await exportedMask();
  expect([mask.width, mask.height, mask.at(300, 50), mask.at(300, 300), mask.at(300, 550)]).toEqual([600, 600, 255, 0, 255]);
  await editor.stage.focus();
  await app.page.keyboard.press('Control+z');
  await expect(editor.dialog).toContainText('600×400');
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
});
