import type { App, Protocol, Session, Shell, WebContents, WebPreferences } from 'electron';

import type { Page } from './page.ts';

// Electron's own list of 20 points, one function per rule. What a window is made with is `lockedPreferences`;
// the content policy goes out with the page (protocol.ts), the sender check stands before every answer (bridge/sender.ts).

/** Gives `app://` the rights of a web origin. Once, before the app is ready. */
export function declareScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Before the app is ready: no page runs outside the system's sandbox, whatever a window asks for. */
export function sandboxEveryPage(app: Pick<App, 'enableSandbox'>): void {
  app.enableSandbox();
}

/** What every window is made with. The defaults are said out loud, so that a change of them changes nothing here. */
export function lockedPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  };
}

/** The one thing that the page may do beyond its own window: put text on the clipboard ("Copy prompt"). It can't read what is there. */
const onlyPermission = 'clipboard-sanitized-write';

/** Electron approves every permission unless it is told not to. */
export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === onlyPermission);
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === onlyPermission);
  session.setDevicePermissionHandler(() => false);
}

/** The spell checker downloads its dictionaries from a server that nobody asked for. */
function turnSpellCheckerOff(session: Pick<Session, 'setSpellCheckerEnabled'>): void {
  session.setSpellCheckerEnabled(false);
}

/** Neither the page, nor a frame in it, nor an answer that redirects leads anywhere but to our own page. */
function stayOnPage(contents: Pick<WebContents, 'on'>, page: Page): void {
  const refuseStrangers = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!page.owns(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuseStrangers);
  contents.on('will-frame-navigate', refuseStrangers);
  contents.on('will-redirect', refuseStrangers);
}

function refuseWebviews(contents: Pick<WebContents, 'on'>): void {
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

/** No page opens a window. One of the pages that we link to opens in the person's browser instead. */
function openLinksOutside(
  contents: Pick<WebContents, 'setWindowOpenHandler'>,
  shell: Pick<Shell, 'openExternal'>,
  links: readonly string[],
): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isLinked(url, links)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Whether the address is, part by part, one of those that we link to, over https. */
function isLinked(url: string, links: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { href, protocol } = new URL(url);
  return protocol === 'https:' && links.some((link) => new URL(link).href === href);
}

/** Applies the rules to everything that can show a page, now and later. Before the first window. */
export function guardContents(
  app: Pick<App, 'on'>,
  { page, shell, links }: { readonly page: Page; readonly shell: Pick<Shell, 'openExternal'>; readonly links: readonly string[] },
): void {
  app.on('web-contents-created', (_event, contents) => {
    stayOnPage(contents, page);
    refuseWebviews(contents);
    openLinksOutside(contents, shell, links);
  });
}

/** Once the app is ready. */
export function guardSession(session: Session): void {
  denyPermissions(session);
  turnSpellCheckerOff(session);
}
