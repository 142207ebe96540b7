import type { Shell } from 'electron';

import type { AppInfo } from '../../shared/app-info.ts';
import type { BridgeHandlers } from '../../shared/bridge.ts';
import type { CurrentAccount } from '../account/current-account.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { CurrentSettings } from '../settings/current-settings.ts';
import type { DraftStore } from '../settings/draft-store.ts';
import { ledgerCsv } from '../jobs/ledger-csv.ts';
import { editHandlers } from './edit-handlers.ts';
import { inputHandlers, type InputDesk } from './input-handlers.ts';
import { collectionHandlers, libraryHandlers, searchHandlers, type LibraryDesk } from './library-handlers.ts';
import { pictureHandlers, type PictureDesk } from './picture-handlers.ts';
import { saveAs } from './save-as.ts';

/** The pages that the app links to. Nothing else is ever opened in the browser. */
export const links = {
  'get-a-key': 'https://evolink.ai/dashboard/keys',
  pricing: 'https://evolink.ai/dashboard/billing',
  'api-page': 'https://docs.evolink.ai/en/api-manual/image-series/gpt-4o/gpt-4o-image-generation',
} as const;

export interface AppParts extends InputDesk, PictureDesk, LibraryDesk {
  readonly dialog: InputDesk['dialog'] & LibraryDesk['dialog'];
  readonly info: () => AppInfo;
  /** What support needs to know, as text. */
  readonly report: () => Promise<string>;
  readonly account: CurrentAccount;
  readonly settings: CurrentSettings;
  readonly draft: DraftStore;
  readonly jobs: Jobs;
  readonly shell: Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem'>;
}

/** Everything the page may ask, each answered by the part that it is about. */
export function handlersOf(parts: AppParts): BridgeHandlers {
  const { account, settings, draft, jobs } = parts;
  return {
    app: {
      info: parts.info,
      openLink: (name) => parts.shell.openExternal(links[name]),
      saveReport: () => saveReport(parts),
    },
    account: {
      get: () => account.get(),
      saveKey: async (key) => {
        const saved = await account.saveKey(key);
        // Also when nothing of the account has changed: the same key may have been mended at the service.
        jobs.goOn();
        return saved;
      },
      removeKey: () => account.removeKey(),
      startPractice: () => account.startPractice(),
      leavePractice: () => account.leavePractice(),
      refreshBalance: () => account.refreshBalance(),
    },
    settings: {
      get: () => settings.get(),
      change: (patch) => settings.change(patch),
    },
    draft: { load: () => draft.load(), save: (given) => draft.save(given) },
    inputs: inputHandlers(parts),
    edits: editHandlers(parts),
    jobs: {
      list: () => jobs.list(),
      submit: ({ request, again }) => jobs.submit(request, again),
      estimate: (priced) => jobs.estimate(priced),
      cancel: (id) => jobs.queue.cancel(id),
      takeBack: (id) => jobs.queue.takeBack(id),
      stopWatching: (id) => jobs.stopWatching(id),
      watchAgain: (id) => jobs.watchAgain(id),
      tryAgain: (id) => jobs.tryAgain(id),
      checkAgain: (id) => jobs.checkAgain(id),
      sendAgain: (id) => jobs.sendAgain(id),
      giveUp: (id) => jobs.giveUp(id),
    },
    queue: {
      get: () => jobs.queue.state(),
      pause: () => jobs.queue.pause(),
      resume: () => jobs.queue.resume(),
      move: ({ id, before }) => jobs.queue.move(id, before),
      cancelAll: () => jobs.queue.cancelAll(),
    },
    spending: { get: () => jobs.spending(), exportLedger: () => exportLedger(parts) },
    pictures: pictureHandlers(parts),
    collections: collectionHandlers(parts),
    searches: searchHandlers(parts),
    library: libraryHandlers(parts),
  };
}

function exportLedger(parts: AppParts): Promise<boolean> {
  const suggestion = { title: parts.words().exportLedger, name: 'afterglow-ledger.csv', kind: ['CSV', 'csv'] } as const;
  return saveAs(parts, suggestion, () => ledgerCsv([...parts.jobs.list()].reverse()));
}

function saveReport(parts: AppParts): Promise<boolean> {
  const { saveReport: title, textFiles } = parts.words();
  return saveAs(parts, { title, name: 'afterglow-report.txt', kind: [textFiles, 'txt'] }, parts.report);
}
