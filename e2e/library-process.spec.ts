import fs from 'node:fs';

import type { Afterglow } from './app.ts';
import { expect, test } from './in-gallery.ts';

/** The library's process among the app's own: by its script in the stand-in, by its kind in Electron. */
function libraryProcess({ electron }: Afterglow): number | undefined {
  const app = electron.process().pid;
  const children = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === app);
  return children.map(Number).find((pid) => /library-process\.js|node\.mojom\.NodeService/.test(read(`/proc/${pid}/cmdline`)));
}

function parentOf(pid: string): number {
  // The second field, the name, may hold anything but ends with the last bracket.
  return Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1]);
}

/** Empty for a process that has just gone. */
function read(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

test('when the library’s process is killed the gallery goes on, and what is made afterwards is kept', async ({ inGallery: app, made }) => {
  const before = libraryProcess(app);
  expect(before).toBeDefined();
  process.kill(before ?? 0, 'SIGKILL');
  await expect.poll(() => libraryProcess(app) ?? before).not.toBe(before);
  await expect(app.gallery.count).toHaveText(`${made.length} pictures`);
  await app.goTo('Create');
  await app.create.make('a lighthouse at night');
  await app.goTo('Gallery');
  await expect(app.gallery.count).toHaveText(`${made.length + 1} pictures`);
  await expect(app.gallery.pictures.first()).toHaveAccessibleName(/a lighthouse at night/);
  expect(app.errors).toEqual([]);
});

test('the library’s process ends with the app', async ({ inGallery: app }) => {
  const pid = libraryProcess(app);
  await app.close();
  await expect.poll(() => fs.existsSync(`/proc/${pid}`)).toBe(false);
});
