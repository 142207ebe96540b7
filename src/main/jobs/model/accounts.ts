import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { Job, Task } from '../../../shared/job.ts';
import type { LedgerEntry } from '../../practice/ledger.ts';
import type { Scene } from './command.ts';

const creditsPerPicture = 2.5;

/** The service's ledger against what the person was told: every charge belongs to a job that says so. */
export function checkBooks(scene: Scene): void {
  for (const entry of scene.world.server.ledger) checkEntry(scene, entry);
  checkClicks(scene);
  checkFree(scene);
}

function checkEntry(scene: Scene, entry: LedgerEntry): void {
  const { told } = scene;
  const owners = told.jobs.filter((job) => taskOf(job)?.id === entry.taskId);
  if (owners.length > 1) throw new Error(`${owners.map(({ id }) => told.nameOf(id)).join(' and ')} claim the same task`);
  const [owner] = owners;
  const request = requestOf(scene, entry);
  if (!owner) {
    checkOrphan(scene, entry, request);
    return;
  }
  if (request !== null && request !== owner.request.callbackUrl)
    throw new Error(`${told.nameOf(owner.id)} has the task of another request`);
  const wrong = wrongCost(owner, entry);
  if (wrong !== null) throw new Error(`${told.nameOf(owner.id)} is ${owner.state}, its task ${entry.state}, and ${wrong}`);
}

/** What it cost, by the service's own word, or that this isn't known; never less than it was. */
function wrongCost(job: Job, { state, charged }: LedgerEntry): string | null {
  const { cost, pictures } = job;
  if (cost.used !== null && state !== 'reserved' && cost.used !== charged) return `it says ${cost.used} for ${charged} credits`;
  if (state !== 'refunded' && (cost.charged === 'no' || cost.charged === 'refunded')) return `it says that this cost nothing`;
  if (job.state === 'done' && pictures.length * creditsPerPicture !== charged)
    return `has ${pictures.length} pictures for ${charged} credits`;
  return null;
}

/** A charge that no job owns: its answer was lost, and the person gave it up or sent it again knowing that. */
function checkOrphan({ told }: Scene, { taskId }: LedgerEntry, request: string | null): void {
  const isExplained = told.jobs.some(
    (job) => (request === null || job.request.callbackUrl === request) && (job.cost.charged === 'unknown' || told.sentAgain.has(job.id)),
  );
  if (!isExplained) throw new Error(`Nobody knows of ${taskId} (${request ?? 'unfinished'}), which was charged`);
}

function checkClicks({ told, world }: Scene): void {
  const charges = new Map<string, number>();
  for (const { url } of world.server.callbacks) charges.set(url, (charges.get(url) ?? 0) + 1);
  for (const [url, count] of charges) {
    if (count > told.clicksOn(url)) throw new Error(`${count} charges for ${told.clicksOn(url)} clicks on ${url}`);
  }
}

/** Whoever says that nothing was charged was never charged, as far as the service tells its requests apart. */
function checkFree({ told, world }: Scene): void {
  const charged = new Set(world.server.ledger.map(({ idempotencyKey }) => idempotencyKey));
  const liar = told.jobs.find(({ id, cost }) => cost.charged === 'no' && charged.has(id));
  if (liar) throw new Error(`${told.nameOf(liar.id)} is ${liar.state} and says that nothing was charged`);
}

/** The request that an ended task came from: its callback address is the request's own. */
function requestOf({ world }: Scene, { taskId }: LedgerEntry): string | null {
  return world.server.callbacks.find(({ body }) => body['id'] === taskId)?.url ?? null;
}

function taskOf(job: Job): Task | null {
  return 'task' in job ? job.task : null;
}

/** Each picture of each job is in the library, whole, and is the one that was made for it. */
export async function checkPictures({ told, world }: Scene): Promise<void> {
  const { library } = world.engine;
  for (const job of told.jobs) {
    for (const picture of job.pictures) {
      const file = await library.fileOf('picture', picture);
      if (!file) throw new Error(`A picture of ${told.nameOf(job.id)} isn't in the library`);
      const hash = createHash('sha256')
        .update(await readFile(file.path))
        .digest('hex');
      if (hash !== picture) throw new Error(`A picture of ${told.nameOf(job.id)} is damaged`);
      const { jobId, taskId } = await library.details(picture);
      if (jobId !== job.id || taskId !== taskOf(job)?.id) throw new Error(`A picture of ${told.nameOf(job.id)} is of another job`);
    }
  }
}
