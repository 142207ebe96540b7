import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';

import type { Job } from '../../shared/job.ts';
import type { Library } from '../library/library.ts';

interface DiskFaults {
  readonly halfWritten: readonly string[];
  /** Files that belong to nothing, and records of what isn't there. */
  readonly orphans: readonly string[];
}

interface Sorted {
  readonly pictures: readonly string[];
  readonly records: readonly string[];
  readonly thumbnails: readonly string[];
  readonly inputs: readonly string[];
  readonly incoming: readonly string[];
}

/** Looks through every file that a run has left. */
export async function faultsOfFolder(folder: string, library: Library, jobs: readonly Job[]): Promise<DiskFaults> {
  const files = sorted(await filesIn(library.folder));
  const beside = (await readdir(folder)).filter((name) => /\.(begun|renewed|damaged)/.test(name));
  const halfWritten = [...files.incoming, ...beside].map((name) => `${name} is left over`);
  for (const file of [...files.pictures, ...files.inputs.filter((name) => !name.endsWith('.json'))]) {
    if (!(await isWhole(library.folder, file))) halfWritten.push(`${file} doesn't hold what its name says`);
  }
  const orphans = [...(await strayPictures(library, files, jobs)), ...strayInputs(files.inputs)];
  return { halfWritten, orphans };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return files.map((file) => file.split(sep).join('/'));
}

function sorted(files: readonly string[]): Sorted {
  const under = (part: string) => files.filter((file) => file.startsWith(`.afterglow/${part}/`));
  return {
    pictures: files.filter((file) => !file.startsWith('.')),
    records: under('records'),
    thumbnails: under('thumbnails'),
    inputs: under('inputs'),
    incoming: under('incoming'),
  };
}

function idOf(file: string): string {
  return basename(file, extname(file));
}

/** Inputs carry their whole hash in their name, pictures its beginning at the end. */
async function isWhole(folder: string, file: string): Promise<boolean> {
  const hash = createHash('sha256')
    .update(await readFile(join(folder, file)))
    .digest('hex');
  return hash.startsWith(idOf(file).split(' ').at(-1) ?? '?');
}

async function strayPictures(library: Library, files: Sorted, jobs: readonly Job[]): Promise<string[]> {
  const stray: string[] = [];
  const placed = new Set<string>();
  const owned = new Set(jobs.flatMap(({ pictures }) => pictures));
  for (const record of files.records) {
    const path = (await library.fileOf('picture', idOf(record)))?.path;
    if (path === undefined) stray.push(`${record} tells of a picture that isn't there`);
    else
      placed.add(
        path
          .slice(library.folder.length + 1)
          .split(sep)
          .join('/'),
      );
    if (!owned.has(idOf(record))) stray.push(`${record} belongs to no job`);
  }
  stray.push(...files.pictures.filter((file) => !placed.has(file)).map((file) => `${file} has no record`));
  const known = new Set(files.records.map(idOf));
  stray.push(...files.thumbnails.filter((file) => !known.has(idOf(file))).map((file) => `${file} has no record`));
  if ((await library.total()) !== files.records.length)
    stray.push(`the index has ${await library.total()} of ${files.records.length} pictures`);
  return stray;
}

/** An input is a file and its description. */
function strayInputs(files: readonly string[]): string[] {
  const [descriptions, contents] = [files.filter((file) => file.endsWith('.json')), files.filter((file) => !file.endsWith('.json'))];
  const paired = (one: string, others: readonly string[]): boolean => others.some((other) => idOf(other) === idOf(one));
  return [
    ...descriptions.filter((file) => !paired(file, contents)).map((file) => `${file} describes what isn't there`),
    ...contents.filter((file) => !paired(file, descriptions)).map((file) => `${file} has no description`),
  ];
}
