import { EventEmitter } from 'node:events';

import { matches } from './accelerator.ts';
import type { BrowserWindow } from './browser-window.ts';
import { electronEvent } from './event.ts';
import { roleOf } from './menu-roles.ts';
import type { KeyPress } from './page-watch.ts';
import { record } from './recorded.ts';
import { focusedWindow } from './registry.ts';
import { strictClass } from './strict.ts';
import type { WebContents } from './web-contents.ts';

type ItemType = 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio' | 'header' | 'palette';
export interface ItemTemplate {
  readonly id?: string;
  readonly label?: string;
  readonly sublabel?: string;
  readonly toolTip?: string;
  readonly type?: ItemType;
  readonly role?: string;
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly registerAccelerator?: boolean;
  readonly acceleratorWorksWhenHidden?: boolean;
  readonly submenu?: readonly ItemTemplate[] | Menu;
  readonly click?: (item: never, window: never, event: never) => void;
}

const DEFAULTS = { id: '', sublabel: '', toolTip: '', acceleratorWorksWhenHidden: true, enabled: true, visible: true, checked: false };

let lastCommand = 0;

export class MenuItem {
  readonly commandId = ++lastCommand;
  readonly id: string;
  label: string;
  sublabel: string;
  toolTip: string;
  readonly type: ItemType;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly registerAccelerator: boolean;
  readonly acceleratorWorksWhenHidden: boolean;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  menu: Menu | undefined;
  readonly click: (event?: object, window?: unknown, contents?: unknown) => void;

  constructor(given: ItemTemplate) {
    const role = roleOf(given.role);
    const template = { ...DEFAULTS, label: role?.label ?? '', ...given };
    this.id = template.id;
    this.role = template.role?.toLowerCase();
    this.label = template.label;
    this.sublabel = template.sublabel;
    this.toolTip = template.toolTip;
    this.submenu = submenuOf(given);
    this.type = given.type ?? (this.submenu ? 'submenu' : 'normal');
    this.accelerator = given.accelerator ?? role?.accelerator;
    this.registerAccelerator = given.registerAccelerator ?? !role?.keyIsThePages;
    this.acceleratorWorksWhenHidden = template.acceleratorWorksWhenHidden;
    this.enabled = template.enabled;
    this.visible = template.visible;
    this.checked = template.checked;
    this.click = (
      event = {},
      window: unknown = focusedWindow() ?? undefined,
      contents: unknown = (window as BrowserWindow | undefined)?.webContents,
    ) => {
      this.#check();
      if (role?.run) role.run(window as BrowserWindow | undefined, contents as WebContents | undefined);
      else given.click?.(this as never, window as never, event as never);
    };
  }

  #check(): void {
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') this.#chooseAmongNeighbours();
  }

  #chooseAmongNeighbours(): void {
    for (const item of this.menu?.items ?? []) if (item.type === 'radio') item.checked = item === this;
  }
}
strictClass('MenuItem', MenuItem);

function submenuOf({ submenu, role }: ItemTemplate): Menu | undefined {
  if (submenu instanceof Menu) return submenu;
  const items = submenu ?? roleOf(role)?.submenu?.map((name): ItemTemplate => (name === '-' ? { type: 'separator' } : { role: name }));
  return items && Menu.buildFromTemplate(items);
}

let applicationMenu: Menu | null = null;

export class Menu extends EventEmitter {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (ItemTemplate | MenuItem)[]): Menu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(checked(item as ItemTemplate)));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('Invalid menu');
    applicationMenu = menu;
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item);
  }
  insert(position: number, item: MenuItem): void {
    item.menu = this;
    this.items.splice(position, 0, item);
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
  popup(options: { readonly callback?: () => void } = {}): void {
    record(
      'Menu.popup',
      this.items.map(({ label }) => label),
    );
    this.emit('menu-will-show', electronEvent({}));
    queueMicrotask(() => this.closePopup());
    queueMicrotask(() => options.callback?.());
  }
  closePopup(): void {
    this.emit('menu-will-close', electronEvent({}));
  }
}
strictClass('Menu', Menu);

function checked(item: ItemTemplate): ItemTemplate {
  if (item.label === undefined && item.role === undefined && item.type !== 'separator') {
    throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
  }
  return item;
}

/** The application menu's item that this key belongs to. */
export function applicationMenuItem(press: KeyPress): MenuItem | undefined {
  return applicationMenu ? itemFor(press, applicationMenu, true) : undefined;
}

function itemFor(press: KeyPress, menu: Menu, shown: boolean): MenuItem | undefined {
  for (const item of menu.items.filter(({ enabled }) => enabled)) {
    const visible = shown && item.visible;
    if (hasKey(item, visible, press)) return item;
    const deeper = item.submenu && itemFor(press, item.submenu, visible);
    if (deeper) return deeper;
  }
  return undefined;
}

function hasKey({ accelerator, registerAccelerator, acceleratorWorksWhenHidden }: MenuItem, visible: boolean, press: KeyPress): boolean {
  return accelerator !== undefined && registerAccelerator && (visible || acceleratorWorksWhenHidden) && matches(accelerator, press);
}
