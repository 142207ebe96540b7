import { expect, test } from '../in-gallery.ts';
import { Camera } from './camera.ts';
import { showcase } from './showcase.ts';

const minuteMs = 60_000;

const taskMs = ({ prompt }: { readonly prompt: string }): number => {
  if (prompt.includes('slowly')) return 4 * minuteMs;
  return prompt.includes('lighthouse') ? 24_000 : 400;
};

test('Welcome', async ({ launch }) => {
  const app = await launch();
  await new Camera(app).shoot('welcome', { large: true });
});

test('empty', async ({ app }) => {
  const camera = new Camera(app);
  await camera.shoot('create-empty', { large: true });
  for (const screen of ['Gallery', 'Activity'] as const) {
    await app.goTo(screen);
    await camera.shoot(`${screen.toLowerCase()}-empty`);
  }
});

test.describe('full', () => {
  test.use({
    serviceOptions: { pictures: 'scenes', seed: 7, taskMs },
    library: { jobs: showcase, painting: { pictures: 'scenes', longEdgePx: 1024 } },
  });

  test('with a library and jobs', async ({ inGallery: app, service }) => {
    const camera = new Camera(app);
    await camera.shoot('gallery', { large: true });
    await camera.forReadme('gallery.png');
    await app.gallery.open('A quiet sea at sunset');
    await camera.shoot('viewer', { large: true });
    await app.viewer.action('Close').click();
    await app.gallery.current.focus();
    await app.page.keyboard.press('Control+a');
    await camera.shoot('gallery-selection');
    await app.page.keyboard.press('Escape');
    await app.gallery.search.fill('zebra');
    await expect(app.page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
    await camera.shoot('gallery-nothing');
    await app.gallery.search.fill('');

    for (const [prompt, size, count] of [
      ['A paper boat on a calm lake at dusk, soft light', '3:2', 2],
      ['A ceramic vase on a table, four moods of window light', '1:1', 4],
    ] as const) {
      await app.goTo('Create');
      await app.create.make(prompt, { size, count });
      await app.goTo('Activity');
      await expect(app.activity.job(prompt)).toContainText('Done', { timeout: minuteMs });
    }
    await app.goTo('Create');
    await app.create.make('A lighthouse above a sea of clouds, first light', { size: '2:3', count: 1 });
    await app.create.prompt.fill('A lighthouse above a sea of clouds, first light, film grain');
    await expect(app.page.getByRole('progressbar').first()).toHaveAttribute('aria-valuenow', /^[4-9]\d$/, { timeout: minuteMs });
    await camera.forReadme('create.png');
    service.faults.next('POST /v1/images/generations', {
      kind: 'task-fails',
      code: 'content_policy_violation',
      message: 'The request was refused.',
    });
    await app.goTo('Create');
    await app.create.make('A famous person as a comic hero', { size: '1:1', count: 1 });
    await app.goTo('Activity');
    await expect(app.activity.job('A famous person')).toContainText('Failed', { timeout: minuteMs });
    await app.goTo('Create');
    await app.create.make('Snow falling slowly on a mountain hut, warm windows', { size: '2:3', count: 1 });
    await app.goTo('Activity');
    await expect(app.activity.job('Snow falling slowly')).toContainText('Running', { timeout: minuteMs });
    await camera.shoot('activity', { large: true });
    await app.goTo('Create');
    await app.create.prompt.fill('A lighthouse above a sea of clouds, first light, film grain');
    await camera.shoot('create', { large: true });
    await app.create.prompt.fill('too long '.repeat(120));
    await app.create.generate.click();
    await camera.shoot('create-problem');
    await app.create.prompt.fill('');
    await app.goTo('Settings');
    await camera.shoot('settings', { large: true });
    await app.page.getByRole('heading', { name: 'Settings' }).click();
    await app.page.keyboard.press('?');
    await camera.shoot('shortcuts');
  });
});
