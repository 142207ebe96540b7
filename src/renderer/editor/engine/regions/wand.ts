import { AreaModifiers } from '../area-modifiers.ts';
import { combine } from '../combine.ts';
import type { Mask } from '../mask.ts';
import type { Colours, PointerSample, Tool, ToolSettings, ToolWork, Modifiers } from '../tool.ts';
import { AlikePixels } from './alike-pixels.ts';
import { areaOf } from './area-of.ts';
import { everywhere, flood } from './flood.ts';
import { softBorder } from './soft-border.ts';

/** Everything that looks like the pixel that is clicked on, within the tolerance. */
export function wandTool(): Tool {
  return {
    down: ({ mask, settings, colours }: ToolWork, at: PointerSample, modifiers: Modifiers) => {
      const [x, y] = [Math.floor(at.x), Math.floor(at.y)];
      if (colours === null || !fits(colours, mask) || x < 0 || y < 0 || x >= mask.width || y >= mask.height) return;
      const { combination } = new AreaModifiers(modifiers, true, settings.combination);
      combine(mask, alikeArea(colours, x, y, settings), combination);
    },
    move: () => undefined,
    up: () => undefined,
    cancel: () => undefined,
    isOpen: false,
    preview: { kind: 'none' },
  };
}

/** While the canvas is being extended, the colours may still be those of another size. */
export function fits(colours: Colours, mask: Mask): boolean {
  return colours.width === mask.width && colours.height === mask.height;
}

/** What is alike to a pixel: connected with it, or wherever it is. */
function alikeArea(colours: Colours, x: number, y: number, settings: Pick<ToolSettings, 'tolerance' | 'contiguous'>): Mask {
  const at = 4 * (y * colours.width + x);
  const alike = new AlikePixels(colours, [...colours.data.subarray(at, at + 4)], settings.tolerance);
  const set = settings.contiguous ? flood(alike, x, y) : everywhere(alike);
  return areaOf(set, softBorder(colours, set));
}
