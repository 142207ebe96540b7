import * as v from 'valibot';

/** Reasons that are told without any value. */
const plainReasons = [
  // pictures and files
  'not-a-picture',
  'damaged',
  'animated',
  'too-many-pixels',
  'file-gone',
  'file-changed',
  'not-in-library',
  // edits
  'nothing-painted',
  'no-masks',
  'mask-with-references',
  'mask-gone',
  'mask-not-usable',
  'mask-other-size',
  'extended-too-far',
  'picture-other-size',
  'other-picture',
  'not-an-answer',
  'source-gone',
  'source-changed',
  'unkeepable-mask-gone',
  'unkeepable-sent-gone',
  'unkeepable-original-gone',
  'work-ended',
  // the disk and the library
  'disk-has-no-room',
  'library-away',
  'library-interrupted',
  // what a service sent
  'gone-at-service',
  'link-not-followed',
] as const;

const Count = v.pipe(v.number(), v.finite());

/**
 * Why exactly something could not be done, where it is the app that says so: the page has a sentence for each, in every
 * language. The values are what the sentence names.
 */
export const Reason = v.variant('why', [
  v.object({ why: v.picklist(plainReasons) }),
  v.object({ why: v.literal('too-many-bytes'), mostBytes: Count }),
  v.object({ why: v.literal('file-too-large'), file: v.string(), mostBytes: Count }),
  v.object({ why: v.literal('file-unreadable'), file: v.string() }),
  v.object({ why: v.literal('too-little-memory'), neededBytes: Count, roomBytes: Count, memoryBytes: Count }),
  v.object({ why: v.literal('too-little-room'), neededBytes: Count, freeBytes: Count }),
  v.object({ why: v.literal('some-kept'), kept: Count, all: Count }),
  /** What somebody else said, in whatever language it came. */
  v.object({ why: v.literal('said'), words: v.string() }),
]);
export type Reason = v.InferOutput<typeof Reason>;
