import { createHash } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';

import type { PictureKind } from '../../../shared/input.ts';
import { errorCode } from '../../files/disk-failure.ts';
import { sha256Of } from '../../files/file-content.ts';
import { pictureKindOf } from '../../files/picture-file.ts';
import { foreignFormat } from './foreign-format.ts';
import type { ImportWords } from './import-words.ts';
import { Refusal } from './refusal.ts';
import { systemProblem, type SourceFile } from './source-files.ts';

/** Far above any picture of 100 megapixels that isn't raw. */
const maxMB = 128;
const headBytes = 1_000;
/** Hashing is done between two reads, so that nothing else waits long. */
const pieceBytes = 1024 * 1024;
// A link that was put in the file's place isn't followed, and a pipe that was isn't waited for. On Windows both are no flags.
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface ForeignFile {
  readonly bytes: Buffer;
  readonly kind: PictureKind;
  readonly sha256: string;
  readonly changedAt: number;
}

/** Reads a file of somebody else's whole, as it was at one moment. Throws Refusal; null for one that is none of our business. */
export async function readForeignFile({ path, shown, isClaimed }: SourceFile, words: ImportWords): Promise<ForeignFile | null> {
  try {
    // Before it is opened: opening a device can do things.
    refuseOthers(await lstat(path, { bigint: true }), words);
    const file = await open(path, flags);
    try {
      return await read(file, isClaimed, path, words);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === '') throw error;
    const { why, detail } = systemProblem(code, shown, words);
    throw new Refusal(why, detail, { cause: error });
  }
}

/** What was pasted, as if it were a file. Throws Refusal. */
export function pastedFile(pasted: Uint8Array, words: ImportWords, now: number): ForeignFile {
  const bytes = Buffer.from(pasted.buffer, pasted.byteOffset, pasted.byteLength);
  const kind = kindOf(bytes.subarray(0, headBytes), words);
  return { bytes, kind, sha256: sha256Of(bytes), changedAt: now };
}

function refuseOthers(stats: BigIntStats, words: ImportWords): void {
  if (stats.isSymbolicLink()) throw new Refusal('link', words.link);
  if (!stats.isFile()) throw new Refusal('unreadable', words['not-a-file']);
}

async function read(file: FileHandle, isClaimed: boolean, path: string, words: ImportWords): Promise<ForeignFile | null> {
  const before = await file.stat({ bigint: true });
  refuseOthers(before, words);
  const head = Buffer.alloc(headBytes);
  const { bytesRead } = await file.read(head, 0, headBytes, 0);
  const isOurs = isClaimed || pictureKindOf(head.subarray(0, bytesRead)) !== null;
  if (!isOurs) return null;
  const kind = kindOf(head.subarray(0, bytesRead), words);
  if (before.size > BigInt(maxMB) * 1024n * 1024n) throw new Refusal('too-large', words['too-many-bytes'](maxMB));
  const whole = await readAll(file, Number(before.size));
  const after = await lstat(path, { bigint: true });
  const isSame = whole && after.ino === before.ino && after.size === before.size && after.mtimeNs === before.mtimeNs;
  if (!isSame) throw new Refusal('changing', words.changing);
  return { ...whole, kind, changedAt: Math.round(Number(before.mtimeMs)) };
}

function kindOf(head: Uint8Array, words: ImportWords): PictureKind {
  const kind = pictureKindOf(head);
  if (kind) return kind;
  const format = foreignFormat(head);
  if (format !== null) throw new Refusal('unsupported', words.unsupported(format));
  throw new Refusal('not-a-picture', head.byteLength === 0 ? words.empty : words['not-a-picture']);
}

/** Null when the file holds fewer bytes by now. */
async function readAll(file: FileHandle, size: number): Promise<Pick<ForeignFile, 'bytes' | 'sha256'> | null> {
  const bytes = Buffer.allocUnsafeSlow(size);
  const hash = createHash('sha256');
  for (let at = 0; at < size;) {
    const { bytesRead } = await file.read(bytes, at, Math.min(pieceBytes, size - at), at);
    if (bytesRead === 0) return null;
    hash.update(bytes.subarray(at, at + bytesRead));
    at += bytesRead;
  }
  return { bytes, sha256: hash.digest('hex') };
}
