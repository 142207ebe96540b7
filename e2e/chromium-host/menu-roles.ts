import { app } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import type { WebContents } from './web-contents.ts';

interface Role {
  readonly label: string;
  readonly accelerator?: string;
  /** Chromium has this key itself; the menu only shows it. */
  readonly keyIsThePages?: boolean;
  readonly run?: (window: BrowserWindow | undefined, contents: WebContents | undefined) => void;
  readonly submenu?: readonly string[];
}

const isMac = process.platform === 'darwin';

const ROLES: Readonly<Record<string, Role>> = {
  about: { label: 'About', run: () => app.showAboutPanel() },
  close: { label: isMac ? 'Close Window' : 'Close', accelerator: 'CommandOrControl+W', run: (window) => window?.close() },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', run: (window) => window?.minimize() },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', run: () => app.quit() },
  reload: { label: 'Reload', accelerator: 'CommandOrControl+R', run: (_, contents) => contents?.reload() },
  forcereload: { label: 'Force Reload', accelerator: 'Shift+CommandOrControl+R', run: (_, contents) => contents?.reloadIgnoringCache() },
  toggledevtools: {
    label: 'Toggle Developer Tools',
    accelerator: isMac ? 'Alt+Command+I' : 'Ctrl+Shift+I',
    run: (_, contents) => contents?.toggleDevTools(),
  },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: isMac ? 'Control+Command+F' : 'F11',
    run: (window) => window?.setFullScreen(!window.isFullScreen()),
  },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0', run: (_, contents) => contents?.setZoomLevel(0) },
  zoomin: {
    label: 'Zoom In',
    accelerator: 'CommandOrControl+Plus',
    run: (_, contents) => contents?.setZoomLevel(contents.getZoomLevel() + 0.5),
  },
  zoomout: {
    label: 'Zoom Out',
    accelerator: 'CommandOrControl+-',
    run: (_, contents) => contents?.setZoomLevel(contents.getZoomLevel() - 0.5),
  },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z', keyIsThePages: true, run: (_, contents) => contents?.undo() },
  redo: { label: 'Redo', accelerator: 'Shift+CommandOrControl+Z', keyIsThePages: true, run: (_, contents) => contents?.redo() },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X', keyIsThePages: true, run: (_, contents) => contents?.cut() },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C', keyIsThePages: true, run: (_, contents) => contents?.copy() },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V', keyIsThePages: true, run: (_, contents) => contents?.paste() },
  pasteandmatchstyle: {
    label: 'Paste and Match Style',
    accelerator: 'Shift+CommandOrControl+V',
    keyIsThePages: true,
    run: (_, contents) => contents?.pasteAndMatchStyle(),
  },
  delete: { label: 'Delete', run: (_, contents) => contents?.delete() },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A', keyIsThePages: true, run: (_, contents) => contents?.selectAll() },
  front: { label: 'Bring All to Front' },
  help: { label: 'Help' },
  hide: { label: 'Hide', accelerator: 'Command+H' },
  hideothers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
  unhide: { label: 'Show All' },
  services: { label: 'Services' },
  window: { label: 'Window' },
  zoom: { label: 'Zoom' },
  appmenu: { label: 'App', submenu: ['about', '-', 'services', '-', 'hide', 'hideOthers', 'unhide', '-', 'quit'] },
  filemenu: { label: 'File', submenu: [isMac ? 'close' : 'quit'] },
  editmenu: { label: 'Edit', submenu: ['undo', 'redo', '-', 'cut', 'copy', 'paste', 'delete', '-', 'selectAll'] },
  viewmenu: {
    label: 'View',
    submenu: ['reload', 'forceReload', 'toggleDevTools', '-', 'resetZoom', 'zoomIn', 'zoomOut', '-', 'togglefullscreen'],
  },
  windowmenu: { label: 'Window', submenu: isMac ? ['minimize', 'zoom', '-', 'front'] : ['minimize', 'zoom', 'close'] },
};

export function roleOf(name: string | undefined): Role | undefined {
  if (name === undefined) return undefined;
  const role = ROLES[name.toLowerCase()];
  if (!role) throw new Error(`The menu role '${name}' is not implemented by the stand-in`);
  return role;
}
