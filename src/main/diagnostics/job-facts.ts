import { failureCodes, type FailureCode } from '../../shared/failure.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import type { Cost, Job, Task, Waiting } from '../../shared/job.ts';
import type { JournalEvent } from '../jobs/journal.ts';
import { counted, failureOf, hostOf, idOf, lengthOf, timeOf } from './retelling.ts';

/** Names with their values, one to a line. */
export type Facts = readonly (readonly [name: string, value: string])[];

/** How many jobs are in each state. */
export function countsOf(jobs: readonly Job[]): Facts {
  const counts = new Map<string, number>();
  for (const { state } of jobs) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [['all', String(jobs.length)], ...[...counts].map(([state, count]) => [state, String(count)] as const)];
}

/** Everything known of a job but the person's own words and pictures. */
export function jobFacts(job: Job): Facts {
  return [
    ['job', job.id],
    ['state', `${job.state}${'waiting' in job && job.waiting ? `, waiting for ${waitingOf(job.waiting)}` : ''}`],
    ['made', `${timeOf(job.createdAt)}, changed ${timeOf(job.updatedAt)}, place ${job.place}`],
    ['request', requestOf(job.request)],
    ['cost', `${costOf(job.cost)}${job.practice ? ', practice' : ''}`],
    ...('task' in job && job.task ? [['task', taskOf(job.task)] as const] : []),
    ...stateFacts(job),
    ...(job.pictures.length > 0 ? [['saved', String(job.pictures.length)] as const] : []),
  ];
}

function stateFacts(job: Job): Facts {
  return [
    ...('sentAt' in job ? [['sent', timeOf(job.sentAt)] as const] : []),
    ...('why' in job ? [['stopped by', job.why] as const] : []),
    ...('links' in job ? [['links', [job.links.length, ...new Set(job.links.map(hostOf))].join(' ')] as const] : []),
    ...('finishedAt' in job ? [['finished', timeOf(job.finishedAt)] as const] : []),
    ...('failure' in job ? [['failure', failureOf(job.failure)] as const] : []),
  ];
}

function requestOf({ model, size, count, prompt, references, mask, callbackUrl, edit }: GenerationRequest): string {
  return [
    `${idOf(model)} ${idOf(size)}`,
    counted(count, 'picture'),
    `prompt ${lengthOf(prompt)}`,
    counted(references.length, 'reference'),
    ...(mask === null ? [] : ['mask']),
    ...(edit ? [`${edit.mode} edit`] : []),
    ...(callbackUrl === null ? [] : [`callback to ${hostOf(callbackUrl)}`]),
  ].join(', ');
}

function costOf({ estimated, reserved, used, charged }: Cost): string {
  const amount = (credits: number | null): string => (credits === null ? 'not known' : String(credits));
  return `estimated ${amount(estimated)}, reserved ${amount(reserved)}, used ${amount(used)}, charged: ${charged}`;
}

function taskOf({ id, acceptedAt, estimatedSeconds, progress, expectedAt }: Task): string {
  const estimate = estimatedSeconds === null ? 'no estimate' : `estimated ${estimatedSeconds} s`;
  return [
    idOf(id),
    `accepted ${timeOf(acceptedAt)}`,
    estimate,
    `${progress} %`,
    ...(expectedAt === null ? [] : [`expected ${timeOf(expectedAt)}`]),
  ].join(', ');
}

function waitingOf(waiting: Waiting): string {
  return 'until' in waiting ? `${waiting.for} until ${timeOf(waiting.until)}` : waiting.for;
}

/** One line of the journal. */
export function eventLine({ at, jobId, what, detail }: JournalEvent): string {
  const told = detailOf(detail);
  return `${timeOf(at)} ${idOf(jobId)} ${what}${told === '' ? '' : `: ${told}`}`;
}

/** Names whose texts are ids or codes wherever the journal has them. */
const idNames = new Set(['requestId', 'serviceCode', 'taskId', 'id']);
const plainNames = new Set([
  'code',
  'message',
  'replayed',
  'index',
  'at',
  'status',
  'attempts',
  'why',
  'waitedMs',
  'inFlightMs',
  ...idNames,
]);

/** Numbers and yes or no as they are, ids and codes where they are known to be some, of every other text the length. */
function detailOf(detail: unknown): string {
  // The whole job, as it was made: the jobs stand above.
  if (typeof detail === 'object' && detail !== null && 'request' in detail) return '';
  if (typeof detail !== 'object' || detail === null) return detail === null || detail === undefined ? '' : valueOf('', detail);
  return Object.entries(detail)
    .map(([name, value]) => `${plainNames.has(name) ? name : '…'} ${valueOf(name, value)}`)
    .join(', ');
}

function valueOf(name: string, value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'string') return lengthOf(JSON.stringify(value));
  if (name === 'code' && failureCodes.includes(value as FailureCode)) return value;
  return idNames.has(name) ? idOf(value) : lengthOf(value);
}
