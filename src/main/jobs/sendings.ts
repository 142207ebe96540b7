import { createHmac } from 'node:crypto';

import * as v from 'valibot';

import type { Access } from '../evolink/access.ts';
import { paidPatience, type Evolink, type GenerationBody } from '../evolink/evolink.ts';
import type { AheadMs } from '../evolink/service-clock.ts';
import type { JournalEvent } from './journal.ts';

/**
 * What a paid request was, so that it can be told whether another one would be the same: digests under the key, which tell
 * nothing about it. `account` stands for the key alone, `request` for key, address and body to the last byte.
 */
const Seal = v.object({ account: v.string(), request: v.string() });
export type Seal = v.InferOutput<typeof Seal>;

export function sealOf({ key, apiUrl }: Access, jobId: string, body: GenerationBody | null): Seal {
  const digest = (text: string): string => createHmac('sha256', key).update(`${jobId} ${text}`).digest('hex').slice(0, 16);
  return { account: digest('account'), request: digest(`${apiUrl} ${JSON.stringify(body)}`) };
}

const WithClock = v.object({ aheadMs: v.tuple([v.number(), v.number()]) });

/** What is written down of a paid request before it leaves. */
export function sendingOf(
  evolink: Evolink,
  access: Access,
  jobId: string,
  body: GenerationBody,
): Seal & { readonly aheadMs: AheadMs | null } {
  return { ...sealOf(access, jobId, body), aheadMs: evolink.aheadOf(access) };
}

/** A paid request that left, or may have, and got no answer. */
export interface LostSending {
  readonly sentAt: number;
  /** When it was found lost; when nobody knows (the app ended), the latest moment at which it can have been under way. */
  readonly lostAt: number;
  /** Null in what version 0.1 wrote. */
  readonly seal: Seal | null;
  /** How far the service's clock was before ours then; null when nothing had told. */
  readonly aheadMs: AheadMs | null;
}

const sent: ReadonlySet<string> = new Set(['submitting', 'sent again by itself']);
const Lost = v.object({ inFlightMs: v.pipe(v.number(), v.minValue(0)) });

/** The sendings of a job whose outcome is unknown, as its events tell; one that is under way counts. */
export function lostSendings(events: readonly JournalEvent[], now: number): LostSending[] {
  const lost: LostSending[] = [];
  let open: JournalEvent | null = null;
  for (const event of events) {
    if (open && event.what === 'answer lost') lost.push(lostSending(open, event.detail));
    open = sent.has(event.what) ? event : null;
  }
  if (open) lost.push(lostSending(open, { inFlightMs: Math.max(paidPatience.totalMs, now - open.at) }));
  return lost;
}

function lostSending({ at, detail }: JournalEvent, end: unknown): LostSending {
  const seal = v.safeParse(Seal, detail);
  const clock = v.safeParse(WithClock, detail);
  const told = v.safeParse(Lost, end);
  const inFlightMs = told.success ? told.output.inFlightMs : paidPatience.totalMs;
  return {
    sentAt: at,
    lostAt: at + inFlightMs,
    seal: seal.success ? seal.output : null,
    aheadMs: clock.success ? clock.output.aheadMs : null,
  };
}

const Replayed = v.object({ replayed: v.literal(true) });

/** The sendings that may have made a task nobody has claimed yet. */
export function unclaimedSendings(events: readonly JournalEvent[], now: number): LostSending[] {
  const lost = lostSendings(events, now);
  // All sendings of a job share a key. Where that is honoured, they have one task between them.
  if (events.some(({ what, detail }) => what === 'accepted' && v.is(Replayed, detail))) return [];
  return lost.length === 1 && events.some(({ what }) => what === 'found again') ? [] : lost;
}
