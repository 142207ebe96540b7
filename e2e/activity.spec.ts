import type { Fault } from '../src/main/practice/faults.ts';
import type { PracticeServer } from '../src/main/practice/practice-server.ts';
import { paidRequests } from './asked.ts';
import { expect, test } from './app.ts';

const generations = 'POST /v1/images/generations';
const loseTheAnswer: Fault = { kind: 'hang-up', when: 'after-processing', how: 'reset' };
const keysOf = (service: PracticeServer): Set<string | undefined> =>
  new Set(paidRequests(service).map(({ idempotencyKey }) => idempotencyKey));

test('a failure says in plain words what happened, what it cost and what support needs', async ({ app, service }) => {
  await test.step('refused at once', async () => {
    const error = { code: 'content_policy_violation', message: 'The prompt breaks rule 7.', type: 'invalid_request_error' };
    service.faults.next(generations, { kind: 'answer', status: 400, body: { error, request_id: 'req_fox_1' }, takesEffect: false });
    await app.create.make('a rude fox');
    await app.goTo('Activity');
    const job = app.activity.jobIn('Failed', 'a rude fox');
    await expect(job).toContainText('refused by the content rules');
    await expect(job).toContainText('Not charged');
    await job.getByRole('button', { name: 'Details' }).click();
    await expect(job.getByText('The prompt breaks rule 7.')).toBeVisible();
    await expect(job.getByText('req_fox_1')).toBeVisible();
  });

  await test.step('accepted, then failed', async () => {
    await app.goTo('Create');
    await app.create.make('a fox [fail:generation_timeout]');
    await app.goTo('Activity');
    const job = app.activity.jobIn('Failed', 'a fox [fail:generation_timeout]');
    await expect(job).toContainText('couldn’t make this picture');
    await expect(job).toContainText('Refunded');
    expect(service.ledger).toMatchObject([{ state: 'refunded', charged: 0 }]);
  });

  await test.step('and can be tried again as a job of its own', async () => {
    await app.activity.action('a rude fox', 'Try again').click();
    await expect(app.activity.jobIn('Done', 'a rude fox')).toBeVisible();
    await expect(app.activity.jobIn('Failed', 'a rude fox')).toBeVisible();
    expect(keysOf(service).size).toBe(3);
  });
});

test('a request that came too soon waits as long as the service says, and then goes on by itself', async ({ app, service }) => {
  // As often as it is asked until somebody has seen that: a single wait may be over before.
  service.faults.always(generations, { kind: 'answer', status: 429, headers: { 'retry-after': '3' }, takesEffect: false });
  await app.create.make('a hasty fox');
  await app.goTo('Activity');
  await expect(app.activity.held).toContainText('The service asked for fewer requests');
  await expect(app.activity.jobIn('Queued', 'a hasty fox')).toContainText('asked to wait');
  service.faults.clear();
  await expect(app.activity.jobIn('Done', 'a hasty fox')).toBeVisible();
  const times = paidRequests(service).map(({ atMs }) => atMs);
  expect(times.length).toBeGreaterThan(1);
  for (const [place, atMs] of times.slice(1).entries()) expect(atMs - (times[place] ?? 0)).toBeGreaterThanOrEqual(2_900);
  expect(keysOf(service).size).toBe(1);
  expect(service.ledger).toHaveLength(1);
});

test('a lost answer is found again by itself in the list of tasks', async ({ app, service }) => {
  service.faults.next(generations, loseTheAnswer);
  await app.create.make('a lost fox');
  await app.goTo('Activity');
  await expect(app.activity.jobIn('Done', 'a lost fox')).toBeVisible();
  expect(paidRequests(service)).toHaveLength(1);
  expect(service.ledger).toHaveLength(1);
});

test('what cannot be found again is decided by the person, and never costs more than they clicked for', async ({ app, service }) => {
  const loseOne = async (prompt: string): Promise<void> => {
    service.faults.next(generations, loseTheAnswer);
    service.faults.always('GET /v1/tasks', { kind: 'answer', status: 404, takesEffect: false });
    await app.goTo('Create');
    await app.create.make(prompt);
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Needs a decision', prompt)).toContainText('no answer came back');
  };

  await test.step('Check again costs nothing, and finds it when the list is back', async () => {
    await loseOne('a first lost fox');
    const looked = service.requests.length;
    await app.activity.action('a first lost fox', 'Check again').click();
    await expect.poll(() => service.requests.length).toBeGreaterThan(looked);
    await expect(app.activity.jobIn('Needs a decision', 'a first lost fox')).toBeVisible();
    service.faults.clear();
    await app.activity.action('a first lost fox', 'Check again').click();
    await expect(app.activity.jobIn('Done', 'a first lost fox')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(1);
  });

  await test.step('Give up asks for nothing any more', async () => {
    await loseOne('a second lost fox');
    await app.activity.action('a second lost fox', 'Give up').click();
    await expect(app.activity.jobIn('Failed', 'a second lost fox')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(2);
    expect(service.ledger).toHaveLength(2);
  });

  // Last: from then on the app knows that it may send what is lost again by itself, after a while.
  await test.step('Send again asks first, and the same key keeps it from being charged twice', async () => {
    await loseOne('a third lost fox');
    await app.activity.action('a third lost fox', 'Send again').click();
    const question = app.page.getByRole('dialog').or(app.page.getByRole('alertdialog'));
    await expect(question).toContainText('you pay twice');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toHaveCount(0);
    expect(paidRequests(service)).toHaveLength(3);
    await app.activity.action('a third lost fox', 'Send again').click();
    await question.getByRole('button', { name: 'Send again' }).click();
    await expect(app.activity.jobIn('Done', 'a third lost fox')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(4);
    expect(service.ledger).toHaveLength(3);
  });
});

test.describe('where the service has no task list and ignores the key of a request', () => {
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 300, features: { taskList: false, idempotency: false } } });

  test('sending again costs twice, as the question said, and only on that click', async ({ app, service }) => {
    service.faults.next(generations, loseTheAnswer);
    await app.create.make('a fox sent twice');
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Needs a decision', 'a fox sent twice')).toContainText('If it did, it cost 2.5 credits.');
    expect(service.ledger).toHaveLength(1);
    await app.activity.action('a fox sent twice', 'Send again').click();
    const question = app.page.getByRole('dialog').or(app.page.getByRole('alertdialog'));
    await question.getByRole('button', { name: 'Send again' }).click();
    await expect(app.activity.jobIn('Done', 'a fox sent twice')).toBeVisible();
    expect(service.ledger).toHaveLength(2);
  });
});
