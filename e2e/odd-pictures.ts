import path from 'node:path';

import sharp from 'sharp';

import { photoFile } from './edited-pictures.ts';

/** A picture that one doesn't think of. */
interface OddPicture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  /** Where its colours have to become others: a file of how it then looks. */
  readonly convertedTo?: string;
}

/** One pixel, one row, nothing to be seen, and colours for printing ink. */
export async function oddPictures(folder: string): Promise<readonly OddPicture[]> {
  const at = (name: string): string => path.join(folder, name);
  const size = { width: 600, height: 400 };
  await sharp({ create: { width: 1, height: 1, channels: 3, background: 'teal' } }).toFile(at('dot.png'));
  await sharp({ create: { ...size, channels: 4, background: { r: 40, g: 90, b: 60, alpha: 0 } } }).toFile(at('clear.png'));
  await sharp(await photoFile(folder, 'screen.png', size))
    .toColourspace('cmyk')
    .toFile(at('ink.jpg'));
  await sharp(at('ink.jpg')).toColourspace('srgb').toFile(at('ink as seen.png'));
  return [
    { file: at('dot.png'), width: 1, height: 1 },
    { file: await photoFile(folder, 'row.png', { width: 600, height: 1 }), width: 600, height: 1 },
    { file: at('clear.png'), ...size },
    { file: at('ink.jpg'), ...size, convertedTo: at('ink as seen.png') },
  ];
}
