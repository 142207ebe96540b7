import Copy from '@lucide/svelte/icons/copy';
import Download from '@lucide/svelte/icons/download';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import Heart from '@lucide/svelte/icons/heart';
import ImagePlus from '@lucide/svelte/icons/image-plus';
import Maximize2 from '@lucide/svelte/icons/maximize-2';
import Paintbrush from '@lucide/svelte/icons/paintbrush';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Trash2 from '@lucide/svelte/icons/trash-2';

import type { Picture } from '../../shared/picture.ts';
import type { Language } from '../../shared/settings.ts';
import type { Router } from '../router.svelte.ts';
import type { MenuAnchor } from './menu-anchor.ts';
import type { Subjects } from './organise/subjects.svelte.ts';
import type { PictureActions } from './picture-actions.ts';
import type { PictureMenuItem } from './PictureMenu.svelte';
import type { pictureWords } from './words.ts';

/** A menu that is open, and what it is about. */
export interface OpenMenu {
  readonly label: string;
  readonly items: readonly PictureMenuItem[];
  readonly anchor: MenuAnchor;
  /** The row of the picture that it is about, if it is about one. */
  readonly row: number | null;
}

/** What the menu of a picture in the trash offers. */
export function trashItems(
  t: { readonly restore: string; readonly deleteForever: string },
  run: Pick<Subjects, 'restore'>,
  ask: () => void,
): readonly PictureMenuItem[] {
  return [
    { label: t.restore, icon: RotateCcw, run: () => void run.restore() },
    { label: t.deleteForever, icon: Trash2, command: 'move-to-trash', tone: 'danger', run: ask },
  ];
}

/** What a tile's menu offers for its picture. */
export function menuItems(
  { id, favourite, source }: Picture,
  actions: PictureActions,
  router: Pick<Router, 'openPicture'>,
  t: (typeof pictureWords)[Language],
): readonly PictureMenuItem[] {
  return [
    { label: t.open, icon: Maximize2, command: 'open-picture', run: () => router.openPicture(id) },
    { label: t.edit, icon: Paintbrush, command: 'edit-picture', run: () => actions.edit(id) },
    { label: t.favourite, icon: Heart, command: 'favourite', run: () => void actions.setFavourite([id], !favourite) },
    { label: t.reuse, icon: RotateCcw, command: 'reuse-settings', run: () => void actions.reuse(id) },
    ...(source === 'edit' ? [{ label: t.sameMask, icon: Paintbrush, run: () => void actions.editAgain(id) }] : []),
    { label: t.useAsReference, icon: ImagePlus, command: 'use-as-reference', run: () => void actions.useAsReference(id) },
    { label: t.copy, icon: Copy, command: 'copy-picture', run: () => void actions.copy(id) },
    { label: t.export, icon: Download, command: 'export-picture', run: () => void actions.export([id]) },
    { label: t.showInFolder, icon: FolderOpen, command: 'show-in-folder', run: () => void actions.showInFolder(id) },
    { label: t.moveToTrash, icon: Trash2, command: 'move-to-trash', tone: 'danger', run: () => void actions.moveToTrash([id]) },
  ];
}
