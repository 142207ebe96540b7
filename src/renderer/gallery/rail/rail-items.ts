import ArrowDownRight from '@lucide/svelte/icons/corner-down-right';
import ArrowUpLeft from '@lucide/svelte/icons/corner-left-up';
import FolderPlus from '@lucide/svelte/icons/folder-plus';
import Pencil from '@lucide/svelte/icons/pencil';
import Trash2 from '@lucide/svelte/icons/trash-2';

import type { Collection } from '../../../shared/picture.ts';
import type { Language } from '../../../shared/settings.ts';
import type { PictureMenuItem } from '../PictureMenu.svelte';
import { stepOf } from './collection-tree.ts';
import type { RailActions } from './rail-actions.ts';
import type { railWords } from './words.ts';

export type RailItem = PictureMenuItem;
type Words = (typeof railWords)[Language];

/** What the menu of a saved search offers. */
export function searchItems(t: Words, run: { readonly rename: () => void; readonly remove: () => void }): readonly RailItem[] {
  return [
    { label: t.rename, icon: Pencil, run: run.rename },
    { label: t.remove, icon: Trash2, tone: 'danger', run: run.remove },
  ];
}

interface About {
  readonly collection: Collection;
  readonly collections: readonly Collection[];
  readonly language: Language;
  readonly actions: RailActions;
  readonly name: (what: 'rename' | 'inside') => void;
}

/** What the menu of a collection offers. */
export function collectionItems(t: Words, { collection, collections, language, actions, name }: About): readonly RailItem[] {
  const nameOf = (id: string): string => collections.find((other) => other.id === id)?.name ?? '';
  const into = stepOf(collections, language, collection.id, 'in');
  const out = stepOf(collections, language, collection.id, 'out');
  const move = (parent: string | null) => () => void actions.moveCollection(collection, parent);
  return [
    { label: t.rename, icon: Pencil, run: () => name('rename') },
    { label: t.newInside, icon: FolderPlus, run: () => name('inside') },
    ...(typeof into === 'string' ? [{ label: t.moveIn(nameOf(into)), icon: ArrowDownRight, run: move(into) }] : []),
    ...(out === undefined ? [] : [{ label: t.moveOut(nameOf(collection.parent ?? '')), icon: ArrowUpLeft, run: move(out) }]),
    { label: t.remove, icon: Trash2, tone: 'danger', run: () => void actions.removeCollection(collection) },
  ];
}
