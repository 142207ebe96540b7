import { defaultSettings } from '../../shared/settings.ts';
import type { ReportFacts } from './report.ts';

const nothing = { used: 0, reserved: 0, uncertain: 0, refunded: 0 };

/** When everything in these tests happens. */
export const sampleAt = Date.UTC(2026, 10, 22, 9);

export const sampleTask = {
  id: 'task-unified-1-x',
  acceptedAt: sampleAt,
  estimatedSeconds: 100,
  progress: 40,
  expectedAt: sampleAt,
  revisedPrompt: null,
};

/** A machine on which nothing has happened yet. */
export function sampleFacts(change: Partial<ReportFacts> = {}): ReportFacts {
  return {
    at: sampleAt,
    timeZone: 'Europe/Berlin',
    versions: { Afterglow: '0.1.0', Electron: '45.4.1' },
    home: '/home/mia',
    settings: defaultSettings,
    account: { mode: 'key', keyEnding: 'wxyz', storage: 'keychain', keychain: 'ready', balance: null, failure: null },
    library: { folder: '/home/mia/Pictures/Afterglow', isDefault: true, pictures: 12, freeBytes: 5e9, report: null, failure: null },
    notices: [],
    jobs: [],
    paused: false,
    spending: { today: nothing, month: { ...nothing, used: 7.5 } },
    events: [],
    log: [],
    ...change,
  };
}
