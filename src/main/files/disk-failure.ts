import type { Reason } from '../../shared/failure-reason.ts';
import { Failure, type FailureCode } from '../../shared/failure.ts';

const codes: Readonly<Record<string, FailureCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  SQLITE_FULL: 'disk-full',
  EROFS: 'library-unavailable',
  EACCES: 'library-unavailable',
  EPERM: 'library-unavailable',
  ENOENT: 'library-unavailable',
  ENOTDIR: 'library-unavailable',
  EIO: 'library-unavailable',
  ENODEV: 'library-unavailable',
  ENXIO: 'library-unavailable',
  ESTALE: 'library-unavailable',
  SQLITE_CANTOPEN: 'library-unavailable',
  SQLITE_READONLY: 'library-unavailable',
  SQLITE_IOERR: 'library-unavailable',
};

const told: Partial<Record<FailureCode, { readonly sentence: string; readonly because: Reason }>> = {
  'disk-full': { sentence: 'There is no room left on the disk.', because: { why: 'disk-has-no-room' } },
  'library-unavailable': { sentence: "The library folder is gone or can't be written to.", because: { why: 'library-away' } },
};

/** The system's error code (`ENOENT`), or an empty string for anything that carries none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What the system says about a disk, as a Failure where a person can act on it; anything else as it came. */
export function asDiskFailure(error: unknown): unknown {
  // SQLite's extended codes (SQLITE_IOERR_WRITE) begin with the plain one.
  const code = codes[errorCode(error).replace(/^(SQLITE_[A-Z]+)_.*$/, '$1')];
  return code ? new Failure(code, told[code]?.sentence ?? code, { cause: error, because: told[code]?.because }) : error;
}

/** Runs work on files; what goes wrong with the disk comes out as a Failure. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asDiskFailure(error);
  }
}
