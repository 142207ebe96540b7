import type { CommandHandlers } from '../../commands.ts';
import type { PictureActions } from '../picture-actions.ts';
import type { Subjects } from './subjects.svelte.ts';

/** What the screen itself does for commands. */
export interface ScreenCommands {
  readonly search: () => unknown;
  readonly filter: () => unknown;
  readonly saveSearch: () => unknown;
  readonly newCollection: () => void;
  readonly toggleRail: () => void;
  readonly editTags: () => unknown;
  readonly editCollections: () => unknown;
  readonly openPicture: (id: string) => void;
  readonly askToDelete: () => void;
  /** False when there was nothing to leave. */
  readonly leave: () => boolean;
}

/** The commands of the gallery: in the trash only those that lead out of it. */
export function galleryCommands(subjects: Subjects, actions: PictureActions, screen: ScreenCommands, inTrash: boolean): CommandHandlers {
  const always: CommandHandlers = {
    search: screen.search,
    filter: screen.filter,
    'new-collection': screen.newCollection,
    'toggle-rail': screen.toggleRail,
    undo: () => actions.undo(),
    close: screen.leave,
  };
  const withSome = (act: () => unknown) => (): unknown => (subjects.rows.length > 0 ? void act() : false);
  if (inTrash) return { ...always, 'move-to-trash': withSome(screen.askToDelete) };
  return {
    ...always,
    'save-search': screen.saveSearch,
    curate: subjects.curate,
    favourite: withSome(subjects.favourite),
    'rate-0': withSome(() => subjects.rate(0)),
    'rate-1': withSome(() => subjects.rate(1)),
    'rate-2': withSome(() => subjects.rate(2)),
    'rate-3': withSome(() => subjects.rate(3)),
    'rate-4': withSome(() => subjects.rate(4)),
    'rate-5': withSome(() => subjects.rate(5)),
    pick: withSome(() => subjects.flag('picked')),
    reject: withSome(() => subjects.flag('rejected')),
    'edit-tags': screen.editTags,
    'edit-collections': screen.editCollections,
    'compare-pictures': withSome(subjects.compare),
    'export-picture': withSome(subjects.export),
    'move-to-trash': withSome(subjects.trash),
    'reuse-settings': () => subjects.withOne((id) => void actions.reuse(id)),
    'use-as-reference': () => subjects.withOne((id) => void actions.useAsReference(id)),
    'edit-picture': () => subjects.withOne((id) => actions.edit(id)),
    'copy-picture': () => subjects.withOne((id) => void actions.copy(id)),
    'show-in-folder': () => subjects.withOne((id) => void actions.showInFolder(id)),
    'open-picture': () => subjects.withOne(screen.openPicture),
  };
}
