import { paidRequests } from './asked.ts';
import { expect, test } from './app.ts';

const refusal = (code: string, message: string) => ({ error: { code, message, type: 'authentication_error' }, request_id: `req_${code}` });

test.describe('a key that is taken away while jobs are under way', () => {
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000 } });

  test('stops nothing for good: with a key again everything goes on, paid once', async ({ app, service, clock }) => {
    clock.stop();
    await app.goTo('Settings');
    await app.settings.concurrency.fill('1');
    await app.goTo('Create');
    await app.create.make('a fox under way');
    await app.create.make('a fox in the queue');
    await expect.poll(() => service.ledger.length).toBe(1);
    await app.goTo('Settings');
    await app.settings.removeTheKey();
    await app.goTo('Create');
    await expect(app.welcome.practise).toBeVisible();
    clock.pass(10_000);

    await app.welcome.saveKey(service.key);
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Done', 'a fox under way')).toBeVisible();
    await expect.poll(() => service.ledger.length).toBe(2);
    clock.pass(10_000);
    await expect(app.activity.jobIn('Done', 'a fox in the queue')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(2);
  });
});

test('a key that the service refuses holds everything, says why once, and a new key lets it go on', async ({ app, service }) => {
  const answer = { kind: 'answer', status: 401, body: refusal('KEY_DISABLED', 'This key was disabled.'), takesEffect: false } as const;
  service.faults.always('POST /v1/images/generations', answer);
  service.faults.always('GET /v1/credits', answer);
  for (const fox of ['a first fox', 'a second fox', 'a third fox']) await app.create.make(fox);
  await app.goTo('Activity');
  for (const fox of ['a first fox', 'a second fox', 'a third fox']) await expect(app.activity.jobIn('Queued', fox)).toBeVisible();
  expect(paidRequests(service).length).toBeLessThanOrEqual(3);

  await test.step('the request id is there to be copied', async () => {
    await app.goTo('Settings');
    const account = app.page.getByRole('region', { name: 'Account' });
    await expect(account).toContainText('The service doesn’t accept this key');
    await account.getByText('Details').click();
    await expect(account).toContainText('req_KEY_DISABLED');
    await account.getByRole('button', { name: 'Copy request ID' }).click();
    await expect(account.getByRole('status')).toHaveText('Copied');
  });

  await test.step('a key that is refused as well changes nothing, and has its own request id', async () => {
    await app.settings.key.fill('sk-another-wrong-key-1234');
    await app.settings.saveKey.click();
    await expect(app.page.getByRole('alert').getByText('The service doesn’t accept this key')).toBeVisible();
    await expect(app.page.getByRole('alert').getByText('Details')).toBeVisible();
  });

  const refused = paidRequests(service).length;
  service.faults.clear();
  await app.settings.key.fill(service.key);
  await app.settings.saveKey.click();
  await app.goTo('Activity');
  for (const fox of ['a first fox', 'a second fox', 'a third fox']) await expect(app.activity.jobIn('Done', fox)).toBeVisible();
  expect(paidRequests(service)).toHaveLength(refused + 3);
  expect(service.ledger).toHaveLength(3);
});

test('credits that are used up hold the jobs, and a top-up at the service lets them go on', async ({ app, service }) => {
  const body = refusal('insufficient_user_quota', 'Your balance is not enough.');
  service.faults.next('POST /v1/images/generations', { kind: 'answer', status: 402, body, takesEffect: false });
  const poor = { data: { user: { remaining_credits: 0.5, used_credits: 999.5 } }, message: '', success: true };
  service.faults.always('GET /v1/credits', { kind: 'answer', status: 200, body: poor, takesEffect: false });
  await app.create.make('a fox on credit');
  await app.goTo('Activity');
  await expect(app.activity.jobIn('Queued', 'a fox on credit')).toBeVisible();
  await expect(app.rail.getByRole('button', { name: 'Balance: 0.5 credits' })).toBeVisible();
  expect(service.ledger).toHaveLength(0);

  service.faults.clear();
  await app.goTo('Settings');
  await app.settings.refreshBalance.click();
  await app.goTo('Activity');
  await expect(app.activity.jobIn('Done', 'a fox on credit')).toBeVisible();
  expect(service.ledger).toHaveLength(1);
});
