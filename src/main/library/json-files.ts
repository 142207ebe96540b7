import { readdir, readFile } from 'node:fs/promises';

import * as v from 'valibot';

import { errorCode } from '../files/disk-failure.ts';

/** Far above anything that we write: what is larger is not ours. */
const maxJsonBytes = 64 * 1024 * 1024;

/** A JSON file that fits a schema; `absent` when there is none, `unreadable` when it is damaged or of a version to come. */
export async function readJson<const S extends v.GenericSchema>(
  path: string,
  schema: S,
): Promise<{ found: v.InferOutput<S> } | 'absent' | 'unreadable'> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.length > maxJsonBytes) return 'unreadable';
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? { found: parsed.output } : 'unreadable';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'absent';
    if (error instanceof SyntaxError || ['EISDIR', 'EACCES', 'ELOOP'].includes(errorCode(error))) return 'unreadable';
    throw error;
  }
}

/** The names in a folder; none when there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return [];
    throw error;
  }
}
