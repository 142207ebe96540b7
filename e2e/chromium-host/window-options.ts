export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly minWidth?: number;
  readonly minHeight?: number;
  readonly x?: number;
  readonly y?: number;
  readonly show?: boolean;
  readonly title?: string;
  readonly autoHideMenuBar?: boolean;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

/** Refuses what the stand-in would have to fake: a page is always sandboxed, isolated, in the default session. */
export function checkPreferences({ webPreferences = {} }: WindowOptions): { readonly preload: string | undefined } {
  const { sandbox, nodeIntegration, contextIsolation, webSecurity, preload } = webPreferences;
  const refused = Object.entries({
    'sandbox: false': sandbox === false,
    'nodeIntegration: true': nodeIntegration === true,
    'nodeIntegrationInSubFrames: true': webPreferences['nodeIntegrationInSubFrames'] === true,
    'nodeIntegrationInWorker: true': webPreferences['nodeIntegrationInWorker'] === true,
    'contextIsolation: false': contextIsolation === false,
    'webSecurity: false': webSecurity === false,
    'allowRunningInsecureContent: true': webPreferences['allowRunningInsecureContent'] === true,
    'webviewTag: true': webPreferences['webviewTag'] === true,
    'a partition or session of its own': webPreferences['partition'] !== undefined,
  }).flatMap(([what, found]) => (found ? [what] : []));
  if (refused.length > 0) throw new Error(`The stand-in can't honour ${refused.join(', ')}`);
  return { preload: preload as string | undefined };
}

/** How a window begins, Electron's defaults filled in. */
export function beginningOf({ width = 800, height = 600, x = 0, y = 0, minWidth = 0, minHeight = 0, title, ...options }: WindowOptions) {
  const { show = true, autoHideMenuBar = false } = options;
  return { bounds: { x, y, width, height }, minimum: [minWidth, minHeight] as const, title, show, autoHideMenuBar };
}
