import * as v from 'valibot';

import { Sha256, type PictureKind } from './input.ts';

/** Of a picture that is edited, with what it is extended by. */
export const maxSidePx = 100_000;

const wholePx = (least: number, most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const Offset = wholePx(-maxSidePx, maxSidePx);
const Side = wholePx(1, maxSidePx);

/** Whole pixels of the picture that is edited: its left upper corner is 0, 0, and what it is extended by lies outside it. */
export const Rectangle = v.object({ left: Offset, top: Offset, width: Side, height: Side });
export type Rectangle = Readonly<v.InferOutput<typeof Rectangle>>;

const mostCropPx = 1_000_000;
const CropOffset = wholePx(-mostCropPx, mostCropPx);
const CropSide = wholePx(1, mostCropPx);

/**
 * What is sent of a picture. Of a long strip it is much larger than the canvas: a shape of the model's around 100,000 × 900 pixels.
 * Whatever is planned must be readable again, so it has room for every shape around every canvas.
 */
const Crop = v.object({ left: CropOffset, top: CropOffset, width: CropSide, height: CropSide });

export const PixelSize = v.object({ width: Side, height: Side });
export type PixelSize = Readonly<v.InferOutput<typeof PixelSize>>;

/** `precise`: a part of the picture is sent, large enough to be seen in its surroundings. `whole`: all of it, as the API page has it. */
export const editModes = ['precise', 'whole'] as const;
export type EditMode = (typeof editModes)[number];

/** What a masked edit was made from and how it was sent. Kept with the job and with every picture that comes of it; never changes. */
export const Edit = v.object({
  mode: v.picklist(editModes),
  /** The picture that is edited, an input: its own bytes. */
  original: Sha256,
  /** What the person painted, an input: an 8-bit grey PNG of the canvas' size, 255 where everything changes, 0 where nothing does. */
  mask: Sha256,
  /** What the mask and the finished picture cover: the picture, and what it is extended by. */
  canvas: Rectangle,
  /** What was sent. It may reach over the canvas, where the border is repeated and nothing is to change. */
  crop: Crop,
  /** The size in pixels that the crop was sent in. */
  sent: PixelSize,
});
export type Edit = Readonly<v.InferOutput<typeof Edit>>;

/** How the answer is laid over the original. The feather lies inside the mask: outside it nothing ever changes. */
export const Blend = v.object({
  /** 0: only the original; 1: only the answer, where the mask is full. */
  strength: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** In pixels of the picture. 0: a hard edge. */
  featherPx: v.pipe(v.number(), v.minValue(0), v.maxValue(2_000)),
});
export type Blend = Readonly<v.InferOutput<typeof Blend>>;

/** Of a finished picture that was laid together from an original and an answer. */
export const Composite = v.object({
  /** The answer as the service gave it, a picture of the library. */
  answer: Sha256,
  ...Blend.entries,
});
export type Composite = Readonly<v.InferOutput<typeof Composite>>;

/** What the editor asks for. Without a change it is an edit by words alone, and more references may go along. */
export const EditOrder = v.object({
  model: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  prompt: v.pipe(v.string(), v.maxLength(100_000)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  /** A picture of the library. */
  picture: Sha256,
  /** Inputs that go along; none with a change. */
  references: v.pipe(v.array(Sha256), v.maxLength(64)),
  /** Only without a change: one of the model's sizes. */
  size: v.pipe(v.string(), v.maxLength(20)),
  change: v.nullable(v.object({ mode: v.picklist(editModes), mask: Sha256, canvas: Rectangle })),
});
export type EditOrder = Readonly<v.InferOutput<typeof EditOrder>>;

/** What the app did to a picture so that the service takes it. */
export interface Fitted {
  readonly from: PixelSize & { readonly kind: PictureKind };
  readonly to: PixelSize;
  /** `converted` to PNG, `scaled` so that it is small enough, or nothing of that. */
  readonly converted: boolean;
  readonly scaled: boolean;
}

/**
 * How an answer lies over what was sent. `fits`: found by what surrounds the mask. `plain`: what surrounds it is too even (or there
 * is too little of it) to tell a shift, so it is taken as it is. `other-shape`, `other-picture`: it can't be laid over the original.
 */
export const verdicts = ['fits', 'plain', 'other-shape', 'other-picture'] as const;
export type Verdict = (typeof verdicts)[number];

/** How true an answer is to what it was asked to keep, measured on what was sent, outside the mask. */
export interface Fidelity {
  /** 0 to 1: the part of the pixels that changed visibly (see docs/values.md for what counts as visible). */
  readonly changedShare: number;
  /** By how much it was re-framed, in pixels of what was sent; null when that can't be told. */
  readonly shiftPx: { readonly x: number; readonly y: number } | null;
  /** By what its red, green and blue were multiplied and then raised (levels of 255). */
  readonly gain: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
}

/** An answer, looked at: what is needed to lay it over the original on the screen. */
export interface Judgement {
  /** A picture of the library. */
  readonly answer: string;
  readonly edit: Edit;
  readonly verdict: Verdict;
  readonly fidelity: Fidelity;
  /**
   * Where the registered answer lies on the picture; its pixels, in the picture's own resolution (sRGB), are at
   * `app://afterglow/patch/<answer>`. Null when the verdict forbids it. `app://afterglow/heat/<answer>` shows what changed (of the sent size).
   */
  readonly patch: Rectangle | null;
  /** What suits this mask, before the person chooses. */
  readonly blend: Blend;
}
