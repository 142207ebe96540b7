import type { Mask } from './mask.ts';
import type { MaskCommand } from './mask-command.ts';
import { feather } from './regions/feather.ts';
import { grow, shrink } from './regions/grow.ts';
import { clear, fillAll, invert } from './regions/whole.ts';

type MaskChange = Extract<MaskCommand, { what: 'invert' | 'clear' | 'fill' | 'grow' | 'shrink' | 'feather' }>;

const whole = { invert, clear, fill: fillAll };
const byPx = { grow, shrink, feather };

/** What a command does to the mask. */
export function changeByCommand(mask: Mask, command: MaskChange): void {
  if ('px' in command) byPx[command.what](mask, command.px);
  else whole[command.what](mask);
}
