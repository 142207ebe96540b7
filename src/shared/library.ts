import * as v from 'valibot';

import type { FailureData } from './failure.ts';
import { PictureSet } from './picture.ts';

/** Long work on the library, as it goes on. */
export interface LibraryTask {
  readonly id: string;
  readonly what: 'import' | 'export' | 'rebuild' | 'verify' | 'move' | 'change' | 'duplicates';
  readonly done: number;
  /** Null while it isn't known. */
  readonly total: number | null;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly failure: FailureData | null;
}

/** A file that wasn't taken over, or that isn't as it was left, and why. */
export interface FileProblem {
  /** As the person knows it: a path below what was chosen, or the library. */
  readonly file: string;
  readonly why:
    | 'not-a-picture'
    | 'damaged'
    | 'too-large'
    | 'unsupported'
    | 'unreadable'
    | 'changing'
    | 'link'
    | 'no-permission'
    | 'duplicate'
    | 'missing'
    | 'lying-record'
    | 'newer-record';
  readonly detail: string;
}

/** What became of an import. */
export interface ImportReport {
  readonly imported: number;
  readonly duplicates: number;
  /** How many brought a prompt along. */
  readonly withPrompt: number;
  /** Where it came to a single picture, new or here already: its id. */
  readonly picture: string | null;
  /** At most the first 1,000. */
  readonly problems: readonly FileProblem[];
}

export interface VerifyReport {
  readonly checked: number;
  readonly problems: readonly FileProblem[];
}

export interface ExportReport {
  readonly written: number;
  /** The folder, or the ZIP file. */
  readonly to: string;
  readonly problems: readonly FileProblem[];
}

/** Several files in the library folder that hold the same bytes: the picture's own first. */
export interface DuplicateGroup {
  readonly id: string;
  readonly paths: readonly string[];
}

export interface LibraryFacts {
  readonly folder: string;
  readonly pictures: number;
  readonly trashed: number;
  readonly missing: number;
  readonly damaged: number;
  readonly bytes: number;
}

/** A library that was opened before. */
export interface KnownLibrary {
  readonly folder: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly isThere: boolean;
}

/** How pictures are written on export. */
export const ExportOptions = v.object({
  of: PictureSet,
  /** Of `{date}`, `{time}`, `{prompt}`, `{model}`, `{size}`, `{number}`, `{id}` and plain text; the ending is added. */
  naming: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  /** `original`: the delivered bytes. */
  format: v.picklist(['original', 'png', 'jpeg', 'webp']),
  /** Of JPEG and WebP, 1 to 100. */
  quality: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  /** Whether prompt and settings travel inside the picture. `as-delivered` leaves the bytes alone, and only goes with `original`. */
  metadata: v.picklist(['as-delivered', 'embedded', 'stripped']),
  as: v.picklist(['files', 'zip']),
});
export type ExportOptions = v.InferOutput<typeof ExportOptions>;
