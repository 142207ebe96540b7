import type { Afterglow } from './app.ts';
import { paidRequests } from './asked.ts';
import { expect, test } from './app.ts';
import { freePort } from './free-port.ts';

/** What the system says of the network from now on. */
async function network({ electron }: Afterglow, isOnline: boolean): Promise<void> {
  await electron.evaluate(({ net }, online) => {
    net.isOnline = () => online;
  }, isOnline);
}

test.describe('a service that can’t be reached', () => {
  test.use({
    serviceOptions: async ({}, use) => {
      await use({ pictures: 'plain', taskMs: () => 300, port: await freePort() });
    },
  });

  test('from the start: pictures are asked for all the same, and are made once it is back', async ({ app, service, launch }) => {
    await app.close();
    await service.stop();
    const offline = await launch();
    await network(offline, false);
    await offline.create.make('a fox without a network');
    await offline.create.make('another fox without a network', { count: 2 });
    await offline.goTo('Activity');
    for (const fox of ['a fox without a network', 'another fox without a network']) {
      await expect(offline.activity.jobIn('Queued', fox)).toContainText('connection');
    }
    await expect(offline.page.getByRole('region', { name: 'Not sent yet' })).toContainText('costs nothing until it is sent');

    await service.start();
    await network(offline, true);
    for (const fox of ['a fox without a network', 'another fox without a network']) {
      await expect(offline.activity.jobIn('Done', fox)).toBeVisible();
    }
    expect(paidRequests(service)).toHaveLength(2);
    expect(service.ledger).toHaveLength(2);
    await expect(offline.rail.getByRole('button', { name: 'Balance: 992.5 credits' })).toBeVisible();
    expect(offline.errors).toEqual([]);
  });

  test('in the middle of a job: the task is found finished afterwards', async ({ app, service }) => {
    const task = Promise.withResolvers<undefined>();
    service.faults.always('GET /v1/tasks/{id}', { kind: 'delay', beforeHead: task.promise });
    await app.create.make('a fox in a tunnel');
    await expect.poll(() => service.ledger.length).toBe(1);
    await service.stop();
    await network(app, false);
    service.faults.clear();
    task.resolve(undefined);
    await app.goTo('Activity');
    await expect(app.activity.job('a fox in a tunnel')).toContainText('connection');
    await service.start();
    await network(app, true);
    await expect(app.activity.jobIn('Done', 'a fox in a tunnel')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(1);
  });
});

test.describe('a machine that slept', () => {
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 600_000 } });

  test('looks at once when it wakes, and has the picture', async ({ app, service, clock }) => {
    clock.stop();
    await app.create.make('a sleeping fox');
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Running', 'a sleeping fox')).toBeVisible();
    // By its own clock the app's next look never comes.
    await app.stopClock();
    clock.pass(600_000);
    await app.electron.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('resume');
    });
    await expect(app.activity.jobIn('Done', 'a sleeping fox')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(1);
  });
});
