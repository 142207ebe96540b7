import path from 'node:path';

import { expect, test } from '../app.ts';
import { photoFile } from '../edited-pictures.ts';
import { makeLibrary } from '../library-maker.ts';
import { ask, openForEditing } from '../masked-edit.ts';
import { oddPictures } from '../odd-pictures.ts';
import { Camera } from './camera.ts';

test.use({ serviceOptions: { pictures: 'scenes', taskMs: () => 300 } });

const prompt = 'a quiet harbour in the morning';

test('what one sees of the editor now and then', async ({ home, elsewhere, launch, service }) => {
  test.setTimeout(600_000);
  await makeLibrary(home, [{ prompt, size: '3:2' }], { pictures: 'scenes', longEdgePx: 1800 });
  const app = await launch();
  const camera = new Camera(app);
  const { editor, page, library } = app;
  await app.welcome.saveKey(service.key);
  await app.goTo('Gallery');

  let dropped = 0;
  await camera.shoot('dropped', {
    keepsNotices: true,
    prepare: async () => {
      await library.drop(await photoFile(elsewhere, `kitchen ${++dropped}.png`, { width: 300 + dropped, height: 200 }));
      await expect(page.locator('.notice').getByRole('button', { name: /^(Edit|编辑)$/ })).toBeVisible();
    },
  });

  await page.route(/canvas-worker/, (route) => route.abort());
  await app.gallery.picture(prompt).focus();
  await page.keyboard.press('e');
  await expect(editor.dialog.getByRole('alert').first()).toBeVisible();
  await camera.shoot('editor-never-began');
  await page.unroute(/canvas-worker/);
  await editor.button('Try again').click();
  await editor.ready();

  await editor.prompt.focus();
  await editor.send.click();
  await camera.shoot('editor-no-words');
  await editor.button('Fill').click();
  await expect(editor.sign).toHaveAttribute('data-marked', 'everything');
  await camera.shoot('editor-full');
  await editor.button('Clear').click();
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');

  await ask(app, { prompt: 'the same by night', count: 4 });
  await editor.button('Compare before and after').click();
  const dialog = page.getByRole('dialog', { name: 'Before and after' });
  await expect(dialog.locator('img[src^="picture/"]')).toHaveCount(2);
  await camera.shoot('before-after');
  await page.keyboard.press('Escape');

  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('Out of order');
      });
    });
  }
  await expect(editor.dialog.getByRole('alert').first()).toBeVisible();
  await camera.shoot('editor-broke-off');
  await editor.button('Done').click();

  const [dot] = await oddPictures(elsewhere);
  await openForEditing(app, path.resolve(dot?.file ?? ''));
  await editor.button('Fill').click();
  await camera.shoot('editor-one-pixel');
});
