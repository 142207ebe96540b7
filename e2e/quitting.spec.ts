import { paidRequests } from './asked.ts';
import { expect, test, type Afterglow } from './app.ts';

test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000 } });

/** Quits as a person does; `hasEnded` says whether the process is gone. */
function quit({ electron }: Afterglow): { readonly ended: Promise<unknown>; readonly hasEnded: () => boolean } {
  const child = electron.process();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // Not awaited: the process may end before it has answered.
  electron.evaluate(({ app }) => app.quit()).catch(() => undefined);
  return { ended, hasEnded: () => child.exitCode !== null };
}

test('quitting waits for the answer to a paid request, and it is in the journal afterwards', async ({ app, launch, service, clock }) => {
  clock.stop();
  const answered = Promise.withResolvers<undefined>();
  service.faults.next('POST /v1/images/generations', { kind: 'delay', beforeHead: answered.promise });
  await app.create.make('a fox on the way out');
  await expect.poll(() => service.ledger.length).toBe(1);
  const { ended, hasEnded } = quit(app);
  await expect.poll(() => app.page.isClosed() || hasEnded(), { timeout: 2_000 }).toBe(false);
  answered.resolve(undefined);
  await ended;
  const looks = service.requests.filter(({ route }) => route === 'GET /v1/tasks').length;

  clock.pass(10_000);
  const again = await launch();
  await again.goTo('Activity');
  await expect(again.activity.jobIn('Done', 'a fox on the way out')).toBeVisible();
  // Its task was known: nobody had to look for it in the service's list.
  expect(service.requests.filter(({ route }) => route === 'GET /v1/tasks')).toHaveLength(looks);
  expect(paidRequests(service)).toHaveLength(1);
  expect(service.ledger).toMatchObject([{ state: 'settled', charged: 2.5 }]);
});

test.describe('with quick tasks', () => {
  // The service's clock goes as ours does: a lost task is told from others by when it was made.
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 300 } });

  test('an answer that never comes doesn’t keep the app open for ever, and its task is found at the next start', async ({
    app,
    launch,
    service,
  }) => {
    const never = Promise.withResolvers<undefined>();
    service.faults.next('POST /v1/images/generations', { kind: 'delay', beforeHead: never.promise });
    await app.create.make('a fox without an answer');
    await expect.poll(() => service.ledger.length).toBe(1);
    const { ended } = quit(app);
    await ended;
    never.resolve(undefined);

    const again = await launch();
    await again.goTo('Activity');
    await expect(again.activity.jobIn('Done', 'a fox without an answer')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(1);
    expect(service.ledger).toHaveLength(1);
  });
});
