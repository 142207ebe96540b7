import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { ImportReport } from '../../../shared/library.ts';
import type { PictureDetails } from '../../../shared/picture.ts';
import type { Library } from '../library.ts';
import { shown, temporaryFolder } from '../test-library.ts';

/** A folder of files outside of any library, by their names in it. */
export async function sourceFolder(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

export function importInto(library: Library, ...paths: readonly string[]): Promise<ImportReport> {
  return library.work.import({ task: 'import-1', paths });
}

/** What the report says of each file, its own name only. */
export function whysOf({ problems }: ImportReport): Record<string, string> {
  return Object.fromEntries(problems.map(({ file, why }) => [file.split('/').at(-1) ?? '', why] as const));
}

export async function detailsOfAll(library: Library): Promise<PictureDetails[]> {
  return Promise.all((await shown(library)).map(({ id }) => library.details(id)));
}
