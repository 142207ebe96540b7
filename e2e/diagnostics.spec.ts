import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { ElectronApplication } from '@playwright/test';

import { expect, test } from './app.ts';
import { pictureFile } from './picture-files.ts';

/** Answers the system's next question where to save a file; no path: the person changes their mind. */
async function saveTo(electron: ElectronApplication, filePath: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    globalThis.isDialogAnswered = false;
    dialog.showSaveDialog = () => {
      globalThis.isDialogAnswered = true;
      return Promise.resolve({ canceled: chosen === '', filePath: chosen });
    };
  }, filePath);
}

test('the report for support says what happened, and nothing of what the person wrote, named or keeps secret', async ({
  app,
  service,
  home,
  elsewhere,
}) => {
  await app.create.drop(await pictureFile(elsewhere, 'grandmother at the sea.png', 'teal'));
  await expect(app.create.allReferences).toHaveCount(1);
  await app.create.make('a birthday card for Tante Erna', { callbackUrl: 'https://hook.example.com/my-secret-path?token=my-secret-token' });
  await app.goTo('Activity');
  await expect(app.activity.job('a birthday card')).toContainText('Done');
  const message = `“another card for Tante Erna” isn’t possible with ${service.key}`;
  const body = { error: { code: 'content_policy_violation', message, type: 'invalid_request_error' }, request_id: 'req_support_asks_for' };
  service.faults.next('POST /v1/images/generations', { kind: 'answer', status: 400, body, takesEffect: false });
  await app.goTo('Create');
  await app.create.make('another card for Tante Erna');
  await app.goTo('Activity');
  await expect(app.activity.job('another card')).toContainText('Failed');

  await app.goTo('Settings');
  const file = path.join(elsewhere, 'report.txt');
  await saveTo(app.electron, '');
  await app.settings.saveReport.click();
  await app.dialogAnswered();
  await saveTo(app.electron, file);
  await app.settings.saveReport.click();
  await expect(app.notices).toContainText('The report is saved. Read it before you send it.');
  const report = fs.readFileSync(file, 'utf8');
  for (const told of [
    ...[
      'This is for a support request.',
      'Afterglow',
      'System',
      `apiUrl           ${service.url}`,
      'gpt-4o-image auto, 1 picture, prompt (27 characters), 1 reference',
    ],
    ...[`ends in ${service.key.slice(-4)}, kept in keychain`, 'pictures         1', 'done             1', 'failed           1'],
    ...['callback to hook.example.com', 'service code content_policy_violation', 'request id req_support_asks_for'],
    ...['accepted', 'taskId task-unified-'],
  ]) {
    expect(report).toContain(told);
  }
  const secrets = [service.key, 'Erna', 'card', 'grandmother', 'sea.png', 'my-secret', home, elsewhere, os.userInfo().homedir + path.sep];
  for (const secret of secrets) expect(report).not.toContain(secret);
});

test('a report that can’t be written is said, with what to do', async ({ app, elsewhere }) => {
  await app.goTo('Settings');
  await saveTo(app.electron, path.join(elsewhere, 'no such folder', 'report.txt'));
  await app.settings.saveReport.click();
  await expect(app.notices).toContainText('Nothing could be written there. Choose another folder.');
});
