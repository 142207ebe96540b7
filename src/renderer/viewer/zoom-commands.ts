import type { CommandHandlers } from '../commands.ts';
import type { Zooming } from './zooming.svelte.ts';

/** The keys for looking closer. */
export function zoomCommands(zooming: Zooming): CommandHandlers {
  return {
    'zoom-fit': () => zooming.fit(),
    'zoom-actual': () => zooming.actual(),
    'zoom-in': () => zooming.step(1),
    'zoom-out': () => zooming.step(-1),
    'pan-left': () => zooming.look(-1, 0),
    'pan-right': () => zooming.look(1, 0),
    'pan-up': () => zooming.look(0, -1),
    'pan-down': () => zooming.look(0, 1),
  };
}
