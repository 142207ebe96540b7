import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';

import { commands, type Command, type CommandId } from '../shared/command.ts';
import { languages } from '../shared/settings.ts';
import { acceleratorOf, contextTemplate, menuTemplate } from './menu.ts';
import { words } from './words.ts';

const platforms = ['linux', 'darwin', 'win32'] as const;
const itemsOf = (template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
const menuItems = (language: (typeof languages)[number], platform: NodeJS.Platform, choose: (id: CommandId) => void = () => undefined) =>
  itemsOf(menuTemplate(language, { platform, choose }));

test.each(languages)('every command that wants to stands in the menu once, in %s', (language) => {
  const ids = menuItems(language, 'linux').flatMap(({ id }) => id ?? []);
  const table = Object.entries<Command>(commands).filter(([, command]) => command.menu);
  expect(ids).toEqual(table.map(([id]) => id));
  for (const [id, { label }] of table) expect(menuItems(language, 'linux').find((item) => item.id === id)?.label).toBe(label[language]);
});

test('choosing an item chooses its command', () => {
  const chosen: string[] = [];
  for (const item of menuItems('en', 'linux', (id) => chosen.push(id))) item.click?.({} as never, undefined, {});
  expect(chosen).toContain('go-gallery');
  expect(chosen).toHaveLength(Object.values<Command>(commands).filter(({ menu }) => menu).length);
});

test.each(['linux', 'win32'] as const)(
  'on %s the menu shows the chords of commands and of editing, and leaves the keys to the page',
  (platform) => {
    const items = menuItems('en', platform);
    for (const item of items.filter(({ id }) => id !== undefined)) expect(item.registerAccelerator).toBe(false);
    expect(items.find(({ id }) => id === 'generate')?.accelerator).toBe('CommandOrControl+Enter');
    expect(items.find(({ id }) => id === 'shortcuts')?.accelerator).toBe('?');
    expect(items.find(({ role }) => role === 'undo')?.registerAccelerator).toBe(false);
    expect(items.find(({ role }) => role === 'zoomIn')).not.toHaveProperty('registerAccelerator');
  },
);

test('on macOS, which registers what it shows, no bare key is taken from a text field', () => {
  const accelerators = menuItems('en', 'darwin').flatMap(({ accelerator }) => accelerator ?? []);
  expect(accelerators.length).toBeGreaterThan(5);
  for (const accelerator of accelerators) expect(accelerator).toMatch(/^CommandOrControl\+/);
});

test('only macOS has an application menu, and everyone can quit', () => {
  expect(menuTemplate('en', { platform: 'darwin', choose: () => undefined })[0]?.label).toBe('Afterglow');
  expect(menuTemplate('en', { platform: 'linux', choose: () => undefined })[0]?.label).toBe('Go');
  for (const platform of platforms) expect(menuItems('en', platform).filter(({ role }) => role === 'quit')).toHaveLength(1);
});

test('every item says something in both languages, and not the same', () => {
  for (const platform of platforms) {
    const [english, chinese] = languages.map((language) => menuItems(language, platform).filter(({ type }) => type !== 'separator'));
    for (const [index, item] of (english ?? []).entries()) {
      if (item.label === 'Afterglow') continue;
      expect(item.label).toMatch(/\w/);
      expect(chinese?.[index]?.label).toMatch(/\p{Script=Han}/u);
    }
  }
});

test('chords are spelt as Electron spells them', () => {
  expect(['Mod+1', 'Mod+Shift+R', 'ArrowLeft', '?'].map(acceleratorOf)).toEqual([
    'CommandOrControl+1',
    'CommandOrControl+Shift+R',
    'Left',
    '?',
  ]);
});

const editFlags = { canCopy: true, canCut: false, canPaste: true, canSelectAll: true } as never;

test('a text field offers cut, copy and paste, each where it can be done', () => {
  const template = contextTemplate({ isEditable: true, selectionText: '', editFlags }, 'zh-CN');
  expect(template.map(({ role, enabled }) => [role, enabled])).toEqual([
    ['cut', false],
    ['copy', true],
    ['paste', true],
    [undefined, undefined],
    ['selectAll', true],
  ]);
  expect(template[0]?.label).toBe(words['zh-CN'].roles.cut);
});

test('selected text can be copied, and elsewhere there is no menu', () => {
  expect(contextTemplate({ isEditable: false, selectionText: 'a fox', editFlags }, 'en')).toMatchObject([{ role: 'copy', label: 'Copy' }]);
  expect(contextTemplate({ isEditable: false, selectionText: ' ', editFlags }, 'en')).toEqual([]);
});
