import type { Colours, ToolWork } from '../tool.ts';

/** The picture's colours, if they are there and of the mask's size: while the canvas is being extended, they may still be of another one. */
export function fittingColours({ mask, colours }: ToolWork): Colours | null {
  return colours !== null && colours.width === mask.width && colours.height === mask.height ? colours : null;
}
