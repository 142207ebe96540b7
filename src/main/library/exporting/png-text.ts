import { crc32 } from 'node:zlib';

import { pngOrientation } from '../../files/decodable.ts';
import { orientationOf } from '../../files/orientation.ts';
import { pngChunks } from '../../files/png-chunks.ts';
import { embeddedKeyword, xmpKeyword } from '../embedded-record.ts';
import type { CarriedText } from './carried-text.ts';

const textChunks = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

/** PNG 3rd edition, 11.3.3: text is in chunks of its own, before or after the pixels; ours comes right behind the header. */
export function pngCarrying(bytes: Uint8Array, text: CarriedText | null): Uint8Array {
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  const orientation = orientationOf(bytes, 'png');
  for (const { type, start, end } of pngChunks(bytes)) {
    if (!textChunks.has(type)) parts.push(bytes.subarray(start, end));
    if (type === 'IHDR' && orientation !== 1) parts.push(pngOrientation(orientation));
    if (type === 'IHDR' && text) parts.push(internationalText(embeddedKeyword, text.record), internationalText(xmpKeyword, text.xmp));
  }
  return Buffer.concat(parts);
}

/** Keyword, not compressed, no language, no translated keyword, UTF-8. */
function internationalText(keyword: string, text: string): Buffer {
  const data = Buffer.concat([Buffer.from(`iTXt${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text)]);
  const chunk = Buffer.alloc(data.byteLength + 8);
  chunk.writeUInt32BE(data.byteLength - 4, 0);
  data.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(data), data.byteLength + 4);
  return chunk;
}
