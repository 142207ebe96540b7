import fs from 'node:fs';
import path from 'node:path';

import { paidRequests } from './asked.ts';
import { expect, test } from './app.ts';

test.describe('while tasks take their time', () => {
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000 } });

  test('several jobs run at once with their progress, and the composer stays free', async ({ app, service, clock }) => {
    clock.stop();
    await app.create.make('a red fox', { size: '3:2', count: 4 });
    await app.create.make('a blue fox', { count: 1 });
    await app.create.make('a green fox');
    await expect.poll(() => service.ledger.length).toBe(3);
    clock.pass(4_000);
    await expect(app.page.getByRole('progressbar', { name: 'Progress of a red fox' })).toHaveAttribute('aria-valuenow', '51');
    await app.create.make('a fox too many');

    await app.goTo('Activity');
    for (const fox of ['a red fox', 'a blue fox', 'a green fox']) {
      await expect(app.activity.jobIn('Running', fox)).toContainText('51%');
      await expect(app.activity.progress(fox)).toHaveAttribute('aria-valuenow', '51');
    }
    await expect(app.activity.jobIn('Queued', 'a fox too many')).toBeVisible();
    await expect(app.activity.queue.region).toContainText('costs nothing until it is sent');
    await app.activity.action('a fox too many', 'Cancel').click();
    await expect(app.activity.job('a fox too many')).toHaveCount(0);
    await app.activity.show('Cancelled');
    await expect(app.activity.jobIn('Cancelled', 'a fox too many')).toBeVisible();
    await app.activity.show('All');

    clock.pass(10_000);
    for (const fox of ['a red fox', 'a blue fox', 'a green fox']) await expect(app.activity.jobIn('Done', fox)).toBeVisible();
    await expect(app.activity.job('a red fox')).toContainText('10 credits used');
    await expect(app.rail.getByRole('button', { name: 'Balance: 985 credits' })).toBeVisible();
    await app.goTo('Gallery');
    await expect(app.gallery.pictures).toHaveCount(6);
    expect(paidRequests(service)).toHaveLength(3);
  });

  test('a job that nobody watches can be watched again, and is paid for once', async ({ app, service, clock }) => {
    clock.stop();
    await app.create.make('a shy fox');
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Running', 'a shy fox')).toBeVisible();
    await app.activity.action('a shy fox', 'Stop watching').click();
    await expect(app.activity.jobIn('Stopped', 'a shy fox')).toContainText('the credits are probably spent');
    await expect(app.activity.progress('a shy fox')).toHaveCount(0);

    clock.pass(10_000);
    await app.activity.action('a shy fox', 'Watch again').click();
    await expect(app.activity.jobIn('Done', 'a shy fox')).toBeVisible();
    expect(service.ledger).toMatchObject([{ state: 'settled', charged: 2.5 }]);
    expect(paidRequests(service)).toHaveLength(1);
  });
});

for (const kind of ['jpeg', 'webp'] as const) {
  test.describe(`a result in ${kind} whose link says PNG`, () => {
    test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 300, resultKind: kind, resultEnding: 'png' } });

    test('is kept as what it is', async ({ app, home }) => {
      await app.create.make('a fox in disguise');
      await app.goTo('Gallery');
      await expect(app.gallery.picture('a fox in disguise')).toBeVisible();
      const files = fs.readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('a fox in disguise'));
      expect(files.map((file) => path.extname(file))).toEqual([kind === 'jpeg' ? '.jpg' : '.webp']);
    });
  });
}

test('a broken download is repeated until the picture is whole, without another charge', async ({ app, service }) => {
  service.faults.next(
    'GET /results/{task}/{picture}',
    { kind: 'hang-up', when: 'mid-body', how: 'reset' },
    { kind: 'garbled', as: 'html', status: 200, takesEffect: true },
  );
  await app.create.make('a fox in two halves');
  await app.goTo('Activity');
  await expect(app.activity.jobIn('Done', 'a fox in two halves')).toBeVisible();
  expect(service.faults.unmet).toBe(0);
  expect(service.requests.filter(({ route }) => route === 'GET /results/{task}/{picture}')).toHaveLength(3);
  expect(service.ledger).toHaveLength(1);
});
