import type { Rectangle } from '../../../shared/edit.ts';

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** So much of the frame's longer side lies free around it, to be pulled into. */
const roomShare = 0.2;

/** What is looked at so that a frame can be pulled further on every side. */
export function roomAround({ left, top, width, height }: Rectangle): Rectangle {
  const free = Math.ceil(Math.max(width, height) * roomShare);
  return { left: left - free, top: top - free, width: width + 2 * free, height: height + 2 * free };
}

/** Whether an edge that moved lies outside the stage. One that was out of sight and stays where it is, is meant to be. */
export function hasLeft(stage: { readonly width: number; readonly height: number }, before: Place, after: Place): boolean {
  const [was, is] = [edgesOf(before), edgesOf(after)];
  const isOutside = (at: number, most: number): boolean => at < 0 || at > most;
  return [0, 1, 2, 3].some((edge) => {
    const [from = 0, to = 0] = [was[edge], is[edge]];
    return from !== to && isOutside(to, edge % 2 === 0 ? stage.width : stage.height);
  });
}

function edgesOf({ left, top, width, height }: Place): readonly number[] {
  return [left, top, left + width, top + height];
}
