import fs from 'node:fs';
import path from 'node:path';

import type { Page } from '@playwright/test';

import { bridge } from '../src/shared/bridge.ts';
import { everyPicture } from '../src/shared/picture.ts';
import { expect, test, type Afterglow } from './app.ts';

type Calls = {
  [S in keyof typeof bridge]: { [M in keyof (typeof bridge)[S] as (typeof bridge)[S][M] extends { kind: 'call' } ? M : never]: unknown };
};

const noPictures = { ids: [] };
const collection = '00000000-0000-4000-8000-000000000001';

/** Every question that the page can ask, with what it could carry. A new one that is missing here doesn't compile. */
const questions = (key: string, job: string, picture: string): Calls => ({
  app: { info: undefined, openLink: 'pricing', saveReport: undefined },
  account: {
    get: undefined,
    saveKey: key,
    refreshBalance: undefined,
    startPractice: undefined,
    leavePractice: undefined,
    removeKey: undefined,
  },
  settings: { get: undefined, change: { concurrency: 4 } },
  draft: { load: undefined, save: { prompt: 'a draft', size: 'auto', count: 1, references: [], callbackUrl: '' } },
  inputs: { add: { name: 'x.png', bytes: new Uint8Array(9) }, choose: undefined, fromPicture: picture, describe: [picture] },
  jobs: {
    ...{ list: undefined, submit: {}, estimate: { model: 'gpt-4o-image', size: 'auto', count: 1 } },
    ...{ cancel: job, takeBack: job, stopWatching: job, watchAgain: job, tryAgain: job, checkAgain: job, sendAgain: job, giveUp: job },
  },
  edits: {
    ...{ bring: { path: '/nowhere' }, chooseAndBring: undefined, open: picture, keepMask: { name: 'mask.png', bytes: new Uint8Array(9) } },
    ...{ keepDraft: { picture, prompt: '', count: 1, mode: 'precise', size: 'auto', references: [], mask: null } },
    ...{ findDraft: picture, forgetDraft: picture },
    ...{ exportMask: { name: 'mask.png', bytes: new Uint8Array(9) }, chooseMask: undefined },
    submit: {
      order: { model: 'gpt-4o-image', prompt: 'an edit', count: 1, picture, references: [], size: 'auto', change: null },
      again: false,
    },
    ...{ judge: picture, keep: { answer: picture, blend: { strength: 1, featherPx: 8 } }, earlierMasks: { width: 8, height: 8 } },
  },
  queue: { get: undefined, pause: undefined, resume: undefined, move: { id: job, before: null }, cancelAll: undefined },
  spending: { get: undefined, exportLedger: undefined },
  pictures: {
    ...{ outline: undefined, matching: everyPicture, facts: { generation: '', rows: new Int32Array(1) }, rowOf: picture },
    ...{ details: picture, family: picture, models: undefined, tags: undefined, renameTag: { from: 'a', to: 'b' } },
    ...{ change: { of: { ids: [picture] }, change: { favourite: true } }, moveToTrash: noPictures, restore: noPictures },
    ...{ deleteForever: noPictures, undo: 'nothing', copy: picture, startDrag: [picture], showInFolder: picture },
  },
  collections: {
    ...{ list: undefined, create: { name: 'Postcards', parent: null }, rename: { id: collection, name: 'Letters' } },
    ...{ move: { id: collection, parent: null }, remove: collection },
  },
  searches: { list: undefined, save: { id: collection, name: 'All', query: everyPicture }, remove: collection },
  library: {
    ...{
      facts: undefined,
      known: undefined,
      open: '/nowhere',
      choose: undefined,
      forget: '/nowhere',
      move: undefined,
      showFolder: undefined,
    },
    ...{ import: ['/nowhere'], chooseImport: 'files', rebuild: undefined, verify: undefined, duplicates: undefined },
    export: { of: noPictures, naming: '{prompt}', format: 'original', quality: 90, metadata: 'as-delivered', as: 'files' },
    ...{ removeCopies: [], cancel: 'nothing' },
  },
});

type Wire = Record<string, Record<string, (input?: unknown) => unknown>>;

/** From now on everything that the main process announces is written down in the page. */
async function hearAll(page: Page): Promise<void> {
  const news = Object.entries(bridge).flatMap(([service, members]) =>
    Object.entries(members).flatMap(([name, { kind }]: [string, { kind: string }]) => (kind === 'news' ? [[service, name] as const] : [])),
  );
  await page.evaluate((channels) => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    const wire = Reflect.get(window, 'bridge') as Wire;
    for (const [service, name] of channels) wire[service]?.[name]?.((payload: unknown) => heard.push(payload));
  }, news);
}

