import { readFile, rename } from 'node:fs/promises';

import * as v from 'valibot';

import { Failure } from '../../shared/failure.ts';
import { errorCode } from '../files/disk-failure.ts';
import { exists } from '../files/durable-file.ts';
import { sizeOf } from '../files/file-content.ts';

/** Far above anything that we write: what is larger is not ours. */
const maxBytes = 64 * 1024 * 1024;

const Newer = v.looseObject({ version: v.pipe(v.number(), v.minValue(2)) });

/** What stands in a file that we keep as JSON; `foreign` when it isn't for us: of a version to come, or not ours to read. */
type Kept<T> = { readonly found: T } | 'absent' | 'damaged' | 'foreign';

export async function readKept<const S extends v.GenericSchema>(path: string, schema: S): Promise<Kept<v.InferOutput<S>>> {
  const text = await readText(path);
  if (typeof text === 'string') return text;
  const value = parsed(text.found);
  const checked = v.safeParse(schema, value);
  if (checked.success) return { found: checked.output };
  return v.is(Newer, value) ? 'foreign' : 'damaged';
}

/** Told where a damaged file was put. */
export type OnSetAside = (keptAs: string) => void;

/** The same, before it is written again: a damaged file goes aside, and what isn't for us is left alone by a failure. */
export async function readToChange<const S extends v.GenericSchema>(
  path: string,
  schema: S,
  onSetAside: OnSetAside,
): Promise<v.InferOutput<S> | null> {
  const kept = await readKept(path, schema);
  if (typeof kept === 'object') return kept.found;
  if (kept === 'foreign') {
    throw new Failure('library-unavailable', 'A newer version of Afterglow has written here. Open this library with that version.');
  }
  if (kept === 'damaged') onSetAside(await setAside(path));
  return null;
}

/** Never overwrites: each damaged file may be the one that holds what a person misses. */
export async function setAside(path: string): Promise<string> {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  for (let copy = 1; ; copy += 1) {
    const aside = `${path}.damaged-${stamp}${copy === 1 ? '' : `-${copy}`}`;
    if (await exists(aside)) continue;
    await rename(path, aside);
    return aside;
  }
}

async function readText(path: string): Promise<Kept<string>> {
  try {
    const bytes = await sizeOf(path);
    if (bytes === null) return (await exists(path)) ? 'foreign' : 'absent';
    return bytes > maxBytes ? 'foreign' : { found: await readFile(path, 'utf8') };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'absent';
    if (['EACCES', 'EPERM'].includes(errorCode(error))) return 'foreign';
    throw error;
  }
}

/** Undefined, which no JSON is, for what is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
