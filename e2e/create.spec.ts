import { askedFor, paidRequests } from './asked.ts';
import { expect, test } from './app.ts';

test('each broken rule of the API gets its sentence beside the field, and nothing is sent', async ({ app, service }) => {
  const { create } = app;

  await test.step('an empty prompt', async () => {
    await create.generate.click();
    await expect(create.prompt).toHaveAccessibleDescription(/Describe the picture first/);
    await expect(create.prompt).toBeFocused();
  });

  await test.step('1,001 characters, as people count them', async () => {
    await create.prompt.fill('🦊'.repeat(999) + '狐');
    await expect(create.prompt).toHaveAccessibleDescription('1,000 / 1,000');
    await create.prompt.fill('🦊'.repeat(999) + '狐狸');
    await expect(create.prompt).toHaveAccessibleDescription('1,001 / 1,000 1 characters too many: at most 1,000 are possible.');
    await create.generate.click();
  });

  await create.prompt.fill('a fox');
  for (const [address, sentence] of [
    ['http://example.com/hook', 'must begin with https://'],
    ['https://192.168.1.20/hook', 'private network'],
    ['https://[::1]/hook', 'private network'],
    ['https://localhost/hook', 'private network'],
    ['no address', 'isn’t a web address'],
    [`https://example.com/${'x'.repeat(2048)}`, 'longer than 2,048 characters'],
  ] as const) {
    await test.step(`callback ${address.slice(0, 40)}`, async () => {
      await create.fillCallback(address);
      await create.generate.click();
      await expect(create.callbackUrl).toHaveAccessibleDescription(new RegExp(sentence));
      await expect(create.callbackUrl).toBeFocused();
    });
  }
  expect(paidRequests(service)).toEqual([]);

  await create.fillCallback('https://example.com/hook');
  await create.generate.click();
  await expect
    .poll(() => askedFor(service))
    .toEqual([{ model: 'gpt-4o-image', prompt: 'a fox', n: 1, callback_url: 'https://example.com/hook' }]);
});

test('sizes and counts are sent as chosen, with the keyboard alone, while earlier jobs still run', async ({ app, service }) => {
  const { create } = app;
  const wishes = [
    { size: 'Auto', count: 1, sent: {} },
    { size: '1:1', count: 2, sent: { size: '1:1' } },
    { size: '2:3', count: 4, sent: { size: '2:3' } },
    { size: '3:2', count: 1, sent: { size: '3:2' } },
    { size: '1024×1024', count: 2, sent: { size: '1024x1024' } },
    { size: '1024×1536', count: 4, sent: { size: '1024x1536' } },
    { size: '1536×1024', count: 1, sent: { size: '1536x1024' } },
  ] as const;
  for (const { size, count } of wishes) {
    await create.choose({ size, count });
    await create.prompt.fill(`a fox ${size}`);
    await create.prompt.press('Control+Enter');
    await expect(app.page.getByRole('listitem').filter({ hasText: `a fox ${size}` })).toBeVisible();
  }
  await expect
    .poll(() => askedFor(service))
    .toEqual(wishes.map(({ size, count, sent }) => ({ model: 'gpt-4o-image', prompt: `a fox ${size}`, n: count, ...sent })));
  expect(service.ledger).toHaveLength(wishes.length);
});

test('the cost is said before anything is sent, and follows the number of pictures', async ({ app }) => {
  await expect(app.page.getByText('≈ 2.5 credits · $0.04')).toBeVisible();
  await app.create.chosenCount(4).click();
  await expect(app.page.getByText('≈ 10 credits · $0.15')).toBeVisible();
});

test('the same request twice within seconds is one job, unless it is meant', async ({ app, service }) => {
  await app.stopClock();
  await app.create.make('a fox in the snow');
  await app.create.generate.click();
  await expect(app.notices).toContainText('This is already being made.');
  await expect.poll(() => service.ledger.length).toBe(1);

  await app.notices.getByRole('button', { name: 'Make it again anyway' }).click();
  await app.startClock();
  await expect.poll(() => service.ledger.length).toBe(2);
  await app.goTo('Activity');
  await expect(app.activity.jobIn('Done', 'a fox in the snow')).toHaveCount(2);
  expect(paidRequests(service).map(({ idempotencyKey }) => idempotencyKey)).toHaveLength(
    new Set(paidRequests(service).map(({ idempotencyKey }) => idempotencyKey)).size,
  );
});
