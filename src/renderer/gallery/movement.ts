import { cellsOf, rowOf, type Layout } from './layout.ts';

/** The keys that move through the grid, as a keyboard event names them; `Ctrl+` for the whole grid's ends. */
export type MoveKey =
  'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End' | 'PageUp' | 'PageDown' | 'Ctrl+Home' | 'Ctrl+End';

const moveKeys: ReadonlySet<string> = new Set<MoveKey>([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Ctrl+Home',
  'Ctrl+End',
]);

/** The move that a key press asks for, or null. */
export function moveKeyOf({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): MoveKey | null {
  const name = ctrlKey || metaKey ? `Ctrl+${key}` : key;
  return isMoveKey(name) ? name : null;
}

function isMoveKey(name: string): name is MoveKey {
  return moveKeys.has(name);
}

/** The picture that a key leads to from another one; the same when there is none further that way. */
export function moveFrom(layout: Layout, index: number, key: MoveKey, pageHeightPx: number): number {
  const last = layout.ratios.length - 1;
  const row = rowOf(layout, index);
  const leadTo: Readonly<Record<MoveKey, () => number>> = {
    ArrowLeft: () => Math.max(0, index - 1),
    ArrowRight: () => Math.min(last, index + 1),
    ArrowUp: () => nearestIn(layout, index, row - 1),
    ArrowDown: () => nearestIn(layout, index, row + 1),
    Home: () => layout.firstPictures[row] ?? 0,
    End: () => (layout.firstPictures[row + 1] ?? last + 1) - 1,
    PageUp: () => nearestIn(layout, index, pageAway(layout, row, -pageHeightPx)),
    PageDown: () => nearestIn(layout, index, pageAway(layout, row, pageHeightPx)),
    'Ctrl+Home': () => 0,
    'Ctrl+End': () => last,
  };
  return leadTo[key]();
}

/** The row about one page further, at least one row on, held inside the grid. */
function pageAway(layout: Layout, row: number, distancePx: number): number {
  const step = Math.sign(distancePx);
  const from = layout.topsPx[row] ?? 0;
  let to = row;
  while (layout.topsPx[to + step] !== undefined && Math.abs((layout.topsPx[to + step] ?? 0) - from) <= Math.abs(distancePx)) to += step;
  return to === row ? Math.min(layout.rowCount - 1, Math.max(0, row + step)) : to;
}

/** The picture of a row whose middle is nearest to that of `index`; `index` itself when there is no such row. */
function nearestIn(layout: Layout, index: number, row: number): number {
  if (row < 0 || row >= layout.rowCount) return index;
  const own = cellsOf(layout, rowOf(layout, index)).find((cell) => cell.index === index);
  const middle = own ? own.leftPx + own.widthPx / 2 : 0;
  const distance = (cell: { leftPx: number; widthPx: number }): number => Math.abs(cell.leftPx + cell.widthPx / 2 - middle);
  return cellsOf(layout, row).reduce((best, cell) => (distance(cell) < distance(best) ? cell : best)).index;
}
