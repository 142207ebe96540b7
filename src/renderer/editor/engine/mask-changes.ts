import type { Mask } from './mask.ts';
import type { MaskCommand } from './mask-command.ts';

type Change = Extract<MaskCommand, { what: 'invert' | 'clear' | 'fill' | 'grow' | 'shrink' | 'feather' }>;

/** What a command does to the mask. */
export function changeByCommand(mask: Mask, command: Change): void {
  if (command.what === 'clear') mask.fill(mask.canvas, 0);
  else if (command.what === 'fill') mask.fill(mask.canvas, 255);
}
