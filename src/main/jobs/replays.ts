import type { FailureData } from '../../shared/failure.ts';
import type { JobIn } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import type { GenerationBody, Submission } from '../evolink/evolink.ts';
import { Experience } from './experience.ts';
import { generationBody } from './generation-body.ts';
import type { JobParts } from './parts.ts';
import { restMs } from './refused-for-now.ts';
import { lostSendings, sealOf, sendingOf, type LostSending } from './sendings.ts';
import { takenOn } from './taking-on.ts';
import { rememberedLinks } from './uploader.ts';

/** After the last sending was lost, before the first, second and third time that it is sent again. */
const pausesMs = [5_000, 30_000, 90_000];
/** How often to see whether the person lets things be sent again. */
const pausedLookMs = 30_000;
/**
 * Since the first sending. Services that remember keys do so for hours, gateways in between at least for their own time-outs;
 * what is learnt about one request must not be trusted for another that is much older.
 */
const trustedForMs = 5 * 60_000;
/** A service may change its ways: what was seen longer ago than this isn't relied upon. */
const learntForMs = 30 * 24 * 3_600_000;

/**
 * The one exception from "never sent again by itself": where an answer has carried `Idempotency-Replayed`, the same key with
 * the same bytes gets the first task, if there is one. So a lost answer may be asked for by sending once more.
 */
export class Replays {
  readonly #parts: JobParts;
  readonly #accepted: (job: JobIn<'running'>) => void;
  readonly #paused: () => boolean;
  readonly #experience: Experience;
  readonly #notBefore = new Map<string, number>();
  readonly #underWay = new Set<Promise<void>>();
  #stopped = false;

  /** `paused`: whether the person wants nothing to be sent for now. */
  constructor(parts: JobParts, accepted: (job: JobIn<'running'>) => void, paused: () => boolean) {
    this.#parts = parts;
    this.#accepted = accepted;
    this.#paused = paused;
    this.#experience = new Experience(parts);
  }

  /** How long until a lost request may be sent again by itself, in ms; null: it may not, the person decides. */
  waitMs(access: Access, job: JobIn<'unknown'>): number | null {
    if (isConflict(job.failure) || !this.#isLearnt(access)) return null;
    const now = this.#parts.clock.now();
    const events = this.#parts.journal.events(job.id);
    const lost = lostSendings(events, now);
    const [first, last] = [lost[0], lost.at(-1)];
    const pauseMs = pausesMs[events.filter(({ what }) => what === 'sent again by itself').length];
    if (!first || !last || pauseMs === undefined || !this.#areEqual(access, job, lost)) return null;
    const at = Math.max(now, last.lostAt + pauseMs, this.#notBefore.get(job.id) ?? 0);
    if (Math.abs(at - first.sentAt) > trustedForMs) return null;
    return Math.max(at - now, this.#paused() ? pausedLookMs : 0);
  }

  #isLearnt({ apiUrl }: Access): boolean {
    const learntAt = this.#parts.journal.learntAt(apiUrl, 'replays');
    return learntAt !== null && this.#parts.clock.now() - learntAt <= learntForMs;
  }

  /** Whichever of the sendings arrived, what is sent now must be the same to the last byte, to the same address with the same key. */
  #areEqual(access: Access, job: JobIn<'unknown'>, lost: readonly LostSending[]): boolean {
    const body = this.#bodyOf(access, job);
    const seal = body && sealOf(access, job.id, body);
    return lost.every((sending) => sending.seal?.request === seal?.request && seal !== null);
  }

  /** Sends once more. Whatever comes of it, the job is in the journal as it then is: running, or unknown as before. */
  async send(access: Access, job: JobIn<'unknown'>): Promise<void> {
    const body = this.#bodyOf(access, job);
    if (body === null || this.#stopped) return;
    const sending = this.#pay(access, job, body);
    this.#underWay.add(sending);
    await sending.finally(() => this.#underWay.delete(sending));
  }

  /** Sends nothing more; settles when nothing is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.allSettled(this.#underWay);
  }

  /** `sentAt` stays that of the first sending: what ends here is still that request. */
  async #pay(access: Access, job: JobIn<'unknown'>, body: GenerationBody): Promise<void> {
    const { book, evolink, step } = this.#parts;
    const submitting = book.move(
      job,
      { state: 'submitting', sentAt: job.sentAt },
      'sent again by itself',
      {},
      sendingOf(evolink, access, job.id, body),
    );
    await step('submitting', job.id);
    const submission = await evolink.submit(access, body, job.id);
    await step('answered', job.id);
    if (submission.outcome === 'accepted') await this.#accept(access, submitting, submission);
    else this.#stillUnknown(submitting, job.failure, submission);
  }

  async #accept(access: Access, job: JobIn<'submitting'>, submission: Submission & { outcome: 'accepted' }): Promise<void> {
    const running = takenOn(this.#parts, job, submission, { apiUrl: access.apiUrl, isKeyHonoured: true });
    await this.#parts.step('accepted', job.id);
    this.#accepted(running);
    const { creditsReserved } = submission.acceptance;
    if (creditsReserved !== null) this.#experience.learnPrice(job, creditsReserved);
  }

  /** What didn't leave, or was refused, was refused to this sending: it says nothing about the one before. */
  #stillUnknown(job: JobIn<'submitting'>, before: FailureData, submission: Exclude<Submission, { outcome: 'accepted' }>): void {
    const { book, clock } = this.#parts;
    const now = clock.now();
    if (submission.outcome === 'refused')
      this.#notBefore.set(job.id, now + (submission.retryAfterMs ?? restMs(submission.failure.code) ?? 0));
    const isLost = submission.outcome === 'unknown';
    const failure = isLost ? { ...idOf(before), ...submission.failure.toData() } : before;
    const [what, detail] = isLost
      ? ['answer lost', { inFlightMs: Math.max(0, now - job.updatedAt) }]
      : ['still unknown', submission.failure.toData()];
    book.witness(job, { state: 'unknown', sentAt: job.sentAt, failure }, what, {}, detail);
  }

  /** Null when a link that went along is gone. */
  #bodyOf(access: Access, { request }: JobIn<'unknown'>): GenerationBody | null {
    const links = rememberedLinks(this.#parts, access, request);
    return links && generationBody(request, links);
  }
}

/** Support can ask for any of the sendings, so an earlier request id is better than none. */
function idOf({ requestId }: FailureData): Pick<FailureData, 'requestId'> {
  return requestId === undefined ? {} : { requestId };
}

/** The key was used with another request: what was sent is not what we think it was. In the old form of errors the code has an ending. */
function isConflict({ serviceCode }: FailureData): boolean {
  return serviceCode?.startsWith('idempotency_conflict') ?? false;
}
