import type { Rectangle } from '../../../shared/edit.ts';
import type { Box } from './geometry.ts';
import type { StepName } from './mask-command.ts';

/** What the screen needs to know of the mask; whole and new after every step, and at most once a frame during a stroke. */
export interface EditorState {
  /** What undo would take back, and redo bring again. */
  readonly undo: StepName | null;
  readonly redo: StepName | null;
  /** What the mask covers, in the picture's pixels (0, 0 is the picture's corner). A step of the history: undo takes an extension back. */
  readonly extent: Rectangle;
  /** Around every pixel that isn't 0, in mask pixels; empty when nothing is painted. */
  readonly bounds: Box;
  /** 0 to 1: the part of the canvas that changes. Exact after a step; during a stroke it may lag. */
  readonly coverage: number;
  /** A gesture is under way, or a polygon is open. */
  readonly isDrawing: boolean;
  /** Goes up with every change. */
  readonly revision: number;
}
