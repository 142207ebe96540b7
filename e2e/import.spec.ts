import fs from 'node:fs';
import path from 'node:path';

import sharp from 'sharp';

import { iTXt, pngWith, tEXt } from '../src/main/library/importing/test-foreign.ts';
import { expect, test } from './in-gallery.ts';
import { pictureFile, textFile } from './picture-files.ts';

const parameters =
  'an otter in a teacup, watercolour\nNegative prompt: blurry\nSteps: 20, Sampler: Euler, Seed: 42, Size: 60x40, Model: dream';

/** A folder as people have them: sound pictures, one twice, one with a prompt, and what can't be used. */
async function mixedFolder(elsewhere: string): Promise<string> {
  const folder = path.join(elsewhere, 'from the old computer');
  fs.mkdirSync(path.join(folder, 'deeper'), { recursive: true });
  const good = await pictureFile(folder, 'good.jpg', 'seagreen');
  fs.copyFileSync(good, path.join(folder, 'deeper', 'the same again.jpg'));
  fs.writeFileSync(path.join(folder, 'deeper', 'otter.png'), await pngWith([tEXt('parameters', parameters)]));
  const whole = fs.readFileSync(await pictureFile(elsewhere, 'whole.png', 'navy'));
  fs.writeFileSync(path.join(folder, 'cut off.png'), whole.subarray(0, whole.length / 2));
  fs.copyFileSync(await pictureFile(elsewhere, 'really.webp', 'orchid'), path.join(folder, 'says png.png'));
  textFile(folder, 'notes.png');
  return folder;
}

test('a folder comes in whole: prompts are read, what is there already is told, and what can’t be used is named', async ({
  inGallery: app,
  made,
  elsewhere,
}) => {
  const { gallery, library, notices, page } = app;
  await app.chooseFiles(await mixedFolder(elsewhere));
  await library.addBy('folder');
  await expect(notices).toContainText('3 pictures added. 1 brought its prompt. 1 was here already. 2 could not be used.');
  await expect(gallery.count).toHaveText(`${made.length + 3} pictures`);

  await notices.getByRole('button', { name: 'Details' }).click();
  const listed = library.report('What was not added');
  await expect(listed.filter({ hasText: 'cut off.png' })).toContainText('The file is damaged');
  await expect(listed.filter({ hasText: 'notes.png' })).toContainText('Not a PNG, JPEG or WebP picture');
  await page.keyboard.press('Escape');
  await expect(listed).toHaveCount(0);

  await gallery.search.fill('otter teacup');
  await expect(gallery.pictures).toHaveCount(1);
  await gallery.open('an otter in a teacup, watercolour');
  await expect(app.viewer.dialog).toContainText('otter.png');
  expect(app.errors).toEqual([]);
});

test('files are added by the dialog, and nothing happens when the person changes their mind', async ({ app, elsewhere }) => {
  await app.goTo('Gallery');
  await app.chooseFiles();
  await app.library.addBy('files');
  await app.dialogAnswered();
  await app.chooseFiles(await pictureFile(elsewhere, 'one.png', 'gold'), await pictureFile(elsewhere, 'two.png', 'teal'));
  await app.page.keyboard.press('ControlOrMeta+Shift+I');
  await expect(app.notices).toContainText('2 pictures added.');
  await expect(app.gallery.pictures).toHaveCount(2);
  await expect(app.notices.getByRole('button', { name: 'Details' })).toHaveCount(0);
});

test('files and folders dropped on the gallery come into the library, and stay where they were', async ({
  inGallery: app,
  made,
  elsewhere,
}) => {
  const folder = await mixedFolder(elsewhere);
  const before = fs.readdirSync(elsewhere, { recursive: true, encoding: 'utf8' });
  await app.library.drop(await pictureFile(elsewhere, 'red.png', 'crimson'), folder);
  await expect(app.notices).toContainText('4 pictures added.');
  await expect(app.gallery.count).toHaveText(`${made.length + 4} pictures`);
  expect(fs.readdirSync(elsewhere, { recursive: true, encoding: 'utf8' }).sort()).toEqual([...before, 'red.png'].sort());
});

test('on Create a drop is a reference, on the gallery it says what it will be, and without a key it is nothing', async ({
  launch,
  service,
  elsewhere,
}) => {
  const red = await pictureFile(elsewhere, 'red.png', 'crimson');
  const app = await launch();
  await app.library.drop(red);
  await expect(app.welcome.key).toBeVisible();
  await app.welcome.saveKey(service.key);
  await app.create.prompt.waitFor();
  await app.library.drop(red);
  await expect(app.create.reference('red.png')).toBeVisible();

  await app.goTo('Gallery');
  await app.library.hold(red);
  await expect(app.page.getByText('Drop to add to your library')).toBeVisible();
  await app.library.drop(red);
  await expect(app.page.getByText('Drop to add to your library')).toHaveCount(0);
  await expect(app.notices).toContainText('1 picture added.');
});

test('a long import can be followed and called off; what came in by then stays', async ({ app, elsewhere }) => {
  const folder = path.join(elsewhere, 'many');
  fs.mkdirSync(folder);
  // So large that all of them take a minute: nobody is too slow to call it off.
  const large = await sharp({ create: { width: 4000, height: 4000, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const [head, rest] = [large.subarray(0, 33), large.subarray(33)];
  for (let place = 0; place < 400; place++)
    fs.writeFileSync(path.join(folder, `${place}.png`), Buffer.concat([head, iTXt('Title', `number ${place}`), rest]));
  await app.goTo('Gallery');
  await app.chooseFiles(folder);
  await app.library.addBy('folder');
  await expect(app.library.underWay).toContainText(/Adding pictures\s+[1-9]\d* of 400/);
  await app.library.underWay.getByRole('button', { name: 'Cancel: Adding pictures' }).press('Enter');
  await expect(app.library.underWay).toHaveCount(0);
  await expect(app.notices).toContainText(/Stopped\. \d+ pictures? added\./);
  const added = Number(/(\d+) pictures? added/.exec(await app.notices.innerText())?.[1]);
  expect(added).toBeLessThan(400);
  await expect(app.gallery.count).toHaveText(`${added} pictures`);
  expect(app.errors).toEqual([]);
});
