import type { Layout } from './layout.ts';

/** Rows as [first, end). */
export type RowSpan = readonly [first: number, end: number];

export interface Stages {
  /** Those in the window, and all that exist, those included. */
  readonly visible: RowSpan;
  readonly drawn: RowSpan;
  /** Those whose tiles are whole: the others only show where pictures will be. */
  readonly full: RowSpan;
  /** 1 downwards, -1 upwards: what comes into the window next. */
  readonly direction: 1 | -1;
}

/** The next rows whose tiles are made, for about so many tiles: first in the window, then where it moves to, then behind it. */
export function fuller(layout: Layout, { visible, drawn, full, direction }: Stages, tiles: number): RowSpan {
  let [first, end] = kept(full, visible, drawn, direction);
  let room = tiles;
  const down = (limit: number): boolean => end < limit && take(end++);
  const up = (limit: number): boolean => first > limit && take(--first);
  const take = (row: number): true => {
    room -= (layout.firstPictures[row + 1] ?? 0) - (layout.firstPictures[row] ?? 0);
    return true;
  };
  const ahead = direction > 0 ? down : up;
  const behind = direction > 0 ? up : down;
  const [far, near] = direction > 0 ? ([1, 0] as const) : ([0, 1] as const);
  while (room > 0) {
    if (!(ahead(visible[far]) || behind(visible[near]) || ahead(drawn[far]) || behind(drawn[near]))) break;
  }
  return [first, end];
}

/** What of the full rows still exists, if it is any part of what is seen; otherwise an empty span at the window's edge. */
function kept(full: RowSpan, visible: RowSpan, drawn: RowSpan, direction: 1 | -1): RowSpan {
  const [first, end] = [Math.max(full[0], drawn[0]), Math.min(full[1], drawn[1])];
  if (first < end && first <= visible[1] && end >= visible[0]) return [first, end];
  const edge = direction > 0 ? visible[0] : visible[1];
  return [edge, edge];
}

export function isSameSpan(a: RowSpan, b: RowSpan): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
