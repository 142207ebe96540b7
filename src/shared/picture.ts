import * as v from 'valibot';

import type { Composite, Edit } from './edit.ts';
import { Sha256, type Input, type PictureKind } from './input.ts';

/** No picture is larger: neither one that is read nor one that is extended. */
export const maxPicturePixels = 100_000_000;

/** What a picture was made from: words alone, reference pictures, a painted mask, or it was brought in from elsewhere. */
export const pictureSources = ['text', 'references', 'edit', 'import'] as const;
export type PictureSource = (typeof pictureSources)[number];

/** What a person thinks of a picture while going through a batch. */
export const pictureFlags = ['none', 'picked', 'rejected'] as const;
export type PictureFlag = (typeof pictureFlags)[number];

/** What the grid needs to know of a picture. Its pixels are at `app://afterglow/picture/<id>`, a preview at `…/thumbnail/<id>`. */
export interface Picture {
  /** Its number in the index, the same for as long as the index lives (see `PictureOutline.generation`). */
  readonly row: number;
  /** SHA-256 of the delivered bytes, lowercase hex. */
  readonly id: string;
  readonly prompt: string;
  readonly createdAt: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly kind: PictureKind;
  readonly favourite: boolean;
  /** 0 (none) to 5. */
  readonly rating: number;
  readonly flag: PictureFlag;
  /** Made in practice mode. */
  readonly practice: boolean;
  readonly source: PictureSource;
  /** The answer to a masked edit as the service gave it: mostly a part of a picture, not yet laid over its original. */
  readonly isAnswer: boolean;
  /** `missing`: the file isn't where the library left it. `damaged`: it is, but holds other bytes. */
  readonly file: 'here' | 'missing' | 'damaged';
  /** When it was moved to the trash, or null when it isn't there. */
  readonly trashedAt: number | null;
}

/** Everything the viewer shows. */
export interface PictureDetails extends Picture {
  readonly bytes: number;
  readonly fileName: string;
  /** Relative to the library folder, `/` between parts. */
  readonly path: string;
  readonly jobId: string;
  /** Empty for a picture that was brought in. */
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
  readonly tags: readonly string[];
  /** Ids of the collections that it is in. */
  readonly collections: readonly string[];
  /** Of an answer to a masked edit, and of what was laid together from one: how it was asked for. */
  readonly edit: Edit | null;
  /** Of what was laid together. */
  readonly composite: Composite | null;
  /** For a picture that was brought in: what its file was called, and the program that made it, where it says so. */
  readonly imported: { readonly fileName: string; readonly software: string | null } | null;
}

/** What a picture was made from, what was made from it, and what came with it, as far as the library holds it. Each newest first. */
export interface PictureFamily {
  readonly parents: readonly Picture[];
  readonly children: readonly Picture[];
  /** The same job's pictures in the service's order, itself among them. */
  readonly siblings: readonly Picture[];
}

const Day = v.pipe(v.number(), v.integer());
export const Tag = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));
export const CollectionId = v.pipe(v.string(), v.uuid());
export const Rating = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5));

/** Which pictures: what is in the search box and the chips beside it, all of which must hold. Newest first. */
export const PictureQuery = v.object({
  text: v.pipe(v.string(), v.maxLength(1000)),
  favouritesOnly: v.boolean(),
  /** Days since 1970 in local time, both included; null for no bound. */
  from: v.nullable(Day),
  until: v.nullable(Day),
  shape: v.nullable(v.picklist(['square', 'portrait', 'landscape'])),
  source: v.nullable(v.picklist(pictureSources)),
  model: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  /** At least so many stars. */
  rating: Rating,
  flag: v.nullable(v.picklist(['picked', 'rejected'])),
  /** All of them. */
  tags: v.pipe(v.array(Tag), v.maxLength(20)),
  /** Those in it and in the collections inside it. */
  collection: v.nullable(CollectionId),
  made: v.nullable(v.picklist(['paid', 'practice'])),
  /** Credits of one picture, both included. */
  costFrom: v.nullable(v.number()),
  costUntil: v.nullable(v.number()),
  /** Those whose file isn't there, or holds other bytes. */
  file: v.nullable(v.picklist(['missing', 'damaged'])),
  /** Those in the trash instead of those that aren't. */
  trashed: v.boolean(),
});
export type PictureQuery = v.InferOutput<typeof PictureQuery>;

