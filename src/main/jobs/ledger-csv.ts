import type { Job } from '../../shared/job.ts';

const columns = [
  'job',
  'task',
  'created',
  'finished',
  'state',
  'model',
  'size',
  'asked for',
  'pictures',
  'practice',
  'credits estimated',
  'credits reserved',
  'credits used',
  'credits uncertain',
  'charge',
  'prompt',
] as const;

/** The ledger of all jobs as CSV (RFC 4180, UTF-8 with a byte order mark so that spreadsheets read Chinese), oldest first. */
export function ledgerCsv(jobs: readonly Job[]): string {
  const rows = [columns, ...jobs.map(rowOf)];
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function rowOf(job: Job): readonly (string | number | null)[] {
  const { cost, request } = job;
  return [
    job.id,
    'task' in job ? (job.task?.id ?? null) : null,
    new Date(job.createdAt).toISOString(),
    'finishedAt' in job ? new Date(job.finishedAt).toISOString() : null,
    job.state,
    request.model,
    request.size,
    request.count,
    job.pictures.length,
    job.practice ? 'yes' : 'no',
    cost.estimated,
    cost.reserved,
    cost.used,
    cost.doubtful ?? 0,
    cost.charged,
    request.prompt,
  ];
}

/** A text that a spreadsheet would take for a formula gets an apostrophe, which spreadsheets hide. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
