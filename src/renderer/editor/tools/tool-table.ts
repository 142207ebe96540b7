import BrushIcon from '@lucide/svelte/icons/brush';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import Eraser from '@lucide/svelte/icons/eraser';
import Hand from '@lucide/svelte/icons/hand';
import Lasso from '@lucide/svelte/icons/lasso';
import Pentagon from '@lucide/svelte/icons/pentagon';
import SquareDashed from '@lucide/svelte/icons/square-dashed';
import SquareDashedMousePointer from '@lucide/svelte/icons/square-dashed-mouse-pointer';
import WandSparkles from '@lucide/svelte/icons/wand-sparkles';
import type { Component } from 'svelte';

import type { CommandId } from '../../../shared/command.ts';
import { maxBrushPx, type ToolName, type ToolSettings } from '../engine/tool.ts';

export interface ToolEntry {
  readonly name: ToolName;
  readonly icon: Component;
  readonly command: CommandId;
  /** Which settings it has. */
  readonly options: readonly (keyof ToolSettings)[];
}

const painting = ['brushPx', 'hardness', 'pressure'] as const;
const area = ['combination'] as const;

/** In the order of the toolbar: painting, drawing areas, finding areas, looking. */
export const toolTable: readonly ToolEntry[] = [
  { name: 'brush', icon: BrushIcon, command: 'tool-brush', options: painting },
  { name: 'eraser', icon: Eraser, command: 'tool-eraser', options: painting },
  { name: 'lasso', icon: Lasso, command: 'tool-lasso', options: area },
  { name: 'polygon', icon: Pentagon, command: 'tool-polygon', options: area },
  { name: 'rectangle', icon: SquareDashed, command: 'tool-rectangle', options: area },
  { name: 'ellipse', icon: CircleDashed, command: 'tool-ellipse', options: area },
  { name: 'wand', icon: WandSparkles, command: 'tool-wand', options: ['tolerance', 'contiguous', ...area] },
  { name: 'quick-select', icon: SquareDashedMousePointer, command: 'tool-quick-select', options: ['brushPx', 'tolerance', ...area] },
  { name: 'pan', icon: Hand, command: 'tool-pan', options: [] },
];

/** Tools before which the toolbar draws a line: another sort begins. */
export const beginsGroup: readonly ToolName[] = ['lasso', 'wand', 'pan'];

/** The next size of the brush: small ones pixel by pixel, large ones by about an eighth. */
export function steppedBrush(brushPx: number, direction: 1 | -1): number {
  const step = Math.max(1, Math.round(brushPx / 8));
  return Math.min(maxBrushPx, Math.max(1, brushPx + direction * step));
}

/** The next hardness, in quarters. */
export function steppedHardness(hardness: number, direction: 1 | -1): number {
  const quarters = direction > 0 ? Math.floor(hardness * 4 + 1e-6) + 1 : Math.ceil(hardness * 4 - 1e-6) - 1;
  return Math.min(1, Math.max(0, quarters / 4));
}

/** Logarithmic, as sizes are seen: wherever the slider stands (0 to 100), the same way makes the brush as many times as large. */
export const brushAt = (position: number): number => Math.round(maxBrushPx ** (position / 100));
export const positionOf = (brushPx: number): number => (100 * Math.log(brushPx)) / Math.log(maxBrushPx);
