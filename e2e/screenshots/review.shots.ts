import { makeLibrary } from '../library-maker.ts';
import { ask, paintMiddle } from '../masked-edit.ts';
import { expect, test } from '../app.ts';
import { Camera } from './camera.ts';

const drift = { shiftPx: { x: 3, y: -2 }, gain: [1.05, 1.04, 0.96], offset: 4, noise: 3, rerender: 0.6 } as const;
test.use({ serviceOptions: { pictures: 'scenes', taskMs: () => 300, drift } });

const picture = { width: 1800, height: 1200 };

test('the answers of an edit', async ({ home, launch, service }) => {
  test.setTimeout(600_000);
  await makeLibrary(home, [{ prompt: 'a quiet harbour in the morning', size: '3:2' }], { pictures: 'scenes', longEdgePx: picture.width });
  const app = await launch();
  const camera = new Camera(app);
  await app.welcome.saveKey(service.key);
  await app.goTo('Gallery');
  await app.gallery.picture('a quiet harbour').focus();
  await app.page.keyboard.press('e');
  await app.editor.ready();
  await paintMiddle(app, picture);
  await ask(app, { prompt: 'a red balloon over the water', count: 4 });
  const { review } = app;
  await expect(review.keep).toBeEnabled({ timeout: 60_000 });
  await camera.shoot('review');
  await review.view('As it came').check();
  await review.beforeAfter.focus();
  for (let times = 0; times < 5; times++) await app.page.keyboard.press('PageUp');
  await camera.shoot('review-raw');
  await review.beforeAfter.press('Home');
  await review.view('What changed').check();
  await camera.shoot('review-heat');
  await review.view('Only the mark').check();
  await review.keep.click();
  await expect(review.saved).toBeVisible();
  await camera.shoot('review-kept');
  await review.action('Show in gallery').click();
  await camera.shoot('review-viewer');
  await app.viewer.action('Details').click();
  await camera.shoot('review-viewer-bare');
  await app.viewer.action('Close').click();
  await camera.shoot('review-gallery');
  await app.goTo('Activity');
  await app.activity.job('a red balloon').getByRole('button', { name: 'Details' }).click();
  await camera.shoot('review-activity');
  await app.goTo('Create');
  await camera.shoot('review-create');
});
