import { expect, test } from '../in-gallery.ts';
import { EditorPage } from '../pages/editor.ts';
import { ExtendingPage } from '../pages/extending.ts';
import { Camera } from './camera.ts';
import { showcase } from './showcase.ts';

test.use({
  serviceOptions: { pictures: 'scenes', seed: 7, taskMs: () => 4000 },
  library: { jobs: showcase.slice(0, 2), painting: { pictures: 'scenes', longEdgePx: 1800 } },
});

test('the editor', async ({ inGallery: app }) => {
  const camera = new Camera(app);
  const editor = new EditorPage(app.page);
  const picture = { width: 1800, height: 1200 };
  await app.gallery.open('A quiet sea at sunset');
  await app.page.keyboard.press('e');
  await editor.ready();
  await camera.shoot('editor-empty');
  await editor.setBrush(160);
  await editor.drag(picture, { x: 500, y: 700 }, { x: 700, y: 620 }, { x: 900, y: 700 }, { x: 760, y: 800 });
  await expect(editor.sign).toHaveAttribute('data-marked', 'part');
  await camera.shoot('editor-painted', { large: true });
  await editor.choose('Magic wand');
  await app.page.keyboard.press('v');
  await camera.shoot('editor-outline');
  await app.page.keyboard.press('v');
  await camera.shoot('editor-black-and-white');
  await app.page.keyboard.press('v');
  const extending = new ExtendingPage(app.page);
  await extending.open();
  await extending.margin('Left').fill('200');
  await extending.handle('Right edge').press('PageUp');
  await camera.shoot('editor-extend');
  await app.page.keyboard.press('Escape');
  await editor.prompt.fill('A small island with a lighthouse');
  await editor.send.click();
  await expect(editor.jobs).toContainText('Running');
  await app.page.screenshot({ path: 'test-results/screenshots/editor-running.png' });
  await expect(app.review.panel).toBeVisible({ timeout: 60_000 });
  await expect(app.review.keep).toBeEnabled({ timeout: 60_000 });
  await app.page.screenshot({ path: 'test-results/screenshots/editor-review.png' });
});
