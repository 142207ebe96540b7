import { readFileSync, renameSync } from 'node:fs';

/** Moves a file aside that isn't a JSON object, so that a fresh one can begin; returns what it is called now, or null when it was sound. */
export function moveDamagedAside(path: string, now: Date): string | null {
  const text = readIfThere(path);
  if (text === null || isJsonObject(text)) return null;
  const keptAs = path.replace(/(\.json)?$/, `.damaged-${now.toISOString().replace(/[:.]/g, '-')}$1`);
  renameSync(path, keptAs);
  return keptAs;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
