import * as v from 'valibot';

export const pictureKinds = ['png', 'jpeg', 'webp'] as const;
/** What a file really is, told by its first bytes. */
export type PictureKind = (typeof pictureKinds)[number];

/** A picture that jobs use: a reference or a mask. Kept by content in the library. */
export interface Input {
  /** SHA-256 of its bytes, lowercase hex; its pixels are at `app://afterglow/input/<id>`. */
  readonly id: string;
  /** The name it came with, for people. */
  readonly name: string;
  readonly kind: PictureKind;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: number;
}

/** The largest file that is looked at when it is dropped or pasted: far above any model's limit, so that the answer is a sentence. */
export const droppedFileMaxBytes = 64 * 1024 * 1024;

export const DroppedFile = v.object({
  name: v.pipe(v.string(), v.maxLength(500)),
  bytes: v.pipe(
    v.instance(Uint8Array),
    v.check((bytes) => bytes.byteLength <= droppedFileMaxBytes, 'That file is larger than 64 MB.'),
  ),
});
export type DroppedFile = v.InferOutput<typeof DroppedFile>;

export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
