// Compiled, never run: the stand-in's members are those of Electron, with signatures that fit.
import type * as Electron from 'electron';

import type { app } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import type { clipboard } from './clipboard.ts';
import type { dialog } from './dialog.ts';
import type { Frame } from './frame.ts';
import type { ipcMain } from './ipc.ts';
import type { Menu, MenuItem } from './menu.ts';
import type { nativeTheme } from './native-theme.ts';
import type { NativeImage } from './native-image.ts';
import type { Notification } from './notification.ts';
import type { Protocol } from './protocol.ts';
import type { Session } from './session.ts';
import type { shell } from './shell.ts';
import type { crashReporter, net, powerMonitor, powerSaveBlocker, safeStorage, screen, systemPreferences } from './system.ts';
import type { UtilityProcess, utilityProcess } from './utility-process.ts';
import type { WebContents } from './web-contents.ts';

/** Members that Electron hasn't. */
type Foreign<Mine, Theirs> = Exclude<keyof Mine, keyof Theirs>;
/** Besides those, members that can't stand where Electron's are expected. */
type Misfit<Mine, Theirs> = { [K in keyof Mine]: K extends keyof Theirs ? (Mine[K] extends Theirs[K] ? never : K) : K }[keyof Mine];
type None<T extends never> = T;

export type Fitting = [
  None<Misfit<typeof shell, Electron.Shell>>,
  None<Misfit<typeof net, Electron.Net>>,
  None<Misfit<typeof powerSaveBlocker, Electron.PowerSaveBlocker>>,
  None<Misfit<typeof safeStorage, Electron.SafeStorage>>,
];

export type Known = [
  None<Foreign<typeof nativeTheme, Electron.NativeTheme>>,
  None<Foreign<typeof ipcMain, Electron.IpcMain>>,
  None<Foreign<NativeImage, Electron.NativeImage>>,
  None<Foreign<typeof app, Electron.App>>,
  None<Foreign<typeof clipboard, Electron.Clipboard>>,
  None<Foreign<typeof dialog, Electron.Dialog>>,
  None<Foreign<typeof utilityProcess, typeof Electron.utilityProcess>>,
  None<Foreign<UtilityProcess, Electron.UtilityProcess>>,
  None<Foreign<typeof crashReporter, Electron.CrashReporter>>,
  None<Foreign<typeof powerMonitor, Electron.PowerMonitor>>,
  None<Foreign<typeof screen, Electron.Screen>>,
  None<Foreign<typeof systemPreferences, Electron.SystemPreferences>>,
  None<Foreign<BrowserWindow, Electron.BrowserWindow>>,
  None<Foreign<WebContents, Electron.WebContents>>,
  None<Foreign<Session, Electron.Session>>,
  None<Foreign<Protocol, Electron.Protocol>>,
  None<Foreign<Frame, Electron.WebFrameMain>>,
  None<Foreign<Menu, Electron.Menu>>,
  // Electron's items have this one, too; its declarations forget it.
  None<Exclude<Foreign<MenuItem, Electron.MenuItem>, 'acceleratorWorksWhenHidden'>>,
  None<Foreign<Notification, Electron.Notification>>,
];
