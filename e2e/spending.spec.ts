import fs from 'node:fs';
import path from 'node:path';

import { expect, test } from './app.ts';

test('the month’s spending is told, taken along as a ledger, and held to its budget', async ({ app, home, service }) => {
  await app.create.make('a first lantern');
  await app.goTo('Activity');
  await expect(app.activity.job('a first lantern')).toContainText('Done');

  await app.goTo('Settings');
  await expect(app.page.getByText('2.5 credits this month')).toBeVisible();
  const file = path.join(home, 'ledger.csv');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await app.page.getByRole('button', { name: 'Export ledger' }).click();
  await expect(app.page.getByText('The ledger is written.')).toBeVisible();
  expect(fs.readFileSync(file, 'utf8')).toContain('2.5,0,yes,a first lantern');

  const sums = app.page.getByRole('table', { name: 'Spending in credits' });
  await expect(sums.getByRole('row', { name: /^Used/ }).getByRole('cell')).toHaveText(['2.5', '2.5']);
  for (const kind of ['Reserved', 'Uncertain', 'Given back']) {
    await expect(sums.getByRole('row', { name: new RegExp(`^${kind}`) }).getByRole('cell')).toHaveText(['0', '0']);
  }

  await app.settings.monthlyBudget.fill('4');
  await app.settings.monthlyBudget.press('Enter');
  await app.goTo('Create');
  await app.create.make('a second lantern');
  await app.goTo('Activity');
  await expect(app.activity.job('a second lantern')).toContainText('budget');
  expect(service.ledger).toHaveLength(1);

  await app.goTo('Settings');
  await expect(sums.getByRole('row', { name: /^Estimated/ }).getByRole('cell')).toHaveText('about 2.5');
  await expect(app.page.getByText('One job waits: the budget doesn’t cover it.')).toBeVisible();
  await app.page.getByRole('button', { name: 'Raise to 5 credits' }).click();
  await expect(app.settings.monthlyBudget).toHaveValue('5');
  await expect(app.page.getByText('One job waits')).toHaveCount(0);
  await app.goTo('Activity');
  await expect(app.activity.job('a second lantern')).toContainText('Done');
  expect(service.ledger).toHaveLength(2);
});
