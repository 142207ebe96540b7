import { createHash, randomBytes } from 'node:crypto';
import { access, chmod, constants, copyFile, link, open, readdir, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { Failure } from '../../shared/failure.ts';
import { errorCode, onDisk } from './disk-failure.ts';
import { hashOf } from './file-content.ts';
import { syncFolder } from './folder.ts';

/** A complete, synced file that has no name of its own yet. */
export interface StagedFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

interface ReceiveOptions {
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

const ourName = /^afterglow-[0-9a-f]{24}\.part$/;

/**
 * Where files wait until they are complete. One folder on the library's own file system: moving from it to the final
 * place is atomic, and what a crash left behind is found by reading one folder, however large the library is.
 */
export class Staging {
  readonly folder: string;
  readonly #owner: string;

  /** Files begin with their owner's eight digits, so that a sweep can spare what a living process is writing. */
  constructor(folder: string, owner = randomBytes(4).toString('hex')) {
    this.folder = folder;
    this.#owner = owner;
  }

  /** Streams a body into a new file, counted and hashed. Errors of the body itself come out as they are. */
  async receive(body: AsyncIterable<Uint8Array>, options: ReceiveOptions): Promise<StagedFile> {
    const path = this.#newPath();
    const file = await onDisk(() => open(path, 'wx', 0o600));
    try {
      return { path, ...(await pourAndClose(body, file, options)) };
    } catch (error) {
      await this.discard(path);
      throw error;
    }
  }

  /** Throws Failure unless a file can be begun here. Rights alone don't tell: quotas, guards of the system, drives gone read-only. */
  async tryOut(): Promise<void> {
    const path = this.#newPath();
    const file = await onDisk(() => open(path, 'wx', 0o600));
    await file.close();
    await this.discard(path);
  }

  async write(content: Uint8Array): Promise<StagedFile> {
    return this.receive(once(content), { maxBytes: Infinity });
  }

  /** Writes bytes whose hash nobody asks for; returns where they are. */
  async put(content: Uint8Array): Promise<string> {
    const path = this.#newPath();
    const file = await onDisk(() => open(path, 'wx', 0o600));
    try {
      await onDisk(() => file.writeFile(content).then(() => file.datasync())).finally(() => file.close());
      return path;
    } catch (error) {
      await this.discard(path);
      throw error;
    }
  }

  /** Copies a file, without moving a byte where the disk can do that. Hashed as it lies here, whatever others do to it there. */
  async copy(from: string): Promise<StagedFile> {
    const path = this.#newPath();
    try {
      return await onDisk(async () => {
        await copyFile(from, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
        await chmod(path, 0o600);
        return { path, ...(await synced(path)) };
      });
    } catch (error) {
      await this.discard(path);
      throw error;
    }
  }

  /** Forgets a staged file; one that is in its final place already is none any more. */
  async discard(path: string): Promise<void> {
    // A disk that has just failed may fail here too; the next sweep finds what stayed.
    await rm(path, { force: true }).catch(() => undefined);
  }

  /**
   * Removes what a crash left behind, by our own name pattern; returns how many. Only while nothing is being written,
   * except by the owner that is spared.
   */
  async sweep(spared?: string): Promise<number> {
    const isLeft = (name: string): boolean => ourName.test(name) && (spared === undefined || !name.startsWith(`afterglow-${spared}`));
    const names = (await onDisk(() => readdir(this.folder))).filter(isLeft);
    for (const name of names) await this.discard(join(this.folder, name));
    return names.length;
  }

  #newPath(): string {
    return join(this.folder, `afterglow-${this.#owner}${randomBytes(8).toString('hex')}.part`);
  }
}

async function synced(path: string): Promise<Omit<StagedFile, 'path'>> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    const { size } = await file.stat();
    return { sha256: (await hashOf(path)) ?? '', bytes: size };
  } finally {
    await file.close();
  }
}

function once(content: Uint8Array): AsyncIterable<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (content.byteLength > 0) controller.enqueue(content);
      controller.close();
    },
  });
}

async function pourAndClose(body: AsyncIterable<Uint8Array>, file: FileHandle, options: ReceiveOptions) {
  try {
    const poured = await pour(body, file, options);
    await onDisk(() => file.sync());
    return poured;
  } finally {
    await file.close();
  }
}

async function pour(body: AsyncIterable<Uint8Array>, file: FileHandle, { maxBytes, signal }: ReceiveOptions) {
  const hash = createHash('sha256');
  let bytes = 0;
  signal?.throwIfAborted();
  for await (const chunk of body) {
    signal?.throwIfAborted();
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new Failure('bad-picture', `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`, {
        because: { why: 'too-many-bytes', mostBytes: maxBytes },
      });
    }
    hash.update(chunk);
    await onDisk(() => file.writeFile(chunk));
  }
  signal?.throwIfAborted();
  return { sha256: hash.digest('hex'), bytes };
}

/**
 * Moves a file to a name that must be free; false when it is taken. A plain rename would overwrite,
 * so the new name is a second link first, which the system refuses when it exists.
 */
export async function moveIfFree(from: string, to: string): Promise<boolean> {
  const moved = await moveIfFreeUnsynced(from, to);
  if (moved) await onDisk(() => syncFolder(dirname(to)));
  return moved;
}

/** The same for one of many: the name is durable only when its folder has been synced. */
export function moveIfFreeUnsynced(from: string, to: string): Promise<boolean> {
  return onDisk(() => linkIfFree(from, to));
}

async function linkIfFree(from: string, to: string): Promise<boolean> {
  const named = await nameIfFree(from, to);
  if (named === 'named') await unlink(from);
  return named !== 'taken';
}

/**
 * Gives a file another name, which must be free, and leaves it its own until that is removed: `named`. Where a file can
 * have only one name it is `moved` there. The folder isn't synced.
 */
export async function nameIfFree(from: string, to: string): Promise<'named' | 'moved' | 'taken'> {
  try {
    await link(from, to);
    return 'named';
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'taken';
    // Memory cards and some network drives know no links.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'].includes(errorCode(error))) throw error;
    return (await renameIfFree(from, to)) ? 'moved' : 'taken';
  }
}

async function renameIfFree(from: string, to: string): Promise<boolean> {
  if (await exists(to)) return false;
  await rename(from, to);
  return true;
}

/** Moves a file to a name, whatever it held before. */
export async function moveOver(from: string, to: string): Promise<void> {
  await onDisk(async () => {
    await rename(from, to);
    await syncFolder(dirname(to));
  });
}

/** Removes a file, if there is one. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
