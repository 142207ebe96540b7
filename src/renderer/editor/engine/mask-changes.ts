import type { Mask } from './mask.ts';
import type { MaskCommand } from './mask-command.ts';
import { grow, shrink } from './regions/grow.ts';
import { clear, fillAll, invert } from './regions/whole.ts';

type MaskChange = Extract<MaskCommand, { what: 'invert' | 'clear' | 'fill' | 'grow' | 'shrink' | 'feather' }>;

/** What a command does to the mask. */
export function changeByCommand(mask: Mask, command: MaskChange): void {
  if (command.what === 'invert') invert(mask);
  else if (command.what === 'clear') clear(mask);
  else if (command.what === 'fill') fillAll(mask);
  else if (command.what === 'grow') grow(mask, command.px);
  else if (command.what === 'shrink') shrink(mask, command.px);
}
