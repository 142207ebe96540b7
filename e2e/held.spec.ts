import type { Fault } from '../src/main/practice/faults.ts';
import { axeFindings } from './accessible.ts';
import { expect, test } from './app.ts';
import { paidRequests } from './asked.ts';

const generations = 'POST /v1/images/generations';
const refuse = (status: number, code: string): Fault => ({
  kind: 'answer',
  status,
  body: { error: { code, message: 'No.', type: 'error' } },
  takesEffect: false,
});
const foxes = ['a red fox', 'a blue fox', 'a green fox'];

test('a key that is refused is said once for all jobs, and everything goes on when it works again', async ({ app, service }) => {
  service.faults.always(generations, refuse(401, 'unauthorized'));
  service.faults.always('GET /v1/credits', refuse(401, 'unauthorized'));
  for (const fox of foxes) await app.create.make(fox);
  await app.goTo('Activity');
  await expect(app.activity.held).toContainText('The service doesn’t accept this API key');
  await expect(app.page.getByText('doesn’t accept')).toHaveCount(1);
  for (const fox of foxes) await expect(app.activity.jobIn('Queued', fox)).toContainText('no working key');
  const asked = paidRequests(service).length;

  expect(await axeFindings(app.page, 'light')).toEqual([]);

  await app.activity.held.getByRole('button', { name: 'Check again' }).click();
  await expect(app.activity.held.getByRole('button', { name: 'Check again' })).not.toHaveAttribute('aria-busy');
  await expect(app.activity.held).toBeVisible();
  expect(paidRequests(service)).toHaveLength(asked);
  service.faults.clear();
  await app.activity.held.getByRole('button', { name: 'Check again' }).click();
  for (const fox of foxes) await expect(app.activity.jobIn('Done', fox)).toBeVisible();
  await expect(app.activity.held).toBeHidden();
  expect(service.ledger).toHaveLength(3);
});

test('without a key the jobs of the account wait for it, and the way to it is one click', async ({ app, service }) => {
  await app.page.keyboard.press('ControlOrMeta+Shift+P');
  await app.create.make('a patient fox');
  await app.goTo('Settings');
  await app.settings.removeTheKey();
  await app.goTo('Activity');
  await app.activity.queue.resume.click();
  await expect(app.activity.held).toContainText('There is no API key to go on with');
  await app.activity.held.getByRole('button', { name: 'Open Settings' }).click();
  await expect(app.settings.key).toBeVisible();
  expect(paidRequests(service)).toEqual([]);
});

test.describe('an account with credit for one picture', () => {
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000, credits: 2.5 } });

  test('says once that the credits are used up, leads to more, and goes on when there is some', async ({ app, service, clock }) => {
    clock.stop();
    await app.electron.evaluate(({ shell }) => {
      shell.openExternal = (url: string) => Promise.resolve(void Reflect.set(globalThis, 'opened', url));
    });
    await app.create.make('a fox [fail:service_error]');
    await expect.poll(() => service.ledger.length).toBe(1);
    await app.create.make('a poor fox');
    await app.goTo('Activity');
    await expect(app.activity.held).toContainText('The credits are used up');
    await expect(app.activity.jobIn('Queued', 'a poor fox')).toContainText('no credit');
    await expect(app.rail.getByRole('button', { name: 'Balance: 0 credits' })).toBeVisible();
    await app.activity.held.getByRole('button', { name: 'Top up' }).click();
    await expect.poll(() => app.electron.evaluate(() => String(Reflect.get(globalThis, 'opened')))).toContain('billing');

    clock.pass(10_000);
    await expect(app.activity.jobIn('Failed', 'a fox [fail:service_error]')).toContainText('Refunded');
    await expect(app.activity.jobIn('Running', 'a poor fox')).toBeVisible();
    await expect(app.activity.held).toBeHidden();
    expect(service.ledger).toHaveLength(2);
  });
});
