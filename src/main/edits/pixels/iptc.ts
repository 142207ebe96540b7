import { deflateSync } from 'node:zlib';

import type { PngChunk } from './picture-pixels.ts';

const photoshop = Buffer.from('Photoshop 3.0\0', 'latin1');
const signature = 0x3842494d; // 8BIM
const iptc = 0x0404;
const digitsInLine = 72;

/**
 * The IPTC of a JPEG's APP13 segments (their contents, in order) as ImageMagick and ExifTool keep it in a PNG, which has no
 * chunk for it. Photoshop's other resources stay behind: its preview shows what was edited away.
 */
export function iptcChunks(segments: readonly Uint8Array[]): PngChunk[] {
  const named = segments.filter((content) => photoshop.equals(content.subarray(0, photoshop.byteLength)));
  // What is longer than a segment goes on in the next one.
  const resources = resourcesIn(Buffer.concat(named.map((content) => content.subarray(photoshop.byteLength))));
  return resources.length > 0 ? [rawProfile('iptc', Buffer.concat(resources))] : [];
}

/** Those that are IPTC, each with its own header and an even length. What is cut off, or none at all, ends the list. */
function resourcesIn(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 12 <= bytes.byteLength && bytes.readUInt32BE(at) === signature;) {
    const nameBytes = (bytes[at + 6] ?? 0) + 1;
    const length = at + 6 + nameBytes + (nameBytes & 1);
    if (length + 4 > bytes.byteLength) break;
    const end = length + 4 + bytes.readUInt32BE(length);
    if (end > bytes.byteLength) break;
    const padding = Buffer.alloc((end - at) & 1);
    if (bytes.readUInt16BE(at + 4) === iptc) found.push(Buffer.concat([bytes.subarray(at, end), padding]));
    at = end + padding.byteLength;
  }
  return found;
}

/** A name, a length, and the bytes in hexadecimal digits: ImageMagick's way to put anything into a text chunk. */
function rawProfile(name: string, bytes: Buffer): PngChunk {
  const digits = bytes.toString('hex').match(new RegExp(`.{1,${digitsInLine}}`, 'g')) ?? [];
  const text = `\n${name}\n${String(bytes.byteLength).padStart(8)}\n${digits.join('\n')}\n`;
  const keyword = Buffer.from(`Raw profile type ${name}\0\0`, 'latin1');
  return { type: 'zTXt', data: Buffer.concat([keyword, deflateSync(Buffer.from(text, 'latin1'))]) };
}
