import { Failure } from '../../../shared/failure.ts';
import { maxPicturePixels } from '../../../shared/picture.ts';
import { pictureHeader, type PictureFacts } from '../../files/picture-file.ts';
import { makePreview } from '../../files/picture-preview.ts';
import type { Turns } from '../turns.ts';
import type { ForeignFile } from './foreign-file.ts';
import type { ImportWords } from './import-words.ts';
import { told, type Told } from './metadata/restoring.ts';
import { Refusal } from './refusal.ts';

export interface CheckedPicture {
  readonly facts: PictureFacts;
  readonly told: Told;
  readonly createdAt: number;
  readonly preview: Uint8Array;
}

/** Clocks of cameras are wrong by years; what claims to be of the future is not believed. */
const aheadMs = 86_400_000;

/** Decodes a picture, which proves that it is whole, and reads what it tells of itself. Throws Refusal. */
export async function checkPicture(file: ForeignFile, decoding: Turns, words: ImportWords, now: number): Promise<CheckedPicture> {
  const { bytes, kind } = file;
  const header = pictureHeader(kind, bytes);
  if (!header) throw new Refusal('damaged', words.damaged);
  const { widthPx, heightPx } = header;
  if (widthPx * heightPx > maxPicturePixels) throw new Refusal('too-large', words['too-many-pixels'](widthPx, heightPx));
  if (header.animated) throw new Refusal('unsupported', words.animated);
  const facts = { kind, ...header };
  const preview = await decoding
    .take(() => makePreview(bytes, facts))
    .catch((error: unknown) => {
      if (error instanceof Failure && error.code === 'bad-picture') throw new Refusal('damaged', words.damaged, { cause: error });
      throw error;
    });
  const tells = told(bytes, kind);
  const createdAt = [tells.createdAt, file.changedAt].find((at) => at !== null && at >= 0 && at <= now + aheadMs) ?? now;
  return { facts, told: tells, createdAt, preview };
}
