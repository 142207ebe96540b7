import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';

import { Failure } from '../shared/failure.ts';
import { asDiskFailure, errorCode } from './files/disk-failure.ts';

/** Copies a file into a folder under its own name, or with a number when that is taken; nothing is ever overwritten. */
export async function copyInto(folder: string, file: string): Promise<string> {
  const { name, ext } = path.parse(file);
  for (let copy = 1; ; copy++) {
    const target = path.join(folder, copy === 1 ? `${name}${ext}` : `${name} (${copy})${ext}`);
    if (await copyIfFree(file, target)) return target;
  }
}

async function copyIfFree(file: string, target: string): Promise<boolean> {
  try {
    await copyFile(file, target, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw exportFailure(error, target);
  }
}

/** Why a file could not be written where a person wanted it. */
export function exportFailure(error: unknown, target: string): Failure {
  const failure = asDiskFailure(error);
  if (failure instanceof Failure && failure.code === 'disk-full') return failure;
  return new Failure('invalid', `Nothing could be written to ${path.dirname(target)}. Choose another folder.`, { cause: error });
}
