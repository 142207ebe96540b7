import { Failure, type FailureData } from '../../shared/failure.ts';
import type { Core } from '../core.ts';
import { errorCode } from '../files/disk-failure.ts';
import { freeBytesOf } from '../files/free-space.ts';
import { reportText, type LibraryFacts, type ReportFacts } from './report.ts';

const eventsTold = 500;
const logLinesTold = 400;
/** A network drive may never answer, and a report is wanted just then. */
const patienceMs = 5_000;

/** What a report needs beside the core. */
export interface Witnesses {
  /** Of the app and what it runs on, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly home: string;
  readonly lastLogLines: (count: number) => readonly string[];
  /** Takes every key out of a text, in whatever spelling. */
  readonly redact: (text: string) => string;
  readonly now: () => number;
}

/** Writes the report for a support request: what happened, and nothing of what the person wrote, drew or is called. */
export async function diagnosticsReport(core: Core, witnesses: Witnesses, intro: string): Promise<string> {
  const facts: ReportFacts = {
    at: witnesses.now(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    versions: witnesses.versions,
    home: witnesses.home,
    settings: core.settings.get(),
    account: core.account.get(),
    library: await libraryFacts(core),
    notices: core.notices.all,
    jobs: core.jobs.list(),
    paused: core.jobs.queue.state().paused,
    spending: core.jobs.spending(),
    events: lastEvents(core),
    log: witnesses.lastLogLines(logLinesTold),
  };
  return witnesses.redact(`${reportText(facts, intro)}\n`);
}

/** A damaged journal is what the report may be about. */
function lastEvents(core: Core): ReportFacts['events'] {
  try {
    return core.lastEvents(eventsTold);
  } catch (error) {
    return asData(error);
  }
}

async function libraryFacts({ library, settings }: Core): Promise<LibraryFacts> {
  const { folder } = library;
  const isDefault = settings.get().libraryFolder === '';
  const freeBytes = await inTime(freeBytesOf(folder)).catch(() => null);
  try {
    const open = await inTime(library.ready());
    return { folder, isDefault, freeBytes, pictures: await inTime(open.total()), report: open.report, failure: null };
  } catch (error) {
    return { folder, isDefault, freeBytes, pictures: null, report: null, failure: asData(error) };
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Failure('timed-out', 'The disk did not answer.')), patienceMs);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function asData(error: unknown): FailureData {
  return error instanceof Failure ? error.toData() : { code: 'unexpected', message: errorCode(error) };
}