export const everyPicture: PictureQuery = {
  ...{ text: '', favouritesOnly: false, from: null, until: null, shape: null, source: null, model: null, rating: 0, flag: null },
  ...{ tags: [], collection: null, made: null, costFrom: null, costUntil: null, file: null, trashed: false },
};

/** All that a layout needs before any picture is loaded: one entry per picture of the library, the trash included, newest first. */
export interface PictureOutline {
  /** Another one whenever the index was made anew or another library was opened: rows of another generation mean nothing. */
  readonly generation: string;
  /** Goes up when pictures come or go for good, not when they are marked or trashed. */
  readonly order: number;
  readonly rows: Int32Array;
  /** Width divided by height. */
  readonly ratios: Float32Array;
  /** Days since 1970 in local time. */
  readonly days: Int32Array;
}

/** Which pictures a query finds: one bit per row (row r is bit r & 7 of byte r >> 3), so that half a million cross in 62 kB. */
export interface PictureMatches {
  readonly generation: string;
  /** The outline that the bits are for. */
  readonly order: number;
  /** The library's revision that was asked. */
  readonly revision: number;
  readonly count: number;
  readonly bits: Uint8Array;
}

const Rows = v.instance(Int32Array);
/** Pictures by their ids, or by their rows where there may be hundreds of thousands of them. */
export const PictureSet = v.union([
  v.object({ ids: v.pipe(v.array(Sha256), v.maxLength(1_000)) }),
  v.object({ generation: v.pipe(v.string(), v.maxLength(100)), rows: Rows }),
]);
export type PictureSet = v.InferOutput<typeof PictureSet>;

/** A slice of an outline whose facts are asked for. Rows that are gone are missing in the answer. */
export const PictureRows = v.object({
  generation: v.pipe(v.string(), v.maxLength(100)),
  rows: v.pipe(
    Rows,
    v.check(({ length }) => length <= 500),
  ),
});
export type PictureRows = v.InferOutput<typeof PictureRows>;

/** What a person decided about pictures; what is left out stays as it is. */
export const PictureChange = v.object({
  favourite: v.exactOptional(v.boolean()),
  rating: v.exactOptional(Rating),
  flag: v.exactOptional(v.picklist(pictureFlags)),
  addTags: v.exactOptional(v.array(Tag)),
  removeTags: v.exactOptional(v.array(Tag)),
  addTo: v.exactOptional(CollectionId),
  removeFrom: v.exactOptional(CollectionId),
});
export type PictureChange = v.InferOutput<typeof PictureChange>;

/** A change of any number of pictures: how many it was, and the name under which it can be undone while the app runs. */
export interface Changed {
  readonly count: number;
  readonly undo: string;
}

export interface TagCount {
  readonly name: string;
  readonly count: number;
}

/** A named group of pictures; it can hold others. */
export interface Collection {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  /** Of its own and of those inside it. */
  readonly count: number;
}

/** Days that are counted from the one on which they are asked for. */
export const periods = ['today', 'week', 'month', 'year'] as const;
export type Period = (typeof periods)[number];

/** A query that the person gave a name. */
export const SavedSearch = v.object({
  id: v.pipe(v.string(), v.uuid()),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  query: PictureQuery,
  /** The query's days go along with the calendar; those in it are of when it was saved. */
  period: v.exactOptional(v.picklist(periods)),
});
export type SavedSearch = v.InferOutput<typeof SavedSearch>;
