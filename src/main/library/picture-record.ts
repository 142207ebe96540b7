import * as v from 'valibot';

import { Composite, Edit } from '../../shared/edit.ts';
import { pictureKinds, Sha256 } from '../../shared/input.ts';
import { PathInside } from '../files/folder.ts';

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Pixels = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Where a picture came from: what the job that asked for it knows. */
const originEntries = {
  jobId: v.string(),
  /** Its place among the job's pictures, from 0. */
  index: Count,
  taskId: v.string(),
  model: v.string(),
  prompt: v.string(),
  size: v.string(),
  count: Count,
  /** Ids of inputs, in the order in which they were sent: the picture's parents. */
  references: v.array(Sha256),
  mask: v.nullable(Sha256),
  callbackUrl: v.nullable(v.string()),
  revisedPrompt: v.nullable(v.string()),
  jobCredits: v.nullable(v.number()),
  practice: v.boolean(),
  createdAt: Count,
  /** Of an answer to a masked edit, and of what was laid together from one: how it was asked for. */
  edit: v.exactOptional(Edit),
  /** Of what was laid together from an original and an answer. */
  composite: v.exactOptional(Composite),
  /** Of a picture that was brought in from elsewhere: what its file was called, and the program that made it, where it says so. */
  imported: v.exactOptional(v.object({ fileName: v.string(), software: v.nullable(v.string()) })),
};
export const PictureOrigin = v.object(originEntries);
export type PictureOrigin = Readonly<v.InferOutput<typeof PictureOrigin>>;

/** One picture's record: written once, never changed. Fields that this version doesn't know are ignored, not refused. */
export const PictureRecord = v.object({
  version: v.literal(1),
  id: Sha256,
  kind: v.picklist(pictureKinds),
  widthPx: Pixels,
  heightPx: Pixels,
  bytes: Pixels,
  /** Where the file was put, relative to the library. It may have been moved since. */
  path: PathInside,
  ...originEntries,
});
export type PictureRecord = Readonly<v.InferOutput<typeof PictureRecord>>;
