import type { Fault } from '../../src/main/practice/faults.ts';
import { expect, test, type Afterglow } from '../app.ts';
import { pictureFile } from '../picture-files.ts';
import { Camera } from './camera.ts';

const generations = 'POST /v1/images/generations';
const minuteMs = 60_000;
const refused: Fault = {
  kind: 'answer',
  status: 401,
  body: { error: { code: 'KEY_DISABLED', message: 'This key is disabled.', type: 'unauthorized_error' } },
  takesEffect: false,
};

const wishes: readonly (readonly [prompt: string, size: string, count: 1 | 2 | 4])[] = [
  ['A quiet harbour at dawn, fishing boats, thin fog over the water', '3:2', 2],
  ['水墨风格的远山，雾气缭绕，一叶小舟', '2:3', 1],
  ['A ceramic vase on a linen table, soft window light, muted colours, shallow depth of field, medium format photograph', '1:1', 4],
  ['Peony flowers in the style of an old botanical print', '2:3', 2],
  ['一只黑猫坐在书堆上，暖色灯光', '1:1', 1],
  ['Desert dunes at noon, one line of footprints', '3:2', 1],
  ['Tokyo skyline after the rain, neon reflections', '3:2', 4],
  ['A cup of tea by the window, steam in the morning sun', '1:1', 1],
  ['Autumn forest from above, a winding road', '3:2', 2],
  ['Minimal poster of a harbour with three boats, flat colours', '2:3', 1],
  ['海边的灯塔，暴风雨将至', '3:2', 2],
  ['The Milky Way above a lonely tree', '2:3', 1],
  ['A kitten in a basket of wool', '1:1', 1],
];

async function makeAll(app: Afterglow, count: number): Promise<void> {
  await app.goTo('Create');
  for (const [prompt, size, pictures] of wishes.slice(0, count)) await app.create.make(prompt, { size, count: pictures });
  await app.goTo('Activity');
}

test.use({ serviceOptions: { pictures: 'scenes', seed: 7, taskMs: ({ prompt }) => (prompt.includes('[slow]') ? 10 * minuteMs : 400) } });

test('queue: many jobs that wait for their turn, sent ones in every state below', async ({ app, service, elsewhere }) => {
  const camera = new Camera(app);
  await app.create.make('A paper boat on a calm lake at dusk, soft light', { size: '3:2', count: 2 });
  await app.goTo('Activity');
  await expect(app.activity.job('A paper boat')).toContainText('Done');
  service.faults.next(generations, { kind: 'task-fails', code: 'content_policy_violation', message: 'The request was refused.' });
  await app.goTo('Create');
  await app.create.make('A famous person as a comic hero', { size: '1:1', count: 1 });
  await app.goTo('Activity');
  await expect(app.activity.job('A famous person')).toContainText('Failed');
  service.faults.next(generations, { kind: 'hang-up', when: 'after-processing', how: 'reset' });
  service.faults.always('GET /v1/tasks', { kind: 'answer', status: 404, takesEffect: false });
  await app.goTo('Create');
  await app.create.make('A lighthouse above a sea of clouds, first light', { size: '2:3', count: 4 });
  await app.goTo('Activity');
  await expect(app.activity.job('A lighthouse above')).toContainText('Needs a decision');
  await app.goTo('Create');
  await app.create.make('A train crossing a viaduct [slow]', { size: '3:2', count: 1 });
  await app.goTo('Activity');
  await app.activity.action('A train crossing', 'Stop watching').click();
  await expect(app.activity.job('A train crossing')).toContainText('Stopped');
  await app.goTo('Create');
  for (const place of ['hut', 'lake', 'pass'])
    await app.create.make(`Snow falling on a mountain ${place}, warm light [slow]`, { size: '2:3' });
  await app.chooseFiles(await pictureFile(elsewhere, 'red.png', 'crimson'));
  await app.create.addReferences.click();
  await makeAll(app, wishes.length);
  await camera.shoot('activity-queue', { large: true });
  await camera.shoot('activity-sent', { prepare: () => app.page.getByText('A lighthouse above').scrollIntoViewIfNeeded() });
  await app.activity.queue.drag('Peony flowers in the style of an old botanical print', '水墨风格的远山', 'upper');
  await app.page.screenshot({ path: 'test-results/screenshots/activity-drag.png' });
  await app.page.keyboard.press('Escape');
  await app.activity.queue.drop();
  await app.activity.queue.cancelAll.click();
  await app.activity.show('Cancelled');
  await camera.shoot('activity-cancelled');
});

test('queue: paused', async ({ app }) => {
  const camera = new Camera(app);
  await app.page.keyboard.press('ControlOrMeta+Shift+P');
  await app.goTo('Activity');
  await camera.shoot('activity-paused-empty');
  await makeAll(app, 5);
  await camera.shoot('activity-paused');
  await app.goTo('Create');
  await camera.shoot('create-paused');
});

test('queue: held', async ({ app, service }) => {
  const camera = new Camera(app);
  service.faults.always(generations, refused);
  await makeAll(app, 4);
  await expect(app.activity.held).toBeVisible();
  await camera.shoot('activity-held', { large: true });
  service.faults.always(generations, { kind: 'answer', status: 503, headers: { 'retry-after': '40' }, takesEffect: false });
  await app.goTo('Settings');
  await app.settings.key.fill(service.key);
  await app.settings.saveKey.click();
  await app.goTo('Activity');
  await expect(app.activity.held).toContainText('The service has trouble');
  await camera.shoot('activity-service');
});
