import { intersection, isEmpty, type Box } from '../engine/geometry.ts';
import { pixelatedFrom } from '../../viewer/viewport.ts';
import type { Rgb } from './mask-colours.ts';
import type { Piece, PictureLevel } from './picture-levels.ts';
import type { StageGeometry } from './stage-geometry.ts';

export type Context = OffscreenCanvasRenderingContext2D;

const checkPx = 8;
const hatchPx = 12;

/** Draws what lies below the mask: the picture, what shines through it, and what it is extended by. */
export class PicturePainter {
  readonly #checks = checkered();
  #hatch: OffscreenCanvas = hatched([128, 128, 128]);

  setSurface(surface: Rgb): void {
    this.#hatch = hatched(surface);
  }

  /** `picture`: where the picture lies on the stage. */
  draw(context: Context, level: PictureLevel | null, geometry: StageGeometry, picture: Box, box: Box): void {
    const extended = intersection(geometry.canvas, box);
    if (isEmpty(extended)) return;
    if (!covers(picture, extended)) fillWith(context, this.#hatch, geometry, extended);
    const seen = intersection(picture, extended);
    if (isEmpty(seen)) return;
    fillWith(context, this.#checks, geometry, seen);
    if (level) drawLevel(context, level, picture, { seen, isPixelated: geometry.scale >= pixelatedFrom });
  }
}

/** A level stretched over a part of the stage. Pieces meet on whole pixels, so that nothing shines through between them. */
function drawLevel(context: Context, level: PictureLevel, onto: Box, { seen, isPixelated }: { seen: Box; isPixelated: boolean }): void {
  context.imageSmoothingEnabled = !isPixelated;
  context.imageSmoothingQuality = 'low';
  const [across, down] = [(onto.right - onto.left) / level.width, (onto.bottom - onto.top) / level.height];
  for (const piece of level.pieces) {
    const { left, top, pixels } = piece;
    const place = {
      left: Math.round(onto.left + left * across),
      top: Math.round(onto.top + top * down),
      right: Math.round(onto.left + (left + pixels.width) * across),
      bottom: Math.round(onto.top + (top + pixels.height) * down),
    };
    const shown = intersection(place, seen);
    if (!isEmpty(shown)) drawPart(context, piece, place, shown);
  }
}

/** Only the piece's pixels that are seen: far zoomed in the whole piece would be larger than anything that can be drawn. */
function drawPart(context: Context, { pixels }: Piece, place: Box, shown: Box): void {
  const [across, down] = [(place.right - place.left) / pixels.width, (place.bottom - place.top) / pixels.height];
  const part = {
    left: Math.max(0, Math.floor((shown.left - place.left) / across) - 1),
    top: Math.max(0, Math.floor((shown.top - place.top) / down) - 1),
    right: Math.min(pixels.width, Math.ceil((shown.right - place.left) / across) + 1),
    bottom: Math.min(pixels.height, Math.ceil((shown.bottom - place.top) / down) + 1),
  };
  const [width, height] = [part.right - part.left, part.bottom - part.top];
  const [x, y] = [place.left + part.left * across, place.top + part.top * down];
  context.drawImage(pixels, part.left, part.top, width, height, x, y, width * across, height * down);
}

function covers(outer: Box, inner: Box): boolean {
  return outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;
}

/** The pattern begins at the canvas' corner, so that it moves along with it. */
function fillWith(context: Context, tile: OffscreenCanvas, { origin }: StageGeometry, { left, top, right, bottom }: Box): void {
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix([1, 0, 0, 1, Math.round(origin.x), Math.round(origin.y)]));
  context.fillStyle = pattern ?? 'gray';
  context.fillRect(left, top, right - left, bottom - top);
}

function checkered(): OffscreenCanvas {
  return drawn(checkPx * 2, (context) => {
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, checkPx * 2, checkPx * 2);
    context.fillStyle = '#dcdcdc';
    context.fillRect(0, 0, checkPx, checkPx);
    context.fillRect(checkPx, checkPx, checkPx, checkPx);
  });
}

/** Quiet lines on the theme's own surface: there is nothing there yet. */
function hatched([red, green, blue]: Rgb): OffscreenCanvas {
  return drawn(hatchPx, (context) => {
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect(0, 0, hatchPx, hatchPx);
    context.strokeStyle = red + green + blue > 384 ? 'rgb(0 0 0 / 0.16)' : 'rgb(255 255 255 / 0.18)';
    context.beginPath();
    for (const start of [-hatchPx, 0, hatchPx]) {
      context.moveTo(start - 1, hatchPx + 1);
      context.lineTo(start + hatchPx + 1, -1);
    }
    context.stroke();
  });
}

function drawn(side: number, draw: (context: Context) => void): OffscreenCanvas {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (context) draw(context);
  return canvas;
}
