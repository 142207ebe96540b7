import { featheredInside } from '../../../shared/feather.ts';
import type { Blend, Edit, PixelSize, Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels, PicturePixels, SrgbPixels } from '../pixels/picture-pixels.ts';
import { highestOf } from '../pixels/samples.ts';
import { LaidAnswer } from '../registering/laid-answer.ts';
import type { Registration } from '../registering/register.ts';
import { blendRow } from './blend-row.ts';
import { extended } from './extended.ts';
import { maskedBounds } from './masked-bounds.ts';
import { inColoursOf, type Colours } from './picture-colours.ts';

interface ToCompose {
  readonly original: PicturePixels;
  /** What the person painted, as large as the canvas. */
  readonly mask: MaskPixels;
  readonly edit: Pick<Edit, 'canvas' | 'crop' | 'sent'>;
  readonly answer: SrgbPixels;
  readonly registration: Registration;
  readonly blend: Blend;
}

/** About as many pixels are worked on at once. */
const bandPixels = 1 << 20;

/**
 * Lays a registered answer over its original, inside the mask only. The original's pixels stay as they are. What the canvas has
 * beyond the original is the answer's; towards an edge of the original that isn't painted it passes into that edge. The picture is as
 * large as the canvas, in the original's depth, channels and colours.
 */
export async function compose(given: ToCompose): Promise<PicturePixels> {
  const { original, mask, edit } = given;
  const picture = extended(original, edit.canvas);
  const place = maskedBounds({ picture: original, mask, canvas: edit.canvas });
  if (place) {
    const share = shareIn(given, place);
    await inColoursOf(original, (colours) => layBands(given, picture, place, share, colours));
  }
  return picture;
}

/** How much of the answer shows at each pixel of a place. What lies beyond the original counts as painted, and strength is for the original alone. */
function shareIn(given: ToCompose, place: Rectangle): Uint8Array {
  const { original, blend, edit } = given;
  const around = withEdge(place, edit.canvas);
  const feathered = featheredInside(paintedIn(given, around), around.width, around.height, blend.featherPx);
  const share = new Uint8Array(place.width * place.height);
  for (let y = 0; y < place.height; y++) {
    const from = offsetIn(around, place.left, place.top + y);
    const row = share.subarray(y * place.width, (y + 1) * place.width);
    row.set(feathered.subarray(from, from + place.width));
    weaken(row, place.left, place.top + y, original, blend.strength);
  }
  return share;
}

/** A pixel more on each side, as far as the canvas has one: the edge of the mask has to be seen. */
function withEdge(place: Rectangle, canvas: Rectangle): Rectangle {
  const left = Math.max(canvas.left, place.left - 1);
  const top = Math.max(canvas.top, place.top - 1);
  const width = Math.min(canvas.left + canvas.width, place.left + place.width + 1) - left;
  return { left, top, width, height: Math.min(canvas.top + canvas.height, place.top + place.height + 1) - top };
}

function paintedIn({ original, mask, edit }: ToCompose, { left, top, width, height }: Rectangle): Uint8Array {
  const painted = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = offsetIn(edit.canvas, left, top + y);
    const row = painted.subarray(y * width, (y + 1) * width);
    row.set(mask.data.subarray(from, from + width));
    fillBeyond(row, left, top + y, original);
  }
  return painted;
}

/** Where a pixel of the picture is in what covers this area, row by row. */
function offsetIn(area: Rectangle, x: number, y: number): number {
  return (y - area.top) * area.width + x - area.left;
}

/** Which part of a row that begins at `left` lies in the picture. */
function withinRow(length: number, left: number, y: number, { width, height }: PixelSize): { from: number; to: number } {
  if (y < 0 || y >= height) return { from: 0, to: 0 };
  const from = Math.min(length, Math.max(0, -left));
  return { from, to: Math.max(from, Math.min(length, width - left)) };
}

function fillBeyond(row: Uint8Array, left: number, y: number, original: PixelSize): void {
  const { from, to } = withinRow(row.length, left, y, original);
  row.fill(255, 0, from).fill(255, to);
}

function weaken(row: Uint8Array, left: number, y: number, original: PixelSize, strength: number): void {
  if (strength === 1) return;
  const { from, to } = withinRow(row.length, left, y, original);
  for (let x = from; x < to; x++) row[x] = Math.round((row[x] ?? 0) * strength);
}

/** Some rows at a time, so that what they are worked on in takes little memory. */
async function layBands(given: ToCompose, picture: PicturePixels, place: Rectangle, share: Uint8Array, colours: Colours): Promise<void> {
  const { answer, edit, registration } = given;
  const { channels, depth, data } = picture;
  const laid = new LaidAnswer({ answer, edit, sent: edit.sent, registration, place });
  const rows = Math.max(1, Math.floor(bandPixels / place.width));
  for (let top = 0; top < place.height; top += rows) {
    const height = Math.min(rows, place.height - top);
    const band = new Float32Array(place.width * height * 3);
    for (let y = 0; y < height; y++) band.set(laid.row(top + y), y * place.width * 3);
    const samples = await colours({ width: place.width, height, data: band });
    const length = samples.length / height;
    for (let y = 0; y < height; y++) {
      const at = offsetIn(edit.canvas, place.left, place.top + top + y) * channels;
      const row = data.subarray(at, at + place.width * channels);
      const shown = share.subarray((top + y) * place.width, (top + y + 1) * place.width);
      blendRow(row, samples.subarray(y * length, (y + 1) * length), shown, { channels, most: highestOf(depth) });
    }
  }
}
