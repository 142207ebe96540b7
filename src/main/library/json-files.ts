import { readdir, readFile } from 'node:fs/promises';

import * as v from 'valibot';

import { errorCode } from '../files/disk-failure.ts';
import { sizeOf } from '../files/file-content.ts';

/** Far above anything that we write: what is larger is not ours. */
const maxJsonBytes = 64 * 1024 * 1024;

/** A JSON file that fits a schema; `absent` when there is none, `unreadable` when it is damaged or of a version to come. */
export async function readJson<const S extends v.GenericSchema>(
  path: string,
  schema: S,
): Promise<{ found: v.InferOutput<S> } | 'absent' | 'unreadable'> {
  try {
    const bytes = await sizeOf(path);
    if (bytes === null || bytes > maxJsonBytes) return bytes === null ? 'absent' : 'unreadable';
    const parsed = v.safeParse(schema, JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? { found: parsed.output } : 'unreadable';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'absent';
    if (error instanceof SyntaxError || errorCode(error) === 'EACCES') return 'unreadable';
    throw error;
  }
}

/** The names in a folder; none when there is no such folder, or none that we may read. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error))) return [];
    throw error;
  }
}
