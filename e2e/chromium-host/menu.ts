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

  constructor(template: ItemTemplate) {
    const role = roleOf(template.role);
    this.id = template.id ?? '';
    this.role = template.role?.toLowerCase();
    this.label = template.label ?? role?.label ?? '';
    this.sublabel = template.sublabel ?? '';
    this.toolTip = template.toolTip ?? '';
    const submenu = template.submenu ?? role?.submenu?.map((name): ItemTemplate => (name === '-' ? { type: 'separator' } : { role: name }));
    this.submenu = submenu && !(submenu instanceof Menu) ? Menu.buildFromTemplate(submenu) : submenu;
    this.type = template.type ?? (this.submenu ? 'submenu' : 'normal');
    this.accelerator = template.accelerator ?? role?.accelerator;
    this.registerAccelerator = template.registerAccelerator ?? !role?.keyIsThePages;
    this.acceleratorWorksWhenHidden = template.acceleratorWorksWhenHidden ?? true;
    this.enabled = template.enabled ?? true;
    this.visible = template.visible ?? true;
    this.checked = template.checked ?? false;
    this.click = (
      event = {},
      window: unknown = focusedWindow() ?? undefined,
      contents: unknown = (window as BrowserWindow | undefined)?.webContents,
    ) => {
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.#chooseAmongNeighbours();
      if (role?.run) role.run(window as BrowserWindow | undefined, contents as WebContents | undefined);
      else template.click?.(this as never, window as never, event as never);
    };
  }

  #chooseAmongNeighbours(): void {
    for (const item of this.menu?.items ?? []) if (item.type === 'radio') item.checked = item === this;
  }
}
strictClass('MenuItem', MenuItem);

let applicationMenu: Menu | null = null;

export class Menu extends EventEmitter {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (ItemTemplate | MenuItem)[]): Menu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(checked(item)));
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
  const search = (menu: Menu | undefined, shown: boolean): MenuItem | undefined => {
    for (const item of menu?.items ?? []) {
      const visible = shown && item.visible;
      const works = item.enabled && item.registerAccelerator && (visible || item.acceleratorWorksWhenHidden);
      if (works && item.accelerator !== undefined && matches(item.accelerator, press)) return item;
      const deeper = item.enabled ? search(item.submenu, visible) : undefined;
      if (deeper) return deeper;
    }
    return undefined;
  };
  return search(applicationMenu ?? undefined, true);
}
