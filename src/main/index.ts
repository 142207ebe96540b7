import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';

import {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';

import type { AppInfo } from '../shared/app-info.ts';
import type { AnnounceNews } from '../shared/bridge.ts';
import type { CommandId } from '../shared/command.ts';
import { Attention } from './attention.ts';
import { handlersOf, links } from './bridge/handlers.ts';
import { announceTo, answerPage } from './bridge/ipc.ts';
import { senderCheck } from './bridge/sender.ts';
import { coalesced } from './coalesced.ts';
import { Core } from './core.ts';
import { electronDesktop } from './desktop.ts';
import { diagnosticsReport, type Witnesses } from './diagnostics/diagnostics.ts';
import { versions } from './diagnostics/versions.ts';
import { systemClock } from './jobs/clock.ts';
import { startUtilityProcess } from './library-process/utility-process.ts';
import { LibraryTasks } from './library-tasks.ts';
import { Log } from './log.ts';
import { offerContextMenu, showMenu } from './menu.ts';
import { Page } from './page.ts';
import { readEnvironment } from './paths.ts';
import { answerFrom, pageFilesIn } from './protocol.ts';
import { beforeQuitting } from './quitting.ts';
import { whenBackOnline } from './resumption.ts';
import { declareScheme, guardContents, guardSession, sandboxEveryPage } from './security.ts';
import { openShelf } from './settings/electron-shelf.ts';
import { remembered } from './settings/remembered.ts';
import type { Shelf } from './settings/shelf.ts';
import { openWindow } from './window.ts';
import { languageIn, languageOf, words } from './words.ts';

// Before the app is ready: where its files are, what its page may do, and that there is only one of it.
const { paths, addresses } = surroundings();
app.setName('Afterglow');
app.setAppUserModelId('app.afterglow'); // without it Windows shows no notifications
app.setPath('userData', paths.userData);
declareScheme(protocol);
sandboxEveryPage(app);
const page = new Page();
guardContents(app, { page, shell, links: Object.values(links) });
const systemLanguage = (): AppInfo['systemLanguage'] => languageOf(app.getPreferredSystemLanguages()[0] ?? app.getLocale());
const mainWindow = () => BrowserWindow.getAllWindows()[0] ?? null;

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

/** The environment, or a sentence in the terminal and the end. */
function surroundings(): ReturnType<typeof readEnvironment> {
  try {
    return readEnvironment(process.env, (name) => app.getPath(name));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function start(): void {
  const log = new Log({ folder: paths.logs, echo: !app.isPackaged });
  process.on('uncaughtException', (error) => log.error('Unexpected', error));
  process.on('unhandledRejection', (error) => log.error('Unexpected', error));
  guardSession(session.defaultSession);

  const { shelf, keptAs } = openShelf(paths.userData, 'settings');
  const core = new Core({
    paths,
    addresses,
    shelf,
    userAgent: `Afterglow/${app.getVersion()} (${process.platform})`,
    clock: systemClock,
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    hide: (key) => log.hide(key),
    startLibraryProcess: () => startUtilityProcess(utilityProcess, path.join(import.meta.dirname, 'library-process.js')),
    unexpected: (error) => log.error('Unexpected', error),
    step: () => undefined,
  });
  if (keptAs !== null) core.notices.add({ what: 'settings-damaged', keptAs });

  answerQuestions(core, log);
  const announce = announceTo(() => BrowserWindow.getAllWindows());
  const attention = spreadNews(core, announce);
  const open = (): void => openMainWindow(core, shelf, attention);
  open();
  trustSystemCertificates();
  core.start();
  attention.update(core.jobs.list());
  followTheSystem(core, open, (error) => log.error('Unexpected', error));
}

/** The page's questions over the bridge, and its pictures and files over `app://`. */
function answerQuestions(core: Core, log: Log): void {
  const { account, settings, draft, library, libraries, jobs } = core;
  const theWords = () => words[languageIn(settings.get(), systemLanguage())];
  const handlers = handlersOf({
    ...{ account, settings, draft, library, libraries, jobs },
    libraryTasks: new LibraryTasks(),
    dialog,
    shell,
    copyPng: (png) => clipboard.write([new ClipboardItem({ 'image/png': new Blob([png], { type: 'image/png' }) })]),
    startDrag: ([file = '', ...others], icon) =>
      mainWindow()?.webContents.startDrag({ file, files: [file, ...others], icon: nativeImage.createFromBuffer(Buffer.from(icon)) }),
    window: mainWindow,
    words: theWords,
    info: () => ({
      version: app.getVersion(),
      platform: process.platform as AppInfo['platform'],
      systemLanguage: systemLanguage(),
      libraryFolder: library.folder,
      notices: core.notices.all,
    }),
    report: () => diagnosticsReport(core, witnesses(log), theWords().reportIntro),
  });
  const isOurs = senderCheck(page, () => BrowserWindow.getAllWindows().map(({ webContents }) => webContents));
  answerPage(ipcMain, handlers, isOurs, (channel, error) => log.error(`Unexpected in ${channel}`, error));
  const pageFiles = pageFilesIn(path.join(import.meta.dirname, '../renderer'));
  protocol.handle('app', answerFrom({ pageFiles, pictureFile: (sort, id) => library.fileOf(sort, id) }));
}

function witnesses(log: Log): Witnesses {
  return {
    versions: versions({ app: app.getVersion(), packaged: app.isPackaged, language: systemLanguage() }),
    home: os.homedir(),
    lastLogLines: (count) => log.lastLines(count),
    redact: (text) => log.redacted(text),
    now: () => systemClock.now(),
  };
}

/** Whatever changes is told to the page, and to a person who is looking elsewhere. */
function spreadNews({ jobs, library, moving, account, settings, notices }: Core, announce: AnnounceNews): Attention {
  const language = (): AppInfo['systemLanguage'] => languageIn(settings.get(), systemLanguage());
  const choose = (id: CommandId): void => announce('app.commandChosen', id);
  const desktop = electronDesktop({ app, Notification, platform: process.platform, window: mainWindow });
  const attention = new Attention({ desktop, words: () => words[language()], wanted: () => settings.get().notifications, choose });
  const showAttention = coalesced(systemClock, () => attention.update(jobs.list()));
  jobs.onChanged((job) => {
    announce('jobs.changed', job);
    showAttention();
  });
  notices.onAdded((all) => announce('app.noticed', all));
  jobs.queue.onChanged((state) => announce('queue.changed', state));
  library.onChanged((revision) => announce('pictures.changed', revision));
  for (const part of [library, moving]) part.onTask((task) => announce('library.task', task));
  account.onChanged((now) => announce('account.changed', now));
  const applySettings = (): void => {
    nativeTheme.themeSource = settings.get().theme;
    showMenu(Menu, language(), { platform: process.platform, choose });
  };
  settings.onChanged((now) => {
    announce('settings.changed', now);
    applySettings();
  });
  applySettings();
  app.on('second-instance', () => desktop.bringForward());
  return attention;
}

function openMainWindow({ settings, library }: Core, shelf: Shelf, attention: Attention): void {
  const window = openWindow({
    BrowserWindow,
    nativeTheme,
    workAreas: screen.getAllDisplays().map(({ workArea }) => workArea),
    platform: process.platform,
    preload: path.join(import.meta.dirname, '../preload/index.cjs'),
    page,
    place: remembered(shelf, 'window'),
  });
  offerContextMenu(window.webContents, Menu, () => languageIn(settings.get(), systemLanguage()));
  window.on('focus', () => {
    attention.seen();
    void library.lookAgain();
  });
}

/** Wakes up with the machine, comes back with the network, and quits only when what was paid for is written down. */
function followTheSystem(core: Core, open: () => void, unexpected: (error: unknown) => void): void {
  powerMonitor.on('resume', () => core.jobs.hurry());
  const stopLooking = whenBackOnline(
    systemClock,
    () => net.isOnline(),
    () => core.jobs.hurry(),
  );
  app.on('activate', () => {
    if (mainWindow() === null) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  const finish = (): Promise<void> => {
    stopLooking();
    return core.close();
  };
  beforeQuitting(app, finish, unexpected);
}

/** Certificates that the person or their company added to the system, beside the built-in ones: Node alone doesn't know them. */
function trustSystemCertificates(): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
}
