import type { PixelSize, Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels } from './picture-pixels.ts';
import { encodeRows } from './png-writer.ts';

interface Painted {
  /** Upright. */
  readonly picture: PixelSize;
  /** As large as the canvas. */
  readonly mask: MaskPixels;
  readonly canvas: Rectangle;
}

/**
 * Where the service may change what it is sent: 255 wherever anything is painted under a pixel, however faintly, and where the
 * picture is extended; 0 elsewhere, also beyond the canvas.
 */
export function editableOf({ picture, mask, canvas }: Painted, crop: Rectangle, sent: PixelSize): MaskPixels {
  const columns = spans(crop.left - canvas.left, crop.width, sent.width, canvas.width);
  const rows = spans(crop.top - canvas.top, crop.height, sent.height, canvas.height);
  const isBeside = columns.map((span) => reachesBeyond(span, -canvas.left, picture.width));
  const data = new Uint8Array(sent.width * sent.height);
  rows.forEach((row, y) => {
    if (row.from >= row.to) return;
    const isAbove = reachesBeyond(row, -canvas.top, picture.height);
    const to = data.subarray(y * sent.width, (y + 1) * sent.width);
    columns.forEach((column, x) => {
      const isExtended = column.from < column.to && (isAbove || (isBeside[x] ?? false));
      if (isExtended || isPainted(mask, column, row)) to[x] = 255;
    });
  });
  return { ...sent, data };
}

interface Span {
  readonly from: number;
  /** The first one beyond. Not more than `from` where nothing of the canvas is. */
  readonly to: number;
}

/** Which of the canvas' pixels each of the pixels that are sent is made of, along one edge. */
function spans(start: number, length: number, sentLength: number, canvasLength: number): Span[] {
  return Array.from({ length: sentLength }, (_, place) => ({
    from: Math.max(0, start + Math.floor((place * length) / sentLength)),
    to: Math.min(canvasLength, start + Math.ceil(((place + 1) * length) / sentLength)),
  }));
}

function reachesBeyond({ from, to }: Span, pictureStart: number, pictureLength: number): boolean {
  return from < pictureStart || to > pictureStart + pictureLength;
}

function isPainted({ width, data }: MaskPixels, columns: Span, rows: Span): boolean {
  for (let y = rows.from; y < rows.to; y++) {
    for (let at = y * width + columns.from, end = y * width + columns.to; at < end; at++) if (data[at] !== 0) return true;
  }
  return false;
}

/** RGBA as four bytes in a row, whichever of them this machine takes for the first. */
const [edit = 0, keep = 0] = new Uint32Array(Uint8Array.of(255, 255, 255, 0, 0, 0, 0, 255).buffer);

/**
 * The mask as the API wants it (page `gpt-4o-image`, mask_url: a PNG as large as the reference): transparent white is edited, opaque
 * black is kept. The service's pages say either of the two; so both are satisfied, and alpha must not be multiplied in.
 */
export function encodeApiMask({ width, height, data }: MaskPixels): Promise<Uint8Array> {
  return encodeRows({ width, height, channels: 4, depth: 8 }, (first, count, into) => {
    const pixels = new Uint32Array(into.buffer, into.byteOffset, count * width);
    const start = first * width;
    for (let at = 0; at < pixels.length; at++) pixels[at] = data[start + at] === 0 ? keep : edit;
  });
}
