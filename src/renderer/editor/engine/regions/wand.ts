import { heldCombination } from '../area-modifiers.ts';
import { combine } from '../combine.ts';
import type { Mask } from '../mask.ts';
import type { Colours, Modifiers, PointerSample, Preview, Tool, ToolSettings, ToolWork } from '../tool.ts';
import { AlikePixels } from './alike-pixels.ts';
import { areaOf } from './area-of.ts';
import { fittingColours } from './fitting-colours.ts';
import { everywhere, flood } from './flood.ts';
import { softBorder } from './soft-border.ts';

/** Everything that looks like the pixel that is clicked on, within the tolerance. All is done when it is pressed. */
export class Wand implements Tool {
  readonly isOpen = false;
  readonly preview: Preview = { kind: 'none' };

  down(work: ToolWork, at: PointerSample, modifiers: Modifiers): void {
    const { mask, settings } = work;
    const colours = fittingColours(work);
    const [x, y] = [Math.floor(at.x), Math.floor(at.y)];
    if (colours === null || x < 0 || y < 0 || x >= mask.width || y >= mask.height) return;
    combine(mask, alikeArea(colours, x, y, settings), heldCombination(modifiers, settings.combination));
  }

  move(): void {
    // Where the pointer goes then, changes nothing.
  }

  up(): void {
    // Nor does where it is lifted.
  }

  cancel(): void {
    // There is no gesture to forget.
  }
}

/** What is alike to a pixel: connected with it, or wherever it is. */
function alikeArea(colours: Colours, x: number, y: number, settings: Pick<ToolSettings, 'tolerance' | 'contiguous'>): Mask {
  const at = 4 * (y * colours.width + x);
  const alike = new AlikePixels(colours, [...colours.data.subarray(at, at + 4)], settings.tolerance);
  const set = settings.contiguous ? flood(alike, x, y) : everywhere(alike);
  return areaOf(set, softBorder(colours, set));
}
