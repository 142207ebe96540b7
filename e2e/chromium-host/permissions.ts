import { toAlias } from './alias.ts';
import { browser, isReady } from './host.ts';

export type PermissionCheck = (contents: never, permission: never, origin: string, details: never) => boolean;
export type PermissionRequest = (contents: never, permission: never, callback: (granted: boolean) => void, details: never) => void;

// Electron's names and those of the DevTools protocol.
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'display-capture': ['display-capture'],
  geolocation: ['geolocation'],
  'idle-detection': ['idle-detection'],
  'local-fonts': ['local-fonts'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  notifications: ['notifications'],
  'persistent-storage': ['persistent-storage'],
  'screen-wake-lock': ['screen-wake-lock'],
  'storage-access': ['storage-access'],
  'window-management': ['window-management'],
};

const visited = new Map<string, object>();

/**
 * Chromium can't ask us at the moment a page asks it, so the app's handlers are asked for every permission beforehand: when they are set,
 * and when a window arrives at an origin. Without a handler everything is granted, as Electron does.
 */
export async function applyPermissions(
  check: PermissionCheck | null,
  request: PermissionRequest | null,
  arrival?: { readonly contents: object; readonly origin: string },
): Promise<void> {
  if (!isReady()) return;
  if (arrival) visited.set(arrival.origin, arrival.contents);
  const origins = arrival ? [[arrival.origin, arrival.contents] as const] : [...visited];
  await Promise.all(
    origins.flatMap(([origin, contents]) => Object.keys(NAMES).map((name) => decide(check, request, contents, origin, name))),
  );
}

async function decide(
  check: PermissionCheck | null,
  request: PermissionRequest | null,
  contents: object,
  origin: string,
  name: string,
): Promise<void> {
  const details = {
    isMainFrame: true,
    requestingUrl: `${origin}/`,
    securityOrigin: `${origin}/`,
    requestingOrigin: origin,
    mediaTypes: [],
  } as never;
  const checked = check ? check(contents as never, name as never, origin, details) : true;
  const granted =
    checked && (!request || (await new Promise<boolean>((resolve) => request(contents as never, name as never, resolve, details))));
  for (const permission of NAMES[name] ?? []) {
    const alias = toAlias(origin).replace(/\/$/, '');
    browser().tell('Browser.setPermission', { permission: { name: permission }, setting: granted ? 'granted' : 'denied', origin: alias });
  }
}
