import fs from 'node:fs';
import path from 'node:path';

import sharp from 'sharp';

import type { Afterglow } from './app.ts';
import { expect, test } from './in-gallery.ts';
import { pictureFile } from './picture-files.ts';

/** Opens the dialog for these pictures. */
async function askFor(app: Afterglow, ...prompts: string[]): Promise<void> {
  for (const prompt of prompts)
    await app.gallery
      .picture(prompt)
      .first()
      .click({ modifiers: ['ControlOrMeta'] });
  await app.page.keyboard.press('ControlOrMeta+E');
  await expect(app.library.exportDialog).toBeVisible();
}

const inFolder = (folder: string): string[] => fs.readdirSync(folder).sort();

test('Enter exports the delivered bytes, under the names that the pattern gives', async ({ inGallery: app, made, elsewhere }) => {
  const { library, notices, page } = app;
  await askFor(app, 'sunset over the sea', '夕阳下的海边小镇');
  await expect(library.exportDialog).toHaveAccessibleName('Export 2 pictures');
  await expect(library.fileNames).toBeFocused();
  await library.fileNames.fill('{number} - {prompt}');
  await expect(library.exportDialog).toContainText('For example: 1 - sunset over the sea.png');
  await app.chooseFiles(elsewhere);
  await page.keyboard.press('Enter');
  await expect(notices).toContainText('2 pictures exported.');
  await expect(library.exportDialog).toHaveCount(0);
  expect(inFolder(elsewhere)).toEqual(['1 - sunset over the sea.png', '2 - 夕阳下的海边小镇.png']);
  expect(fs.readFileSync(path.join(elsewhere, '1 - sunset over the sea.png'))).toEqual(fs.readFileSync(made[0]?.file ?? ''));

  await askFor(app);
  await expect(library.fileNames).toHaveValue('{number} - {prompt}');
  await page.keyboard.press('Escape');
  await expect(library.exportDialog).toHaveCount(0);
  await expect(app.page.getByRole('toolbar', { name: 'Selection' })).toContainText('2 selected');
});

test('as another format, with the prompt inside, which comes back when the file is added elsewhere', async ({
  inGallery: app,
  elsewhere,
}) => {
  const { library, notices, gallery } = app;
  await askFor(app, 'a red fox in the snow');
  await library.chooseInExport('Format', 'WebP');
  await expect(library.exportDialog.getByRole('slider', { name: 'Quality' })).toBeVisible();
  await expect(library.exportDialog.getByRole('radio', { name: 'With prompt' })).toBeChecked();
  await app.chooseFiles(elsewhere);
  await library.export();
  await expect(notices).toContainText('1 picture exported.');
  const [file = ''] = inFolder(elsewhere);
  expect(file).toMatch(/a red fox in the snow\.webp$/);
  expect(await sharp(path.join(elsewhere, file)).metadata()).toMatchObject({ format: 'webp', width: 64, height: 96 });

  await app.page.keyboard.press('Escape');
  await library.drop(path.join(elsewhere, file));
  await expect(notices).toContainText('1 picture added. 1 brought its prompt.');
  await gallery.search.fill('fox snow');
  await expect(gallery.pictures).toHaveCount(3);
});

test('without anything inside, in one ZIP file', async ({ inGallery: app, elsewhere }) => {
  const { library, notices } = app;
  await app.gallery.current.focus();
  await app.page.keyboard.press('ControlOrMeta+a');
  await askFor(app);
  await library.chooseInExport('Format', 'PNG');
  await library.chooseInExport('Inside the files', 'Nothing');
  await library.chooseInExport('Written as', 'One ZIP file');
  const zip = path.join(elsewhere, 'all.zip');
  await app.saveTo(zip);
  await library.export();
  await expect(notices).toContainText('6 pictures exported.');
  const bytes = fs.readFileSync(zip);
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  expect(bytes.toString('utf8')).toContain('雪山下的湖面倒影.png');
  expect(bytes.includes('parameters')).toBe(false);
  expect(app.errors).toEqual([]);
});

test('changing one’s mind about where to writes nothing; a picture that is gone is named', async ({ inGallery: app, made, elsewhere }) => {
  const { library, notices } = app;
  await app.chooseFiles();
  await askFor(app, 'sunset over the sea', 'a sunny morning in the old town');
  await library.export();
  await expect(library.exportDialog).toHaveCount(0);
  await app.dialogAnswered();
  fs.rmSync(made[0]?.file ?? '');
  await app.chooseFiles(elsewhere);
  await askFor(app);
  await library.export();
  await expect(notices).toContainText('1 picture exported. 1 could not be used.');
  await notices.getByRole('button', { name: 'Details' }).click();
  await expect(library.report('What was not exported')).toHaveCount(1);
  expect(inFolder(elsewhere)).toHaveLength(1);
});

test('pictures dragged out of the window are carried as files: the selection, or the one that is dragged', async ({
  inGallery: app,
  made,
  elsewhere,
}) => {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const carried: unknown[] = [];
    Object.assign(globalThis, { carried });
    const [window] = BrowserWindow.getAllWindows();
    if (window) window.webContents.startDrag = ({ files }) => void carried.push(files);
  });
  const carried = (): Promise<unknown[]> => app.electron.evaluate(() => Reflect.get(globalThis, 'carried') as unknown[]);
  const drag = (prompt: string) => app.gallery.picture(prompt).first().dispatchEvent('dragstart');
  await drag('sunset over the sea');
  await expect.poll(carried).toHaveLength(1);
  for (const prompt of ['雪山下的湖面倒影', 'a sunny morning in the old town'])
    await app.gallery.picture(prompt).click({ modifiers: ['ControlOrMeta'] });
  await drag('a sunny morning in the old town');
  await expect.poll(carried).toHaveLength(2);
  await drag('sunset over the sea');
  await expect.poll(carried).toHaveLength(3);
  const file = (prompt: string) => made.find((picture) => picture.prompt === prompt)?.file;
  expect(await carried()).toEqual([
    [file('sunset over the sea')],
    [file('雪山下的湖面倒影'), file('a sunny morning in the old town')],
    [file('sunset over the sea')],
  ]);

  await app.library.drop(made[0]?.file ?? '');
  await app.library.drop(await pictureFile(elsewhere, 'red.png', 'crimson'));
  await expect(app.notices).toContainText('1 picture added.');
  await expect(app.notices).not.toContainText('here already');
});
