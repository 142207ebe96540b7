import Download from '@lucide/svelte/icons/download';
import History from '@lucide/svelte/icons/history';
import ImageUp from '@lucide/svelte/icons/image-up';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';

import type { Language } from '../../../shared/settings.ts';
import type { PictureMenuItem } from '../../gallery/PictureMenu.svelte';
import type { MaskShelf } from './mask-shelf.svelte.ts';
import type { toolWords } from './words.ts';

/** What can be done with masks beside painting them; saving one needs something painted, and the last one must exist. */
export function maskMenu(t: (typeof toolWords)[Language], shelf: MaskShelf, isEmpty: boolean): readonly PictureMenuItem[] {
  return [
    { label: t.importMask, icon: ImageUp, run: () => void shelf.import() },
    ...(isEmpty ? [] : [{ label: t.exportMask, icon: Download, run: () => void shelf.export() }]),
    ...(shelf.hasLast ? [{ label: t.lastMask, icon: RotateCcw, command: 'last-mask' as const, run: () => void shelf.last() }] : []),
    { label: t.earlierMasks, icon: History, run: () => void shelf.lookForEarlier() },
  ];
}
