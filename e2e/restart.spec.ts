import { paidRequests } from './asked.ts';
import { expect, test } from './app.ts';

test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000 } });

test('a job that was running when the app quit is picked up again, and its picture needs no network later', async ({
  app,
  launch,
  service,
  clock,
}) => {
  clock.stop();
  await app.create.make('a patient fox', { count: 2 });
  await app.goTo('Activity');
  await expect(app.activity.jobIn('Running', 'a patient fox')).toBeVisible();
  await app.close();
  clock.pass(10_000);

  const second = await launch();
  await second.goTo('Activity');
  await expect(second.activity.jobIn('Done', 'a patient fox')).toBeVisible();
  expect(paidRequests(service)).toHaveLength(1);
  await second.close();
  await service.stop();

  const third = await launch();
  await third.goTo('Gallery');
  await expect(third.gallery.pictures).toHaveCount(2);
  await third.goTo('Activity');
  await expect(third.activity.jobIn('Done', 'a patient fox')).toContainText('5 credits used');
  expect(third.errors).toEqual([]);
});

test.describe('with quick tasks', () => {
  // The service's clock goes as ours does: a lost task is told from others by when it was made.
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 300 } });

  test('a paid request that was under way when the app was killed is found again, and not sent twice', async ({ app, launch, service }) => {
    const answered = Promise.withResolvers<undefined>();
    service.faults.next('POST /v1/images/generations', { kind: 'delay', beforeHead: answered.promise });
    await app.create.make('a startled fox');
    await expect.poll(() => service.ledger.length).toBe(1);
    await app.kill();
    answered.resolve(undefined);

    const second = await launch();
    await second.goTo('Activity');
    await expect(second.activity.jobIn('Done', 'a startled fox')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(1);
    expect(service.ledger).toMatchObject([{ state: 'settled', charged: 2.5 }]);
  });
});
