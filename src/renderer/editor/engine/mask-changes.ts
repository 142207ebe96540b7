import type { Mask } from './mask.ts';
import type { MaskCommand } from './mask-command.ts';
import { grow, shrink } from './regions/grow.ts';
import { clear, fillAll, invert } from './regions/whole.ts';

type MaskChange = Extract<MaskCommand, { what: 'invert' | 'clear' | 'fill' | 'grow' | 'shrink' | 'feather' }>;

/** What a command does to the mask. */
export function changeByCommand(mask: Mask, command: MaskChange): void {
  switch (command.what) {
    case 'invert':
      return invert(mask);
    case 'clear':
      return clear(mask);
    case 'fill':
      return fillAll(mask);
    case 'grow':
      return grow(mask, command.px);
    case 'shrink':
      return shrink(mask, command.px);
    case 'feather':
      return undefined;
  }
}
