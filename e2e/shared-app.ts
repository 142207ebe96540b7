import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { test } from '@playwright/test';

import { PracticeServer } from '../src/main/practice/practice-server.ts';
import { launchApp, type Afterglow } from './app.ts';
import { makeLibrary, type MadePicture } from './library-maker.ts';

interface Shared {
  readonly app: Afterglow;
  readonly service: PracticeServer;
  readonly picture: MadePicture;
}

/** One app for all tests of a file that only look, or try what must have no effect: a start costs seconds. */
export function shareApp(): () => Shared {
  let shared: Shared | undefined;
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-e2e-'));
  test.beforeAll(async () => {
    shared = await start(home);
  });
  test.afterAll(async () => {
    await shared?.app.close();
    await shared?.service.stop();
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  return () => {
    if (!shared) throw new Error('The app has not started yet');
    return shared;
  };
}

async function start(home: string): Promise<Shared> {
  const [picture] = await makeLibrary(home, [{ prompt: 'sunset over the sea', size: '3:2' }]);
  if (!picture) throw new Error('Nothing was made');
  const service = new PracticeServer({ pictures: 'plain' });
  await service.start();
  const app = await launchApp({ AFTERGLOW_HOME: home, AFTERGLOW_API_URL: service.url, AFTERGLOW_FILES_URL: service.filesUrl }, []);
  await app.welcome.saveKey(service.key);
  await app.create.prompt.waitFor();
  return { app, service, picture };
}
