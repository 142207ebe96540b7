import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

import { paidRequests } from './asked.ts';
import { expect, test } from './app.ts';

/** Starts the app as a person does who has forgotten that it is open; answers with its exit code. */
async function startAgain(env: Readonly<Record<string, string>>): Promise<unknown> {
  const electron = createRequire(import.meta.url)('electron') as string;
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const cwd = path.resolve(import.meta.dirname, '..');
  const child = spawn(electron, [...asRoot, '.'], { cwd, env: { ...process.env, STANDIN_SCRIPTED: '1', ...env }, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [unknown];
  return code;
}

test('a double click on Generate is one job; making it again is a second one', async ({ app, service }) => {
  await app.stopClock();
  await app.create.prompt.fill('a fox, once');
  await app.create.generate.dblclick();
  await expect.poll(() => service.ledger.length).toBe(1);
  await app.goTo('Activity');
  await expect(app.activity.job('a fox, once')).toHaveCount(1);

  await app.goTo('Create');
  await app.create.generate.click();
  const again = app.notices.getByRole('button', { name: 'Make it again anyway' });
  await again.click();
  await app.startClock();
  await expect.poll(() => service.ledger.length).toBe(2);
  await app.goTo('Activity');
  await expect(app.activity.jobIn('Done', 'a fox, once')).toHaveCount(2);
  expect(paidRequests(service)).toHaveLength(2);
});

test.describe('while a job waits its turn', () => {
  test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000 } });

  test('a second start hands over to the first and sends nothing itself', async ({ app, service, clock, home }) => {
    clock.stop();
    const answered = Promise.withResolvers<undefined>();
    service.faults.next('POST /v1/images/generations', { kind: 'delay', beforeHead: answered.promise });
    await app.create.make('a fox with two owners');
    await expect.poll(() => service.ledger.length).toBe(1);
    await app.create.make('a fox behind it');
    await app.electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.blur();
    });

    const services = { AFTERGLOW_API_URL: service.url, AFTERGLOW_FILES_URL: service.filesUrl };
    expect(await startAgain({ ...services, AFTERGLOW_HOME: home })).toBe(0);
    await expect
      .poll(() => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isFocused())))
      .toEqual([true]);
    answered.resolve(undefined);
    await expect.poll(() => service.ledger.length).toBe(2);
    clock.pass(10_000);
    await app.goTo('Activity');
    await expect(app.activity.jobIn('Done', 'a fox with two owners')).toBeVisible();
    await expect(app.activity.jobIn('Done', 'a fox behind it')).toBeVisible();
    expect(paidRequests(service)).toHaveLength(2);
  });
});
