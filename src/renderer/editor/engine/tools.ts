import { BoxTool } from './box-tool.ts';
import { Lasso } from './lasso.ts';
import { Polygon } from './polygon.ts';
import { QuickSelect } from './regions/quick-select.ts';
import { Wand } from './regions/wand.ts';
import { Stroke } from './stroke.ts';
import type { Tool, ToolName } from './tool.ts';

export type PaintingTool = Exclude<ToolName, 'pan'>;

/** One of each; a tool remembers only the gesture it is in, and where the last stroke ended. */
export function makeTools(): Readonly<Record<PaintingTool, Tool>> {
  return {
    brush: new Stroke(255),
    eraser: new Stroke(0),
    lasso: new Lasso(),
    polygon: new Polygon(),
    rectangle: new BoxTool('rectangle'),
    ellipse: new BoxTool('ellipse'),
    wand: new Wand(),
    'quick-select': new QuickSelect(),
  };
}
