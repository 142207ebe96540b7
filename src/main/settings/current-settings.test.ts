import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, expect, onTestFinished, test } from 'vitest';

import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { CurrentSettings, type AddressOverrides } from './current-settings.ts';
import { DraftStore } from './draft-store.ts';
import { remembered } from './remembered.ts';
import type { OpenedShelf } from './electron-shelf.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterglow-settings-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  file = join(folder, 'settings.json');
});

/** The real store on a real file. Outside Electron the module `electron` is the path of a program, for which this names a folder. */
async function opened(): Promise<OpenedShelf> {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= folder;
  const { openShelf } = await import('./electron-shelf.ts');
  return openShelf(folder, 'settings', new Date(0));
}

async function settings(overrides?: AddressOverrides): Promise<CurrentSettings> {
  return new CurrentSettings((await opened()).shelf, overrides);
}

test('a new person has the defaults', async () => {
  expect((await settings()).get()).toEqual(defaultSettings);
});

test('what was chosen is there at the next start, and only its owner reads it', async () => {
  const changed = (await settings()).change({ theme: 'dark', monthlyBudget: 500 });
  expect(changed).toEqual({ ...defaultSettings, theme: 'dark', monthlyBudget: 500 });
  expect((await settings()).get()).toEqual(changed);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('everyone who listens hears of a change, until they stop', async () => {
  const current = await settings();
  const heard: Settings[] = [];
  const stop = current.onChanged((all) => heard.push(all));
  current.change({ concurrency: 5 });
  stop();
  current.change({ concurrency: 6 });
  expect(heard).toEqual([{ ...defaultSettings, concurrency: 5 }]);
});

test('a value that does not hold is refused and changes nothing', async () => {
  const current = await settings();
  for (const patch of [
    { apiUrl: 'http://example.com' },
    { concurrency: 99 },
    { theme: 'pink' as 'dark' },
    { theme: 'dark' as const, model: '' },
  ]) {
    expect(() => current.change(patch)).toThrow(expect.objectContaining({ code: 'invalid' }));
  }
  expect((await settings()).get()).toEqual(defaultSettings);
});

test('an entry in the file that does not hold falls back alone', async () => {
  await writeFile(file, JSON.stringify({ theme: 'dark', concurrency: 'many', apiUrl: 'ftp://x', surprise: 1 }));
  expect((await settings()).get()).toEqual({ ...defaultSettings, theme: 'dark' });
});

test('an address from outside goes before what was chosen and is never written down', async () => {
  const current = await settings({ apiUrl: 'http://127.0.0.1:1' });
  expect(current.change({ theme: 'dark' })).toMatchObject({ apiUrl: 'http://127.0.0.1:1', theme: 'dark' });
  expect(await readFile(file, 'utf8')).not.toContain('127.0.0.1');
  expect((await settings()).get().apiUrl).toBe(defaultSettings.apiUrl);
});

test.each(['{"theme": "da', '', '[1]', '"text"', 'null', '\u0000\u0000\u0000'])(
  'a file that is %j is kept aside, and a fresh one begins',
  async (text) => {
    await writeFile(file, text);
    const { shelf, keptAs } = await opened();
    expect(keptAs).toBe(join(folder, 'settings.damaged-1970-01-01T00-00-00-000Z.json'));
    expect(await readFile(keptAs ?? '', 'utf8')).toBe(text);
    new CurrentSettings(shelf).change({ theme: 'light' });
    expect((await settings()).get().theme).toBe('light');
  },
);

test('a sound file is left where it is', async () => {
  await writeFile(file, '{}');
  expect((await opened()).keptAs).toBeNull();
  expect(await readdir(folder)).toEqual(['settings.json']);
});

test('what the app remembers by itself survives, and nonsense counts as forgotten', async () => {
  const { shelf } = await opened();
  expect(remembered(shelf, 'account').load()).toEqual({ mode: 'none', keyEnding: null });
  remembered(shelf, 'account').save({ mode: 'key', keyEnding: 'cdef' });
  remembered(shelf, 'window').save({ x: 1, y: 2, width: 1000, height: 700, maximized: false });
  const { shelf: later } = await opened();
  expect(remembered(later, 'account').load()).toEqual({ mode: 'key', keyEnding: 'cdef' });
  expect(remembered(later, 'window').load()).toMatchObject({ width: 1000 });
  later.set('remembered.window', { x: 'left' });
  later.set('remembered.account', { mode: 'key', keyEnding: 'a-whole-key' });
  expect(remembered(later, 'window').load()).toBeNull();
  expect(remembered(later, 'account').load().mode).toBe('none');
});

test('the draft survives a restart; one that does not hold is an empty one', async () => {
  const empty = { prompt: '', size: 'auto', count: 1, references: [], callbackUrl: '' };
  const { shelf } = await opened();
  expect(new DraftStore(shelf).load()).toEqual(empty);
  const draft = { ...empty, prompt: '一只狐狸', size: '2:3', count: 4, references: ['a'.repeat(64)] };
  new DraftStore(shelf).save(draft);
  const { shelf: later } = await opened();
  expect(new DraftStore(later).load()).toEqual(draft);
  later.set('draft', { prompt: 7 });
  expect(new DraftStore(later).load()).toEqual(empty);
});
