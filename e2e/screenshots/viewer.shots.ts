import fs from 'node:fs';

import type { Afterglow } from '../app.ts';
import { expect, test } from '../in-gallery.ts';
import { Camera } from './camera.ts';
import { showcase } from './showcase.ts';

test.use({
  serviceOptions: { pictures: 'scenes', seed: 7, taskMs: () => 400 },
  library: { jobs: showcase.slice(0, 6), painting: { pictures: 'scenes', longEdgePx: 1024 } },
});

/** A family over three generations. */
async function makeFamily(app: Afterglow): Promise<void> {
  for (const [parent, prompt] of [
    ['A quiet sea at sunset', 'The same sea by night, a full moon'],
    ['The same sea by night', 'The night sea in winter, ice on the shore'],
    ['The same sea by night', '月光下的海，一艘小船'],
  ] as const) {
    await app.goTo('Gallery');
    await app.gallery.open(parent);
    await app.viewer.action('Use as reference').click();
    await expect(app.create.allReferences).toHaveCount(1);
    await app.create.make(prompt, { size: '3:2' });
    await app.goTo('Gallery');
    await expect(app.gallery.picture(prompt)).toBeVisible({ timeout: 60_000 });
    await app.goTo('Create');
    for (const reference of await app.create.allReferences.all()) await reference.press('Delete');
  }
  await app.goTo('Gallery');
}

test('the viewer', async ({ inGallery: app, made }) => {
  const camera = new Camera(app);
  const { viewer, page } = app;
  await makeFamily(app);
  await app.gallery.open('A quiet sea at sunset');
  await page.keyboard.press('4');
  await page.keyboard.press('P');
  await camera.shoot('viewer', { large: true });
  await page.keyboard.press('ControlOrMeta+1');
  for (let step = 0; step < 6; step++) await page.keyboard.press('+');
  await camera.shoot('viewer-zoomed');
  await page.keyboard.press('Escape');

  await app.gallery.open('The same sea by night');
  await page.keyboard.press('G');
  await expect(viewer.family.children).toHaveCount(2);
  await viewer.family.children.first().click();
  await expect(viewer.family.children).toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(viewer.family.children).toHaveCount(2);
  await camera.shoot('viewer-family', { large: true });
  await page.keyboard.press('Escape');
  await viewer.action('Compare…').click();
  await viewer.chooser.getByRole('button', { name: 'The night sea' }).click();
  await page.screenshot({ path: 'test-results/screenshots/viewer-choose.png' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  fs.rmSync(made[3]?.file ?? '');
  await app.gallery.open(made[3]?.prompt ?? '');
  await expect(viewer.action('Look for it again')).toBeVisible();
  await camera.shoot('viewer-missing');
});

test('comparing', async ({ inGallery: app }) => {
  const camera = new Camera(app);
  const { viewer, comparison, page } = app;
  await app.gallery.open('A quiet sea at sunset');
  await viewer.compareWith('A quiet sea at sunset');
  await page.keyboard.press('5');
  await camera.shoot('compare-two');
  await page.keyboard.press('L');
  await camera.shoot('compare-slider');
  await page.keyboard.press('B');
  await page.keyboard.press('B');
  await camera.shoot('compare-blink');
  await page.keyboard.press('Escape');
  await viewer.compareWith('A quiet sea at sunset', 'A misty pine forest', 'Studio photograph');
  await expect(comparison.panes).toHaveCount(4);
  await camera.shoot('compare-four', { large: true });
});
