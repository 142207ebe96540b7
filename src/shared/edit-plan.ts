import type { EditMode, PixelSize, Rectangle } from './edit.ts';
import type { Model } from './model.ts';

/** What will be sent of a picture, and how well it can be seen there. */
export interface EditPlan {
  readonly crop: Rectangle;
  readonly sent: PixelSize;
  /** As the API is to be told: one of the model's sizes. */
  readonly size: string;
  /** The pixels of the answer to one of the picture; below 1 what comes back is coarser than the picture. */
  readonly resolution: number;
}

export interface Wanted {
  readonly mode: EditMode;
  readonly canvas: Rectangle;
  /** Around everything that is painted, in the picture's pixels; inside the canvas. */
  readonly masked: Rectangle;
  readonly model: Model;
}

interface Shape extends PixelSize {
  readonly size: string;
}

/** What surrounds the mask tells the model where it is, and us where its answer lies. */
const contextShare = 1 / 4;
const contextPx = 64;

/**
 * Which rectangle is sent, and in which of the model's shapes: around the mask, or all of it, its border repeated to the nearest
 * shape. Never in a shape that isn't the answer's: an answer in another one couldn't be laid over what was sent (decision 22).
 */
export function planEdit({ mode, canvas, masked, model }: Wanted): EditPlan {
  const needed = mode === 'precise' ? inSurroundings(masked, canvas) : canvas;
  const plans = fixedShapes(model).map((shape) => planIn(shape, canvas, needed));
  const choice = mode === 'precise' ? finest : leastBorder;
  const [best] = plans.sort((a, b) => compare(choice(a, canvas), choice(b, canvas)));
  if (!best) throw new Error(`Of ${model.id} it isn't known what its answers look like`);
  return best;
}

/** Those sizes that name their pixels, where the model has any: of a ratio it is only expected what will come. */
function fixedShapes({ sizes }: Model): Shape[] {
  const known = sizes.flatMap(({ value, shape }) => (shape ? [{ size: value, width: shape.widthPx, height: shape.heightPx }] : []));
  const named = known.filter(({ size, width, height }) => size === `${width}x${height}`);
  return named.length > 0 ? named : known;
}

function inSurroundings(masked: Rectangle, canvas: Rectangle): Rectangle {
  const context = Math.max(contextPx, Math.ceil(Math.max(masked.width, masked.height) * contextShare));
  const left = Math.max(canvas.left, masked.left - context);
  const top = Math.max(canvas.top, masked.top - context);
  const right = Math.min(canvas.left + canvas.width, masked.left + masked.width + context);
  const bottom = Math.min(canvas.top + canvas.height, masked.top + masked.height + context);
  return { left, top, width: right - left, height: bottom - top };
}

/** Both edges are the same multiple of the shape's ratio in its lowest terms, so that nothing is stretched, not by a part of a pixel. */
function planIn({ size, ...sent }: Shape, canvas: Rectangle, needed: Rectangle): EditPlan {
  const oneToOne = greatestDivisor(sent.width, sent.height);
  const across = sent.width / oneToOne;
  const down = sent.height / oneToOne;
  // Of a picture smaller than the shape as much is sent as has no need of a border.
  const fitting = Math.floor(Math.min(canvas.width / across, canvas.height / down));
  const needing = Math.ceil(Math.max(needed.width / across, needed.height / down));
  const times = Math.max(1, needing, Math.min(oneToOne, fitting));
  const crop = {
    left: placed(across * times, needed.left, needed.width, canvas.left, canvas.width),
    top: placed(down * times, needed.top, needed.height, canvas.top, canvas.height),
    ...{ width: across * times, height: down * times },
  };
  return { crop, sent, size, resolution: oneToOne / times };
}

/** Where an edge of that length begins, so that what is needed lies in its middle: inside the canvas, or over both its ends alike. */
function placed(length: number, needed: number, neededLength: number, canvas: number, canvasLength: number): number {
  if (length >= canvasLength) return canvas - Math.floor((length - canvasLength) / 2);
  const centred = needed - Math.floor((length - neededLength) / 2);
  return Math.min(Math.max(centred, canvas), canvas + canvasLength - length);
}

/** The finest (more than one pixel for one would only be blown up), then what needs the least border, shows the most, sends the least. */
function finest({ crop, resolution }: EditPlan, canvas: Rectangle): readonly number[] {
  const beyond = beyondPx(crop, canvas);
  return [1 / Math.min(1, resolution), beyond, Math.max(1, resolution), crop.width * crop.height];
}

/** All of a picture is to be seen in one piece, not in the middle of a border. */
function leastBorder({ crop, resolution }: EditPlan, canvas: Rectangle): readonly number[] {
  return [beyondPx(crop, canvas), -resolution];
}

function beyondPx(crop: Rectangle, canvas: Rectangle): number {
  return crop.width * crop.height - Math.min(crop.width, canvas.width) * Math.min(crop.height, canvas.height);
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((value, at) => value - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