/** Asks everything, and returns what was answered and what was heard by then. */
function askAll(page: Page, all: Calls): Promise<string> {
  return page.evaluate(async (asked) => {
    const wire = Reflect.get(window, 'bridge') as Wire;
    const answers: unknown[] = [];
    for (const [service, calls] of Object.entries(asked)) {
      for (const [name, input] of Object.entries(calls)) answers.push(await wire[service]?.[name]?.(input));
    }
    return JSON.stringify([
      answers,
      Reflect.get(window, 'heard'),
      Object.entries(localStorage),
      document.documentElement.outerHTML,
      location.href,
    ]);
  }, all);
}

function firstJob(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { jobs } = Reflect.get(window, 'bridge') as Wire;
    const answer = (await jobs?.['list']?.()) as { value: { id: string }[] };
    return answer.value[0]?.id ?? '';
  });
}

function firstPicture(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { pictures } = Reflect.get(window, 'bridge') as Wire;
    const outline = (await pictures?.['outline']?.()) as { value: { generation: string; rows: Int32Array } };
    const { generation, rows } = outline.value;
    const facts = (await pictures?.['facts']?.({ generation, rows: rows.slice(0, 1) })) as { value: { id: string }[] };
    return facts.value[0]?.id ?? '';
  });
}

/** Whatever the app writes to the terminal from now on. */
function listenTo({ electron }: Afterglow): { text: string } {
  const said = { text: '' };
  for (const stream of [electron.process().stdout, electron.process().stderr])
    stream?.on('data', (data: Buffer) => (said.text += data.toString()));
  return said;
}

const spellings = (key: string): string[] => [
  key,
  Buffer.from(key).toString('base64').replace(/=+$/, ''),
  Buffer.from(key).toString('hex'),
];
const found = (text: string | Buffer, key: string): string[] => spellings(key).filter((spelling) => text.includes(spelling));

function filesHolding(home: string, key: string): string[] {
  const entries = fs.readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(8);
  return files.filter((file) => found(fs.readFileSync(file), key).length > 0).map((file) => path.relative(home, file));
}

test('the key is in no file, no log and no message to the page, whatever happens', async ({ launch, service, home }) => {
  const { key } = service;
  const app = await launch();
  const said = listenTo(app);
  await hearAll(app.page);
  await app.welcome.saveKey(key);
  await app.create.prompt.waitFor();
  await app.create.make('a picture that works');
  await app.goTo('Activity');
  await expect(app.activity.job('a picture that works')).toContainText('Done');
  await app.goTo('Create');
  // A service that repeats the key in its refusal, as some do.
  const body = { error: { code: 'invalid_request', message: `Incorrect request for key ${key}`, type: 'invalid_request_error' } };
  service.faults.next('POST /v1/images/generations', { kind: 'answer', status: 400, body, takesEffect: false });
  await app.create.make('a picture that is refused');
  await app.goTo('Activity');
  await expect(app.activity.job('a picture that is refused')).toContainText('Failed');

  await app.electron.evaluate(({ dialog, shell }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    shell.openExternal = () => Promise.resolve();
    shell.showItemInFolder = () => undefined;
  });
  const job = await firstJob(app.page);
  const picture = await firstPicture(app.page);
  const told = await askAll(app.page, questions(key, job, picture));
  expect(told).toContain('a picture that is refused');
  expect(found(told, key)).toEqual([]);
  // Asking everything has removed it; it comes back for the restart.
  await app.goTo('Create');
  await app.welcome.saveKey(key);
  await expect(app.create.prompt).toBeVisible();
  await app.close();
  expect(found(said.text, key)).toEqual([]);
  expect(filesHolding(home, key)).toEqual([]);

  const again = await launch();
  const saidAgain = listenTo(again);
  await again.goTo('Settings');
  await again.settings.removeTheKey();
  await expect(again.welcome.key).toBeVisible();
  const after = await again.page.evaluate(async () => JSON.stringify(await (Reflect.get(window, 'bridge') as Wire)['jobs']?.['list']?.()));
  await again.close();
  expect([...found(after, key), ...found(saidAgain.text, key)]).toEqual([]);
  expect(filesHolding(home, key)).toEqual([]);
});
