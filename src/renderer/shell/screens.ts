import type { Component } from 'svelte';

import type { Screen } from '../router.svelte.ts';

/** Screens other than the first one are loaded when they are first opened. */
export const laterScreens: Readonly<Record<Exclude<Screen, 'create'>, () => Promise<{ default: Component }>>> = {
  gallery: () => import('../gallery/GalleryScreen.svelte'),
  activity: () => import('../activity/ActivityScreen.svelte'),
  settings: () => import('../settings/SettingsScreen.svelte'),
};

/** The viewer, of one picture or of several that are compared, lies above any screen. */
export const loadViewer = (): Promise<{ default: Component }> => import('../viewer/Viewer.svelte');

/** Going through pictures lies above the viewer too. */
export const loadCurate = () => import('../gallery/curate/CurateScreen.svelte');

/** So does the editor. */
export const loadEditor = () => import('../editor/EditorScreen.svelte');

export const loadIntake = () => import('../editor/intake/intake.ts');

/** What came of long work on the library, and how to export. */
export const loadLibraryLayer = () => import('../library/LibraryLayer.svelte');

export const loadTaskDock = () => import('../library/TaskDock.svelte');

export const loadLibraryActions = () => import('../library/library-actions.ts');

export const loadShortcuts = () => import('./ShortcutsDialog.svelte');
