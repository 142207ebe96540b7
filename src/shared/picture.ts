import * as v from 'valibot';

import { Sha256, type Input, type PictureKind } from './input.ts';

/** What the grid needs to know of a picture. Its pixels are at `app://afterglow/picture/<id>`, a preview at `…/thumbnail/<id>`. */
export interface Picture {
  /** SHA-256 of the delivered bytes, lowercase hex. */
  readonly id: string;
  readonly prompt: string;
  readonly createdAt: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly kind: PictureKind;
  readonly favourite: boolean;
  /** Made in practice mode. */
  readonly practice: boolean;
  /** The file isn't where the library left it. */
  readonly missing: boolean;
}

/** Everything the viewer shows. */
export interface PictureDetails extends Picture {
  readonly bytes: number;
  readonly fileName: string;
  /** Relative to the library folder, `/` between parts. */
  readonly path: string;
  readonly jobId: string;
  readonly taskId: string;
  readonly model: string;
  /** As asked for: one of the model's sizes or `auto`. */
  readonly size: string;
  /** How many pictures the job asked for. */
  readonly count: number;
  readonly references: readonly Input[];
  readonly mask: Input | null;
  readonly callbackUrl: string | null;
  /** The prompt as the service rewrote it, where it says so. */
  readonly revisedPrompt: string | null;
  /** What the whole job cost, in credits, where known. */
  readonly jobCredits: number | null;
}

/** Which pictures: what is in the search box. Newest first. */
export const PictureQuery = v.object({
  text: v.pipe(v.string(), v.maxLength(1000)),
  favouritesOnly: v.boolean(),
});
export type PictureQuery = v.InferOutput<typeof PictureQuery>;

export const PictureSlice = v.object({
  query: PictureQuery,
  offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
});
export type PictureSlice = v.InferOutput<typeof PictureSlice>;

/** All that a layout needs before any picture is loaded: one entry per picture of the query, newest first. */
export interface PictureOutline {
  /** Goes up with every change of the library. */
  readonly revision: number;
  /** Width divided by height. */
  readonly ratios: Float32Array;
  /** Days since 1970 in local time. */
  readonly days: Int32Array;
}

export const PictureIds = v.pipe(v.array(Sha256), v.maxLength(100_000));
