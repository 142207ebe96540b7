import Database from 'better-sqlite3';

import { isDamage } from '../index-file.ts';

const workMs = 5;
/** Much longer than the work: whoever opens a library wants to see pictures. */
const restMs = 40;

interface Page {
  readonly pagetype: string;
}

/**
 * Looks through every page of an index while it is in use, on a connection of its own and a few milliseconds at a time:
 * what `quick_check` would take a second for at once. Answers whether the index is whole; also when that can't be told.
 */
export async function isIndexWhole(path: string, signal: AbortSignal): Promise<boolean> {
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true });
    let since = performance.now();
    for (const { pagetype } of database.prepare<[], Page>('SELECT pagetype FROM dbstat').iterate()) {
      if (pagetype === 'corrupted') return false;
      if (performance.now() - since < workMs) continue;
      if (signal.aborted) break;
      await new Promise((resolve) => setTimeout(resolve, restMs));
      since = performance.now();
    }
    return true;
  } catch (error) {
    // A disk that is away, or full: others say so.
    return !isDamage(error);
  } finally {
    database?.close();
  }
}
