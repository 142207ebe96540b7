// The small modules about the machine: always the same answers, or what a test has set.
import { EventEmitter } from 'node:events';

import { isReady } from './host.ts';
import { record, standIn } from './recorded.ts';
import { strict } from './strict.ts';

function needsReady(what: string): void {
  if (!isReady()) throw new Error(`The '${what}' module can't be used before the app 'ready' event`);
}

/** `powerMonitor`: tests emit `suspend` and `resume` on it. */
export const powerMonitor = strict(
  'powerMonitor',
  Object.assign(new EventEmitter(), {
    onBatteryPower: false,
    isOnBatteryPower: () => false,
    getSystemIdleState: (): 'active' => 'active',
    getSystemIdleTime: () => 0,
    getCurrentThermalState: (): 'nominal' => 'nominal',
  }),
);

const blockers = new Set<number>();
let lastBlocker = 0;
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start: (type: string): number => {
    record('powerSaveBlocker.start', type);
    blockers.add(++lastBlocker);
    return lastBlocker;
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
});

export const net = strict('net', {
  isOnline: (): boolean => {
    needsReady('net');
    return standIn.online;
  },
  get online(): boolean {
    needsReady('net');
    return standIn.online;
  },
});

const area = { x: 0, y: 0, width: 2560, height: 1440 };
const display = {
  id: 1,
  label: '',
  bounds: area,
  workArea: area,
  size: { width: area.width, height: area.height },
  workAreaSize: { width: area.width, height: area.height },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  colorDepth: 24,
  displayFrequency: 60,
};

/** `screen`: one display, large enough for every test. */
export const screen = strict(
  'screen',
  Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => ready('screen', strict('Display', { ...display })),
    getAllDisplays: () => ready('screen', [strict('Display', { ...display })]),
    getDisplayMatching: () => ready('screen', strict('Display', { ...display })),
    getDisplayNearestPoint: () => ready('screen', strict('Display', { ...display })),
    getCursorScreenPoint: () => ready('screen', { x: 0, y: 0 }),
  }),
);

function ready<T>(what: string, value: T): T {
  needsReady(what);
  return value;
}

/** `safeStorage` says that it can't encrypt, as Electron does on Linux without a keyring. */
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: (): boolean => ready('safeStorage', false),
  getSelectedStorageBackend: (): 'basic_text' => ready('safeStorage', 'basic_text'),
  encryptString: (): Buffer => {
    needsReady('safeStorage');
    throw new Error('Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.');
  },
  decryptString: (): string => {
    needsReady('safeStorage');
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString. Encryption is not available.');
  },
});

export const systemPreferences = strict(
  'systemPreferences',
  Object.assign(new EventEmitter(), {
    getAccentColor: () => '808080ff',
    getAnimationSettings: () => ({ shouldRenderRichAnimation: true, scrollAnimationsEnabledBySystem: true, prefersReducedMotion: false }),
  }),
);

export const crashReporter = strict('crashReporter', {
  start: (options: unknown): void => record('crashReporter.start', options),
  getUploadToServer: (): boolean => false,
  setUploadToServer: (upload: boolean): void => record('crashReporter.setUploadToServer', upload),
  addExtraParameter: (key: string, value: string): void => record('crashReporter.addExtraParameter', key, value),
  getLastCrashReport: () => null,
  getUploadedReports: () => [],
});
