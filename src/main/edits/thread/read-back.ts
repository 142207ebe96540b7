import { readFile } from 'node:fs/promises';

import type { Rectangle } from '../../../shared/edit.ts';
import { onDisk } from '../../files/disk-failure.ts';
import { differingOutside } from '../composing/differing-outside.ts';
import { decodePixels } from '../pixels/decoding.ts';
import type { MaskPixels, PicturePixels } from '../pixels/picture-pixels.ts';
import { areEqual } from '../pixels/samples.ts';

interface Written {
  readonly original: PicturePixels;
  /** What was to be written, as large as the canvas. */
  readonly picture: PicturePixels;
  readonly mask: MaskPixels;
  readonly canvas: Rectangle;
}

/**
 * Decodes a composite that was just written from its file, as the original was decoded from its own, and counts how many of the
 * original's pixels that aren't in the mask differ from it. Throws when the file isn't whole, or holds anything else than was meant.
 */
export async function differingInFile(path: string, { picture, ...compared }: Written): Promise<number> {
  const written = await decodePixels(await onDisk(() => readFile(path)));
  const isMeant = (['width', 'height', 'channels', 'depth'] as const).every((fact) => written[fact] === picture[fact]);
  if (!isMeant || !areEqual(written.data, picture.data)) {
    throw new Error('The file holds another picture than was to be written');
  }
  return differingOutside({ ...compared, picture: written });
}
