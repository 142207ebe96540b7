import { rename } from 'node:fs/promises';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { expect } from 'vitest';

import type { Library } from '../library.ts';
import { delivered, draw, openLibrary, originOf } from '../test-library.ts';

/** Waits for what the library finds out by itself. */
export const soon = { interval: 20 };

export interface Kept {
  readonly id: string;
  /** Relative to the library. */
  readonly path: string;
  readonly file: string;
  readonly bytes: Buffer;
}

/** Keeps a picture that is like no other one: its colour and its size say which. */
export async function keepIn(library: Library, colour: number): Promise<Kept> {
  const bytes = await draw({ colour, widthPx: 40 + colour });
  const { id } = await library.keep(delivered(bytes), originOf({ prompt: `fox ${colour}`, jobId: `job ${colour}` }));
  const { path } = await library.details(id);
  return { id, path, file: join(library.folder, path), bytes };
}

/** A library that follows what is done to its files by now, with as many pictures, and one more that was renamed between two runs. */
export async function watchedLibrary(count: number): Promise<{ library: Library; pictures: readonly [Kept, Kept, ...Kept[]] }> {
  const first = await openLibrary();
  const witness = await keepIn(first, 100);
  const pictures: Kept[] = [];
  for (let colour = 0; colour < count; colour += 1) pictures.push(await keepIn(first, colour));
  await first.close();
  await rename(witness.file, join(first.folder, 'witness.png'));
  const library = await openLibrary({ folder: first.folder, watchedAfterMs: 0 });
  // All folders are watched before the first file is compared.
  await expect.poll(() => indexOf(library)(witness.id), soon).toBe('witness.png here');
  const [one, other, ...others] = pictures;
  if (!one || !other) throw new Error('Two pictures at least');
  return { library, pictures: [one, other, ...others] };
}

/** Where the index says that a picture is, and how. Read from outside: whoever asks the library has it look for the file. */
export function indexOf(library: Library): (id: string) => string | undefined {
  return (id) => {
    const database = new Database(join(library.folder, '.afterglow/index.db'), { readonly: true });
    const found = database.prepare<[string], { path: string; file: string }>('SELECT path, file FROM pictures WHERE id = ?').get(id);
    database.close();
    return found && `${found.path} ${found.file}`;
  };
}
