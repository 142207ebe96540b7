import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { clipboard, ClipboardItem } from './clipboard.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import { Notification } from './notification.ts';
import { registerSchemesAsPrivileged } from './protocol.ts';
import type { ProtocolHandler } from './protocol.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { missing, strict } from './strict.ts';
import { crashReporter, net, powerMonitor, powerSaveBlocker, safeStorage, screen, systemPreferences } from './system.ts';
import { utilityProcess } from './utility-process.ts';
import { WebContents } from './web-contents.ts';

const protocol = strict('protocol', {
  registerSchemesAsPrivileged,
  handle: (scheme: string, handler: ProtocolHandler) => session.defaultSession.protocol.handle(scheme, handler),
  unhandle: (scheme: string) => session.defaultSession.protocol.unhandle(scheme),
  isProtocolHandled: (scheme: string) => session.defaultSession.protocol.isProtocolHandled(scheme),
});

/** What `import … from 'electron'` gives. */
const implemented = {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  utilityProcess,
  webContents: WebContents,
};

/** A name that Electron has and we haven't can be imported, and fails at its first use. */
const MISSING = [
  'autoUpdater',
  'BaseWindow',
  'BrowserView',
  'contentTracing',
  'desktopCapturer',
  'globalShortcut',
  'ImageView',
  'inAppPurchase',
  'IpcMainServiceWorker',
  'MessageChannelMain',
  'netLog',
  'pushNotifications',
  'ShareMenu',
  'TouchBar',
  'Tray',
  'View',
  'WebContentsView',
  'webFrameMain',
  'WebSocket',
];

export const electron = strict('', Object.assign({}, Object.fromEntries(MISSING.map((name) => [name, missing(name)])), implemented));
