import sharp from 'sharp';

import type { PictureKind } from '../../../shared/input.ts';
import type { ExportOptions } from '../../../shared/library.ts';
import { readPictureFacts } from '../../files/picture-file.ts';
import { pictureDecoder } from '../../files/picture-preview.ts';
import { embeddedRecordOf, embeddedText, embeddedXmp } from '../embedded-record.ts';
import type { PictureRecord } from '../picture-record.ts';
import { carryingText } from './carried-text.ts';

type Form = Pick<ExportOptions, 'format' | 'quality' | 'metadata'>;

interface Rendered {
  readonly bytes: Uint8Array;
  readonly kind: PictureKind;
}

/** A picture's file in the form that the person wants. Throws `bad-picture` for a file that is damaged. */
export async function render(bytes: Uint8Array, record: PictureRecord, { format, quality, metadata }: Form): Promise<Rendered> {
  const { kind } = readPictureFacts(bytes);
  if (format === 'original' && metadata === 'as-delivered') return { bytes, kind };
  const drawn = format === 'original' ? { bytes, kind } : { bytes: await redrawn(bytes, kind, format, quality), kind: format };
  const embedded = embeddedRecordOf(record);
  const text = metadata === 'stripped' ? null : { record: embeddedText(embedded), xmp: embeddedXmp(embedded) };
  return { bytes: carryingText(drawn.bytes, drawn.kind, text), kind: drawn.kind };
}

/** The colour profile comes along. JPEG has no transparency: what is behind becomes white. */
async function redrawn(bytes: Uint8Array, kind: PictureKind, format: PictureKind, quality: number): Promise<Buffer> {
  const picture = pictureDecoder(bytes, kind).keepIccProfile();
  switch (format) {
    case 'png':
      return picture.png({ compressionLevel: 6 }).toBuffer();
    case 'jpeg':
      return picture.flatten({ background: 'white' }).jpeg({ quality, chromaSubsampling: '4:4:4', mozjpeg: false }).toBuffer();
    case 'webp':
      return picture.webp({ quality, effort: 3 }).toBuffer();
  }
}

/** A small PNG of a preview, for under the pointer while the picture is dragged. */
export function dragIconOf(preview: string): Promise<Buffer> {
  return sharp(preview).resize({ width: 128, height: 128, fit: 'inside' }).png().toBuffer();
}
