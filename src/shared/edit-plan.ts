import type { EditMode, PixelSize, Rectangle } from './edit.ts';
import { shapeOf, type Model } from './model.ts';

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
/** A whole picture is answered at some 1,500 pixels: sending more shows the model nothing. */
export const longestSentPx = 2_048;

/** Which rectangle around the mask is sent, and in which of the model's shapes. Pure; see docs/decisions. */
export function planEdit({ mode, canvas, masked, model }: Wanted): EditPlan {
  const shapes = mode === 'precise' ? fixedShapes(model) : [];
  const plans = shapes.map((shape) => planIn(shape, canvas, inSurroundings(masked, canvas)));
  return plans.sort((a, b) => compare(choice(a, canvas), choice(b, canvas)))[0] ?? planWhole(canvas, model);
}

/** Those sizes that name their pixels: of a ratio nobody knows what will come. */
function fixedShapes({ sizes }: Model): Shape[] {
  return sizes.flatMap(({ value, shape }) =>
    shape && value === `${shape.widthPx}x${shape.heightPx}` ? [{ size: value, width: shape.widthPx, height: shape.heightPx }] : [],
  );
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

type Choice = readonly [coarseness: number, beyondPx: number, enlargement: number, areaPx: number];

/** The finest (more than one pixel for one would only be blown up), then what needs the least border, shows the most, sends the least. */
function choice({ crop, resolution }: EditPlan, canvas: Rectangle): Choice {
  const area = crop.width * crop.height;
  const inside = Math.min(crop.width, canvas.width) * Math.min(crop.height, canvas.height);
  return [1 / Math.min(1, resolution), area - inside, Math.max(1, resolution), area];
}

function compare(a: Choice, b: Choice): number {
  return a.map((value, at) => value - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function planWhole(canvas: Rectangle, model: Model): EditPlan {
  const scale = Math.min(1, longestSentPx / Math.max(canvas.width, canvas.height));
  const sent = { width: Math.max(1, Math.round(canvas.width * scale)), height: Math.max(1, Math.round(canvas.height * scale)) };
  const size = wholeSize(canvas, model);
  const { widthPx, heightPx } = size.shape;
  return { crop: canvas, sent, size: size.value, resolution: Math.min(widthPx / canvas.width, heightPx / canvas.height) };
}

/** `auto` where the model has it: it takes the shape that is nearest to the picture's, as we do otherwise. */
function wholeSize(canvas: Rectangle, model: Model): { value: string; shape: { widthPx: number; heightPx: number } } {
  const ratio = Math.log(canvas.width / canvas.height);
  const distance = ({ widthPx, heightPx }: { widthPx: number; heightPx: number }) => Math.abs(Math.log(widthPx / heightPx) - ratio);
  const known = model.sizes.flatMap(({ value, shape }) => (shape ? [{ value, shape }] : []));
  const nearest = known.reduce<(typeof known)[number] | null>(
    (best, size) => (best && distance(best.shape) <= distance(size.shape) ? best : size),
    null,
  );
  const auto = model.sizes.find(({ shape }) => shape === null);
  const value = (auto ?? nearest)?.value ?? 'auto';
  return { value, shape: nearest?.shape ?? shapeOf(model, value) };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
