import type { Account } from '../../shared/account.ts';
import type { StartNotice } from '../../shared/app-info.ts';
import type { FailureData } from '../../shared/failure.ts';
import type { Job } from '../../shared/job.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Spending, SpendingSum } from '../../shared/spending.ts';
import type { JournalEvent } from '../jobs/journal.ts';
import { countsOf, eventLine, jobFacts, type Facts } from './job-facts.ts';
import { logFacts } from './log-facts.ts';
import { placeOf } from './place.ts';
import { baseOf, failureOf, idOf, lengthOf, timeOf } from './retelling.ts';

/** What is known of the library folder; null where it couldn't be found out. */
export interface LibraryFacts {
  readonly folder: string;
  readonly isDefault: boolean;
  readonly pictures: number | null;
  readonly freeBytes: number | null;
  /** What opening it had to put right. */
  readonly report: { readonly rebuilt: boolean; readonly damagedIndexKeptAs: string | null; readonly unreadableRecords: number } | null;
  readonly failure: FailureData | null;
}

/** Everything that a report is written from, before anything is left out of it. */
export interface ReportFacts {
  readonly at: number;
  readonly timeZone: string;
  readonly versions: Readonly<Record<string, string>>;
  /** The person's home folder. */
  readonly home: string;
  readonly settings: Settings;
  readonly account: Account;
  readonly library: LibraryFacts;
  readonly notices: readonly StartNotice[];
  readonly jobs: readonly Job[];
  readonly paused: boolean;
  readonly spending: Spending;
  /** Oldest first; a failure where the journal can't be read. */
  readonly events: readonly JournalEvent[] | FailureData;
  readonly log: readonly string[];
}

/** How many of the jobs that failed are told in full, newest first. */
const failedTold = 50;

/** The report as plain text. `intro` says, in the person's language, what it is and what isn't in it. */
export function reportText(facts: ReportFacts, intro: string): string {
  const { jobs } = facts;
  const open = jobs.filter(({ state }) => state !== 'done' && state !== 'failed');
  const failed = jobs.filter(({ state }) => state === 'failed').slice(0, failedTold);
  return [
    `Afterglow: diagnostics report\nWritten ${timeOf(facts.at)} (${facts.timeZone})\n\n${intro}`,
    section('Versions', lines(Object.entries(facts.versions))),
    section('Settings', lines(settingsFacts(facts))),
    section('Account', lines(accountFacts(facts.account))),
    section('Library', lines(libraryFacts(facts))),
    section(
      'Said at the start',
      facts.notices.map(({ what }) => what),
    ),
    section('Spending, in credits', lines(spendingFacts(facts.spending))),
    section('Jobs', lines([...countsOf(jobs), ['queue', facts.paused ? 'paused' : 'not paused']])),
    section(`Open jobs (${open.length})`, open.flatMap(jobLines)),
    section(`Jobs that failed (the latest ${failed.length})`, failed.flatMap(jobLines)),
    section(
      'Journal (oldest first)',
      'code' in facts.events ? [`could not be read: ${failureOf(facts.events)}`] : facts.events.map(eventLine),
    ),
    section('Log (oldest first)', logFacts(facts.log)),
  ].join('\n\n');
}

function section(title: string, content: readonly string[]): string {
  return `== ${title}\n${content.length === 0 ? 'nothing' : content.join('\n')}`;
}

function lines(facts: Facts): readonly string[] {
  return facts.map(([name, value]) => `${name.padEnd(16)} ${value}`);
}

function jobLines(job: Job): readonly string[] {
  const [name, ...rest] = lines(jobFacts(job));
  return [name ?? '', ...rest.map((line) => `  ${line}`)];
}

/** None of the settings is secret, but a folder names a person, and an address may hold more than a host. */
function settingsFacts({ settings, home }: ReportFacts): Facts {
  const { apiUrl, filesUrl, model, libraryFolder, ...rest } = settings;
  return [
    ['apiUrl', baseOf(apiUrl)],
    ['filesUrl', baseOf(filesUrl)],
    ['model', idOf(model)],
    ['libraryFolder', libraryFolder === '' ? 'the default' : placeOf(libraryFolder, home)],
    ...Object.entries(rest).map(([name, value]) => [name, value === null ? 'none' : String(value)] as const),
  ];
}

function accountFacts({ mode, keyEnding, storage, keychain, balance, failure }: Account): Facts {
  return [
    ['mode', mode],
    ['key', keyEnding === null ? 'none' : `ends in ${keyEnding}, kept in ${storage ?? 'nothing'}`],
    ['keychain', keychain],
    ['balance', balance === null ? 'not known' : `${balance.credits} credits at ${timeOf(balance.at)}`],
    ...(balance?.keyCredits === null || balance === null ? [] : [['key limit', `${balance.keyCredits} credits left`] as const]),
    ...(failure === null ? [] : [['failure', failureOf(failure)] as const]),
  ];
}

function libraryFacts({ library, home }: ReportFacts): Facts {
  const { folder, isDefault, pictures, freeBytes, report, failure } = library;
  return [
    ['folder', `${placeOf(folder, home)} ${isDefault ? '(the default)' : '(chosen)'}, path ${lengthOf(folder)}`],
    ['pictures', pictures === null ? 'not known' : String(pictures)],
    ['free', freeBytes === null ? 'not known' : `${Math.floor(freeBytes / 1_000_000)} MB`],
    ...(report === null
      ? []
      : [
          [
            'index',
            `${report.rebuilt ? 'made anew' : 'as it was'}${report.damagedIndexKeptAs === null ? '' : ', a damaged one was kept'}`,
          ] as const,
          ['records', `${report.unreadableRecords} could not be read`] as const,
        ]),
    ...(failure === null ? [] : [['failure', failureOf(failure)] as const]),
  ];
}

function spendingFacts({ today, month }: Spending): Facts {
  const told = ({ used, reserved, uncertain, refunded }: SpendingSum): string =>
    `used ${used}, reserved ${reserved}, uncertain ${uncertain}, refunded ${refunded}`;
  return [
    ['today', told(today)],
    ['month', told(month)],
  ];
}
