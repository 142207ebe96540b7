import type { PictureKind } from '../../../../shared/input.ts';
import { jpegSegments } from '../../../files/jpeg-header.ts';
import { webpChunks } from '../../../files/webp-header.ts';
import { xmpKeyword } from '../../embedded-record.ts';
import { exifTexts, type ExifTexts } from './exif.ts';
import { pngTexts } from './png-texts.ts';
import { TextBudget, textOf } from './text-budget.ts';
import { xmpTexts, type XmpTexts } from './xmp.ts';

/** Everything that a picture's file says in words, by where it says it. */
export interface FoundTexts {
  /** The text chunks of a PNG, by keyword. */
  readonly chunks: ReadonlyMap<string, string>;
  readonly exif: ExifTexts;
  readonly xmp: XmpTexts;
  /** A JPEG's. */
  readonly comment: string | null;
}

interface Blocks {
  readonly chunks?: ReadonlyMap<string, string>;
  readonly exif: Uint8Array | null;
  readonly xmp: string | null;
  readonly comment?: string | null;
}

const maxSegments = 10_000;
const exifName = 'Exif\0\0';
const xmpName = 'http://ns.adobe.com/xap/1.0/\0';

/** Reads a stranger's file: bounded in what it takes, and whatever doesn't fit is left out. Never throws for what a file holds. */
export function foundTexts(bytes: Uint8Array, kind: PictureKind): FoundTexts {
  const { chunks = new Map<string, string>(), exif, xmp, comment = null } = blocksIn[kind](bytes, new TextBudget());
  return { chunks, exif: exifTexts(exif ?? new Uint8Array()), xmp: xmpTexts(xmp ?? ''), comment };
}

const blocksIn: Readonly<Record<PictureKind, (bytes: Uint8Array, budget: TextBudget) => Blocks>> = {
  png: (bytes, budget) => {
    const { texts, exif } = pngTexts(bytes, budget);
    return { chunks: texts, exif, xmp: texts.get(xmpKeyword) ?? null };
  },
  jpeg: jpegBlocks,
  webp: (bytes, budget) => {
    const found = new Map<string, Uint8Array>();
    let seen = 0;
    for (const { type, content } of webpChunks(bytes)) {
      if ((seen += 1) > maxSegments) break;
      if ((type === 'EXIF' || type === 'XMP ') && !found.has(type) && budget.plain(content)) found.set(type, content);
    }
    const xmp = found.get('XMP ');
    return { exif: found.get('EXIF') ?? null, xmp: xmp ? textOf(xmp) : null };
  },
};

function jpegBlocks(bytes: Uint8Array, budget: TextBudget): Blocks {
  let exif: Uint8Array | null = null;
  let xmp: string | null = null;
  let comment: string | null = null;
  let seen = 0;
  for (const { marker, start, end } of jpegSegments(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    if ((seen += 1) > maxSegments) break;
    const content = bytes.subarray(start, end);
    if (marker === 0xfe) comment ??= asText(budget.plain(content));
    if (marker !== 0xe1) continue;
    if (begins(content, exifName)) exif ??= budget.plain(content);
    else if (begins(content, xmpName)) xmp ??= asText(budget.plain(content.subarray(xmpName.length)));
  }
  return { exif, xmp, comment };
}

function begins(content: Uint8Array, name: string): boolean {
  return Buffer.from(content.buffer, content.byteOffset, Math.min(name.length, content.byteLength)).toString('latin1') === name;
}

function asText(bytes: Uint8Array | null): string | null {
  return bytes && textOf(bytes);
}
