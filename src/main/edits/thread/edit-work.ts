import type { Blend, Edit, Fidelity, Fitted, PixelSize, Rectangle, Verdict } from '../../../shared/edit.ts';
import type { StagedFile } from '../../files/durable-file.ts';

/** A file of the library, known to hold these bytes. What was decoded is remembered for a while under the sum. */
export interface PictureSource {
  readonly path: string;
  readonly sha256: string;
}

/** What was painted, to plan which part is sent. */
interface ToMeasure {
  /** Upright, as people see it. */
  readonly picture: PixelSize;
  /** As large as the canvas: anything else throws `invalid`. */
  readonly mask: PictureSource;
  readonly canvas: Rectangle;
}

interface Measured {
  /** See `maskedBounds`: null when nothing is to change. */
  readonly masked: Rectangle | null;
}

/** A masked edit that is about to be sent. */
interface ToPrepare {
  readonly original: PictureSource;
  /** What the person painted, as large as the canvas. */
  readonly mask: PictureSource;
  readonly canvas: Rectangle;
  readonly crop: Rectangle;
  /** As planned; what is answered is smaller when the limit asks for it. */
  readonly sent: PixelSize;
  readonly referenceMaxBytes: number;
  readonly maskMaxBytes: number;
}

interface Prepared {
  readonly reference: Uint8Array;
  readonly mask: Uint8Array;
  readonly sent: PixelSize;
  readonly fitted: Fitted;
}

/** An edit by words alone. */
interface ToFit {
  readonly original: PictureSource;
  readonly maxBytes: number;
}

interface FittedPicture {
  /** Null: the file goes as it is. */
  readonly reference: Uint8Array | null;
  readonly fitted: Fitted;
}

interface ToJudge {
  readonly original: PictureSource;
  /** What the person painted. */
  readonly mask: PictureSource;
  /** The reference and the mask that were sent. */
  readonly sent: { readonly reference: PictureSource; readonly mask: PictureSource };
  readonly answer: PictureSource;
  readonly edit: Edit;
}

interface Judged {
  readonly verdict: Verdict;
  readonly fidelity: Fidelity;
  readonly patch: Rectangle | null;
  readonly blend: Blend;
  /** PNG: the registered answer in the picture's own resolution, `patch.width` × `patch.height`; null when the verdict forbids it. */
  readonly patchPng: Uint8Array | null;
  /** PNG of the sent size. */
  readonly heatPng: Uint8Array;
}

interface ToCompose extends ToJudge {
  readonly blend: Blend;
  /** The folder for files that aren't complete yet: see `Staging`. */
  readonly into: string;
}

interface Composed {
  /** The PNG, complete and synced. */
  readonly staged: StagedFile;
  readonly width: number;
  readonly height: number;
  /** What the grid shows of it: WebP. */
  readonly preview: Uint8Array;
  /** Counted in the file, decoded again: the original's pixels outside the mask that differ from it. */
  readonly differingOutside: number;
  readonly converted: boolean;
}

/** Everything that is asked of the thread: what goes there, and what comes back. */
export interface EditWork {
  readonly measure: { readonly given: ToMeasure; readonly answer: Measured };
  readonly prepare: { readonly given: ToPrepare; readonly answer: Prepared };
  readonly fit: { readonly given: ToFit; readonly answer: FittedPicture };
  readonly judge: { readonly given: ToJudge; readonly answer: Judged };
  /** Throws `bad-picture` when the answer can't be laid over the original: what `judge` says `other-shape` or `other-picture` of. */
  readonly compose: { readonly given: ToCompose; readonly answer: Composed };
}
export type WorkName = keyof EditWork;
export type Given<Name extends WorkName> = EditWork[Name]['given'];
export type Answer<Name extends WorkName> = EditWork[Name]['answer'];
