import type { Rectangle } from '../../../shared/edit.ts';
import type { Box } from './geometry.ts';
import type { StepName } from './mask-command.ts';

/** What the screen needs to know of the mask; whole and new after every step. During a stroke only its revision changes, which is told with its end. */
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

/** Whether a state is news to somebody who knows an earlier one: to whoever draws only that more is drawn isn't. */
export function saysMore(now: EditorState, known: EditorState): boolean {
  if (!now.isDrawing || !known.isDrawing) return now !== known;
  const { undo, redo, extent, bounds, coverage } = now;
  return undo !== known.undo || redo !== known.redo || extent !== known.extent || bounds !== known.bounds || coverage !== known.coverage;
}
