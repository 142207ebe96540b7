import sharp from 'sharp';

import type { PictureKind } from '../../shared/input.ts';
import { jpegOrientation, pngWithChunk } from './decodable.ts';
import { orientationExif } from './exif-orientation.ts';
import { webpHeader } from './webp-header.ts';

/** As it lies in the file: red and green above, blue and white below. */
const stored = { width: 24, height: 16 };

/** What is seen of it by Exif's eight orientations: its edges, and its corners from the left upper one on. */
export const seen: Readonly<Record<number, string>> = {
  1: '24x16 RGBW',
  2: '24x16 GRWB',
  3: '24x16 WBGR',
  4: '24x16 BWRG',
  5: '16x24 RBGW',
  6: '16x24 BRWG',
  7: '16x24 WGBR',
  8: '16x24 GWRB',
};

/** A picture of four colours whose file has these Exif blocks, one behind the other. */
export async function lying(kind: PictureKind, ...orientations: readonly number[]): Promise<Uint8Array> {
  const picture = sharp(drawn(), { raw: { ...stored, channels: 3 } });
  const how = { png: {}, jpeg: { quality: 100, chromaSubsampling: '4:4:4' }, webp: { lossless: true } }[kind];
  return laid(await picture.toFormat(kind, how).toBuffer(), kind, ...orientations);
}

/** The same of any picture that has no Exif yet. */
export function laid(file: Buffer, kind: PictureKind, ...orientations: readonly number[]): Uint8Array {
  const blocks = orientations.map(orientationExif);
  if (kind === 'png') return blocks.reduceRight<Uint8Array>((png, block) => pngWithChunk(png, 'eXIf', block), file);
  if (kind === 'webp') return webpWith(file, blocks);
  return Buffer.concat([file.subarray(0, 2), ...orientations.map(jpegOrientation), file.subarray(2)]);
}

function drawn(): Uint8Array {
  const { width, height } = stored;
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isLeft = x < width / 2;
      const above = isLeft ? [255, 0, 0] : [0, 255, 0];
      const below = isLeft ? [0, 0, 255] : [255, 255, 255];
      pixels.set(y < height / 2 ? above : below, (y * width + x) * 3);
    }
  }
  return pixels;
}

/** The extended form of a WebP, with its flag for Exif. */
function webpWith(simple: Buffer, blocks: readonly Buffer[]): Buffer {
  const size = webpHeader(new DataView(simple.buffer, simple.byteOffset, simple.byteLength));
  const header = Buffer.alloc(10);
  header[0] = 0x08;
  header.writeUIntLE((size?.widthPx ?? 0) - 1, 4, 3);
  header.writeUIntLE((size?.heightPx ?? 0) - 1, 7, 3);
  const body = Buffer.concat([chunkOf('VP8X', header), simple.subarray(12), ...blocks.map((block) => chunkOf('EXIF', block))]);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.byteLength + 4, 4);
  return Buffer.concat([head, body]);
}

function chunkOf(type: string, content: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(content.byteLength, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.byteLength & 1)]);
}

/** What is seen of pixels, red, green and blue or more: see `seen`. */
export function look({ width, height, channels, data }: { width: number; height: number; channels: number; data: Uint8Array }): string {
  const colourAt = (x: number, y: number): string => {
    const [red = 0, green = 0, blue = 0] = data.subarray((y * width + x) * channels);
    if (red > 128) return green > 128 ? 'W' : 'R';
    return green > 128 ? 'G' : blue > 128 ? 'B' : '?';
  };
  const [right, bottom] = [width - 4, height - 4];
  return `${width}x${height} ${colourAt(3, 3)}${colourAt(right, 3)}${colourAt(3, bottom)}${colourAt(right, bottom)}`;
}
