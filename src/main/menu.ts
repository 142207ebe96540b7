import type { ContextMenuParams, Menu, MenuItemConstructorOptions, WebContents } from 'electron';

import { commandGroups, commands, type Command, type CommandGroup, type CommandId } from '../shared/command.ts';
import type { Language } from '../shared/settings.ts';
import { words, type MenuRole } from './words.ts';

interface MenuParts {
  readonly platform: NodeJS.Platform;
  readonly choose: (id: CommandId) => void;
}

/** Sets the application menu in that language. Again after the language changed. */
export function showMenu(electronMenu: typeof Menu, language: Language, parts: MenuParts): void {
  electronMenu.setApplicationMenu(electronMenu.buildFromTemplate(menuTemplate(language, parts)));
}

export function menuTemplate(language: Language, parts: MenuParts): MenuItemConstructorOptions[] {
  const { menus } = words[language];
  const mac = parts.platform === 'darwin';
  const roles = (...names: Entry[]): MenuItemConstructorOptions[] => names.map((name) => entry(name, language, mac));
  const group = (id: CommandGroup): MenuItemConstructorOptions => ({ label: menus[id], submenu: itemsOf(id, language, parts) });
  const appMenu: MenuItemConstructorOptions = {
    label: 'Afterglow',
    submenu: roles('about', '-', 'services', '-', 'hide', 'hideOthers', 'unhide', '-', 'quit'),
  };
  return [
    ...(mac ? [appMenu] : []),
    ...commandGroups.filter((id) => id !== 'help').map(group),
    { label: menus.edit, submenu: roles('undo', 'redo', '-', 'cut', 'copy', 'paste', 'selectAll') },
    { label: menus.view, submenu: roles('resetZoom', 'zoomIn', 'zoomOut', '-', 'togglefullscreen') },
    { label: menus.window, submenu: mac ? roles('minimize', 'zoom', '-', 'front', 'close') : roles('minimize', 'close', '-', 'quit') },
    group('help'),
  ];
}

/** Cut, copy and paste for the text that was right-clicked; empty where there is none. */
export function contextTemplate(
  { isEditable, selectionText, editFlags }: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>,
  language: Language,
): MenuItemConstructorOptions[] {
  const { roles } = words[language];
  const copy: MenuItemConstructorOptions = { role: 'copy', label: roles.copy, enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  return [
    { role: 'cut', label: roles.cut, enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: roles.paste, enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: roles.selectAll, enabled: editFlags.canSelectAll },
  ];
}

export function offerContextMenu(contents: Pick<WebContents, 'on'>, electronMenu: typeof Menu, language: () => Language): void {
  contents.on('context-menu', (_event, params) => {
    const template = contextTemplate(params, language());
    if (template.length > 0) electronMenu.buildFromTemplate(template).popup();
  });
}

type Entry = MenuRole | '-';

/** Text is edited by the page itself, so these chords are only shown; zoom, full screen and quitting belong to the menu. */
const ownedByPage: readonly Entry[] = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'];

function entry(name: Entry, language: Language, mac: boolean): MenuItemConstructorOptions {
  if (name === '-') return { type: 'separator' };
  const item = { role: name, label: words[language].roles[name] };
  return ownedByPage.includes(name) && !mac ? { ...item, registerAccelerator: false } : item;
}

function itemsOf(group: CommandGroup, language: Language, { platform, choose }: MenuParts): MenuItemConstructorOptions[] {
  const table = Object.entries(commands) as [CommandId, Command][];
  return table
    .filter(([, command]) => command.menu && command.group === group)
    .map(([id, command]) => ({
      id,
      label: command.label[language],
      ...shown(command, platform),
      click: () => {
        choose(id);
      },
    }));
}

/**
 * The page owns the keyboard. Elsewhere the chord is only displayed. macOS can't display one without registering it
 * (`registerAccelerator` is for Linux and Windows), but there a focused page sees the key first and the menu gets only what the page
 * didn't prevent, so a command still runs once. A bare key could take what is typed into a field, so macOS shows only chords with Cmd.
 */
function shown(command: Command, platform: NodeJS.Platform): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  if (platform !== 'darwin') return { ...chord(command.keys[0]), registerAccelerator: false };
  return chord(command.keys.find((keys) => keys.startsWith('Mod+')));
}

/** A chord of the command table in Electron's spelling. */
export function acceleratorOf(keys: string): string {
  return keys.replace('Mod+', 'CommandOrControl+').replace(/Arrow(?=Left|Right|Up|Down)/, '');
}

function chord(keys: string | undefined): Pick<MenuItemConstructorOptions, 'accelerator'> {
  return keys === undefined ? {} : { accelerator: acceleratorOf(keys) };
}
