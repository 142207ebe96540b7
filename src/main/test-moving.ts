import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CurrentLibrary } from './current-library.ts';
import { Library } from './library/library.ts';
import type { LibraryOptions } from './library/opening.ts';
import { MovingLibrary, type OnMoveStep } from './moving-library.ts';
import { remembered } from './settings/remembered.ts';
import type { Shelf } from './settings/shelf.ts';

/** One person's machine, whatever process runs on it: a folder with what was remembered, and libraries wherever they are. */
export interface Machine {
  readonly current: CurrentLibrary;
  readonly moving: MovingLibrary;
  readonly shelf: Shelf;
  readonly unexpected: unknown[];
  /** As the app does at its start. */
  readonly start: () => Promise<void>;
}

interface MachineOptions {
  readonly isSameDisk: boolean;
  readonly onStep?: OnMoveStep;
  readonly library?: LibraryOptions;
}

export function machineIn(home: string, { isSameDisk, onStep, library = {} }: MachineOptions): Machine {
  const shelf = shelfIn(join(home, 'settings.json'));
  const unexpected: unknown[] = [];
  const open = (folder: string) => Library.open(folder, { ...library, mustExist: true });
  const current = new CurrentLibrary(open);
  const moving = new MovingLibrary({
    library: current,
    remembered: remembered(shelf, 'move'),
    choose: (folder) => shelf.set('libraryFolder', folder),
    unexpected: (error) => unexpected.push(error),
    isSameDisk: () => Promise.resolve(isSameDisk),
    ...(onStep && { onStep }),
  });
  const start = async (): Promise<void> => {
    await current.openIn(moving.settle() ?? String(shelf.get('libraryFolder')));
    await moving.tidy();
  };
  return { current, moving, shelf, unexpected, start };
}

export function shelfIn(file: string): Shelf {
  const all = (): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return { get: (name) => all()[name], set: (name, value) => writeFileSync(file, JSON.stringify({ ...all(), [name]: value })) };
}

/** What is in a folder, the index and previews left out, links as links; empty when there is no such folder. */
export function contentsOf(folder: string, below = ''): string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    return entry.isDirectory() ? contentsOf(folder, path) : [path];
  });
  return paths.filter((path) => !/index\.|thumbnails/.test(path)).sort();
}
