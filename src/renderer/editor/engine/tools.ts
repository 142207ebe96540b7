import type { Tool, ToolName } from './tool.ts';

export type PaintingTool = Exclude<ToolName, 'pan'>;

const nothing: Tool = {
  down: () => undefined,
  move: () => undefined,
  up: () => undefined,
  cancel: () => undefined,
  isOpen: false,
  preview: { kind: 'none' },
};

export function makeTools(): Readonly<Record<PaintingTool, Tool>> {
  return {
    brush: nothing,
    eraser: nothing,
    lasso: nothing,
    polygon: nothing,
    rectangle: nothing,
    ellipse: nothing,
    wand: nothing,
    'quick-select': nothing,
  };
}
