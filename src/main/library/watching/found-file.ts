import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';

import { errorCode } from '../../files/disk-failure.ts';
import { isInside } from '../../files/folder.ts';
import type { Layout } from '../layout.ts';

/** What is at a path of the library now. Links, and what is reached through one, count as nothing. */
export type Found =
  | { readonly what: 'nothing'; readonly path: string }
  | { readonly what: 'folder'; readonly path: string }
  | { readonly what: 'file'; readonly path: string; readonly bytes: number; readonly changedAt: number };
export type FoundFile = Extract<Found, { what: 'file' }>;

const lookedAtOnce = 32;

/** Looks at many paths, some at a time: whoever else needs the disk gets their turn. */
export async function lookAt(layout: Layout, paths: readonly string[], signal?: AbortSignal): Promise<Found[]> {
  const found: Found[] = [];
  const inside = new Map<string, Promise<boolean>>();
  for (let at = 0; at < paths.length; at += lookedAtOnce) {
    signal?.throwIfAborted();
    found.push(...(await Promise.all(paths.slice(at, at + lookedAtOnce).map((path) => look(layout, path, inside)))));
  }
  return found;
}

async function look(layout: Layout, path: string, inside: Map<string, Promise<boolean>>): Promise<Found> {
  const absolute = layout.absolute(path);
  try {
    const stats = await lstat(absolute);
    if (!stats.isFile() && !stats.isDirectory()) return { what: 'nothing', path };
    const folder = dirname(absolute);
    const reached = inside.get(folder) ?? isInside(layout.folder, folder);
    inside.set(folder, reached);
    if (!(await reached)) return { what: 'nothing', path };
    return stats.isDirectory() ? { what: 'folder', path } : { what: 'file', path, bytes: stats.size, changedAt: stats.mtimeMs };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EACCES', 'ELOOP'].includes(errorCode(error))) return { what: 'nothing', path };
    throw error;
  }
}
