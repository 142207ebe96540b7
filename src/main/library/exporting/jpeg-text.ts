import { jpegOrientation } from '../../files/decodable.ts';
import { jpegSegments } from '../../files/jpeg-header.ts';
import { orientationOf } from '../../files/orientation.ts';
import type { CarriedText } from './carried-text.ts';

const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
const maxSegmentBytes = 65_533;
const app1 = 0xe1;
/** Exif and XMP, IPTC, comments. */
const texts: ReadonlySet<number> = new Set([app1, 0xed, 0xfe]);

/** JPEG's segments before the pixels: Exif and XMP (APP1), IPTC (APP13) and comments are text; how the picture lies is kept. */
export function jpegCarrying(bytes: Uint8Array, text: CarriedText | null): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [];
  let pixels = 2;
  for (const segment of jpegSegments(view)) {
    if (!texts.has(segment.marker)) kept.push(bytes.subarray(segment.start - 4, segment.end));
    pixels = segment.end;
  }
  const orientation = orientationOf(bytes, 'jpeg');
  const written = [...(orientation === 1 ? [] : [jpegOrientation(orientation)]), ...(text ? [xmpOf(text.xmp)] : [])];
  return Buffer.concat([bytes.subarray(0, 2), ...written, ...kept, bytes.subarray(pixels)]);
}

function xmpOf(xmp: string): Buffer {
  const data = Buffer.concat([Buffer.from(xmpName, 'latin1'), Buffer.from(xmp)]);
  if (data.byteLength > maxSegmentBytes) throw new RangeError('XMP is larger than a segment');
  return segment(app1, data);
}

function segment(kind: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, kind, 0, 0]);
  head.writeUInt16BE(data.byteLength + 2, 2);
  return Buffer.concat([head, data]);
}
