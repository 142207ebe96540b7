import { crc32, deflateSync } from 'node:zlib';

export type ColourType = 0 | 2 | 3 | 4 | 6;

export interface PngForm {
  readonly width: number;
  readonly height: number;
  readonly colourType: ColourType;
  readonly bits: 1 | 2 | 4 | 8 | 16;
  /** One number a sample (a palette's: one a pixel), row by row. */
  readonly samples: readonly number[];
  /** Chunks between the header and the pixels. */
  readonly chunks?: readonly (readonly [type: string, data: Uint8Array])[];
}

export const channelsOfType = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/** A PNG of any colour type and depth, put together bit by bit: what readers are held against. */
export function pngOf({ width, height, colourType, bits, samples, chunks = [] }: PngForm): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bits;
  header[9] = colourType;
  const perRow = width * channelsOfType[colourType];
  const rows = Array.from({ length: height }, (_, y) => packedRow(samples.slice(y * perRow, (y + 1) * perRow), bits));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunkOf('IHDR', header), ...chunks.map(([type, data]) => chunkOf(type, data))],
    ...[chunkOf('IDAT', deflateSync(Buffer.concat(rows))), chunkOf('IEND', Buffer.alloc(0))],
  ]);
}

/** Without a filter, the highest bits first. */
function packedRow(samples: readonly number[], bits: number): Buffer {
  const row = Buffer.alloc(1 + Math.ceil((samples.length * bits) / 8));
  samples.forEach((sample, place) => {
    const at = 1 + Math.floor((place * bits) / 8);
    if (bits === 16) row.writeUInt16BE(sample, at);
    else row[at] = (row[at] ?? 0) | (sample << (8 - bits - ((place * bits) % 8)));
  });
  return row;
}

function chunkOf(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.byteLength + 8);
  chunk.writeUInt32BE(data.byteLength, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.byteLength + 4);
  return chunk;
}

/** An Exif block (without its name) that says how the picture lies, and holds a preview after that. */
export function exifOf(orientation: number, preview = Buffer.from('preview')): Buffer {
  const block = Buffer.alloc(26 + 30);
  block.write('MM\0*', 0, 'latin1');
  block.writeUInt32BE(8, 4);
  block.writeUInt16BE(1, 8);
  writeEntry(block, 10, [0x0112, 3, orientation << 16]);
  block.writeUInt32BE(26, 22);
  block.writeUInt16BE(2, 26);
  writeEntry(block, 28, [0x0201, 4, block.byteLength]);
  writeEntry(block, 40, [0x0202, 4, preview.byteLength]);
  return Buffer.concat([block, preview]);
}

function writeEntry(block: Buffer, at: number, [tag, type, value]: readonly [number, number, number]): void {
  block.writeUInt16BE(tag, at);
  block.writeUInt16BE(type, at + 2);
  block.writeUInt32BE(1, at + 4);
  block.writeUInt32BE(value, at + 8);
}
