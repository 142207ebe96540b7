import type { Box, Point } from './geometry.ts';
import type { Mask } from './mask.ts';

export type ToolName = 'brush' | 'eraser' | 'lasso' | 'polygon' | 'rectangle' | 'ellipse' | 'wand' | 'quick-select' | 'pan';

/** What a new area does to what is painted already. */
export const combinations = ['replace', 'add', 'subtract', 'intersect'] as const;
export type Combination = (typeof combinations)[number];

export const maxBrushPx = 5_000;

/** All tools' settings at once: switching back and forth keeps them. */
export interface ToolSettings {
  readonly tool: ToolName;
  /** Diameter in mask pixels, 1 to `maxBrushPx`. */
  readonly brushPx: number;
  /** 0: soft from the middle on; 1: a hard edge (smoothed over one pixel). */
  readonly hardness: number;
  /** Whether a pen's pressure makes the brush smaller, and its tilt makes it flatter. */
  readonly pressure: boolean;
  /** Of area tools. */
  readonly combination: Combination;
  /** Of the magic wand and of quick select: the largest difference of any of red, green and blue, 0 to 255. */
  readonly tolerance: number;
  readonly contiguous: boolean;
}

export const defaultTools: ToolSettings = {
  ...{ tool: 'brush', brushPx: 80, hardness: 0.9, pressure: true },
  ...{ combination: 'add', tolerance: 32, contiguous: true },
};

export interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or Cmd on macOS. */
  readonly mod: boolean;
  /** Moves what is being drawn instead of sizing it. */
  readonly space: boolean;
}

export const noModifiers: Modifiers = { shift: false, alt: false, mod: false, space: false };

/** Where a pointer is, and how it is held. A mouse presses with 0.5. */
export interface PointerSample extends Point {
  /** 0 to 1. */
  readonly pressure: number;
  /** Degrees from upright, −90 to 90. */
  readonly tiltX: number;
  readonly tiltY: number;
}

/** What is drawn above the picture while a gesture goes on, in mask pixels. */
export type Preview =
  | { readonly kind: 'none' }
  | { readonly kind: 'line'; readonly points: readonly Point[]; readonly closed: boolean }
  | { readonly kind: 'rectangle' | 'ellipse'; readonly box: Box };

/** What a tool works on. */
export interface ToolWork {
  readonly mask: Mask;
  readonly settings: ToolSettings;
  /** The picture's colours; null while they aren't there yet. */
  readonly colours: Colours | null;
  /** How many mask pixels lie within a few pixels of the screen: two points so close are meant to be one. */
  readonly nearPx: number;
}

/** The picture's pixels as the wand sees them: RGBA, 4 bytes each, row by row, of the canvas' size (0 where the picture is extended). */
export interface Colours {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/**
 * One gesture at a time: down, any number of moves, then up or cancel. The editor takes a mark before `down` and goes back to
 * it after `cancel`, so a tool doesn't undo anything itself. A polygon lasts over several clicks: `isOpen` says so.
 */
export interface Tool {
  down(work: ToolWork, at: PointerSample, modifiers: Modifiers): void;
  move(work: ToolWork, to: readonly PointerSample[], modifiers: Modifiers): void;
  up(work: ToolWork, modifiers: Modifiers): void;
  /** Forgets the gesture. */
  cancel(): void;
  /** The pointer moves without being pressed; null where nobody knows what is held. */
  hover?(at: Point, modifiers: Modifiers | null): void;
  /** Finishes what is open, and takes its last point back. */
  close?(work: ToolWork): void;
  takeBack?(): void;
  /** Forgets only the last press; the editor goes back to the mark of the whole gesture. */
  cancelPress?(): void;
  readonly isOpen: boolean;
  readonly preview: Preview;
}
