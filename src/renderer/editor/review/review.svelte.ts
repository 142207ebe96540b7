import type { Bridge, Kept } from '../../../shared/bridge.ts';
import type { Edit } from '../../../shared/edit.ts';
import { Failure } from '../../../shared/failure.ts';
import type { Job } from '../../../shared/job.ts';
import { addressOf } from '../address-of.ts';
import type { ShownAnswer } from '../canvas/messages.ts';
import type { PaintedMask } from '../edit-memory.ts';
import { isSameExtent } from '../engine/extending.ts';
import { Answer } from './answer.svelte.ts';

/** What is looked at: the answer where the mask is, all of it as it came, or what it changed without being asked. */
export const views = ['mark', 'raw', 'heat'] as const;
export type View = (typeof views)[number];

/** Softer than that, no edge can be told any more. */
const softestPx = 400;
/** The feather's slider reaches at least so far. */
const leastReachPx = 24;

/** The answers of a finished masked job, looked at on the picture itself: which one, how it is laid over, and what is kept. */
export class Review {
  readonly job: Job;
  readonly edit: Edit;
  readonly answers: readonly Answer[];
  #place = $state(0);
  #view = $state<View>('mark');
  #split = $state(0);
  #showsOriginal = $state(false);
  readonly current: Answer | null = $derived.by(() => this.answers[this.#place] ?? null);
  /** For the canvas: what lies over the picture now. Null while there is nothing to lay over it. */
  readonly shown: ShownAnswer | null = $derived.by(() => this.#shownOf(this.current));

  /** Begins with the named answer, or with the first. */
  constructor(bridge: Pick<Bridge['edits'], 'judge' | 'keep'>, job: Job, first?: string) {
    if (!job.request.edit) throw new Error('Only the answers of a masked edit can be laid over their original');
    this.job = job;
    this.edit = job.request.edit;
    this.answers = job.pictures.map((id) => new Answer(id, bridge));
    this.#place = Math.max(0, first === undefined ? 0 : job.pictures.indexOf(first));
  }

  /** Where the current answer stands, from 0. */
  get place(): number {
    return this.#place;
  }

  get view(): View {
    return this.#view;
  }

  set view(view: View) {
    this.#view = view;
  }

  /** Left of this part of the picture the original is shown; 0: nowhere. */
  get split(): number {
    return this.#split;
  }

  set split(split: number) {
    this.#split = Math.min(1, Math.max(0, split));
  }

  /** While a button or a key is held. */
  get showsOriginal(): boolean {
    return this.#showsOriginal;
  }

  set showsOriginal(shows: boolean) {
    this.#showsOriginal = shows;
  }

  /** As far as the feather's slider goes: an eighth of what was sent is a lot, and what was suggested must lie well inside it. */
  get mostFeatherPx(): number {
    const { width, height } = this.edit.crop;
    const roomy = Math.min(softestPx, Math.round(Math.min(width, height) / 8));
    return Math.max(leastReachPx, roomy, Math.ceil((this.current?.suggested.featherPx ?? 0) * 2));
  }

  /** Everything that was kept, in the order of the answers. */
  get kept(): readonly Kept[] {
    return this.answers.flatMap(({ kept }) => kept);
  }

  /** Whether what was asked for is done, since something was kept of it, and nothing else is begun: neither another mask nor other words. */
  isDoneWith(mask: PaintedMask | null, prompt: string): boolean {
    const isSameMask = mask === null || (mask.id === this.edit.mask && isSameExtent(mask.canvas, this.edit.canvas));
    return this.kept.length > 0 && isSameMask && prompt === this.job.request.prompt;
  }

  /** Judges the answer that is shown, then the others, so that flipping never has to wait. */
  async begin(): Promise<void> {
    await this.current?.judge();
    for (const answer of this.#fromHere()) await answer.judge();
  }

  /** Finds out which of them something was kept of in an earlier review. Only a sign depends on it. */
  async recall(pictures: Pick<Bridge['pictures'], 'family' | 'details'>): Promise<void> {
    for (const answer of this.answers) await answer.recall(pictures).catch(unlessItIsGone);
  }

  show(place: number): void {
    if (place === this.#place || !this.answers[place]) return;
    this.#place = place;
    // At once, whichever of the others is being judged ahead of need.
    if (this.current?.isJudging) void this.current.judge();
  }

  /** To the answer beside it, round and round. */
  turn(step: 1 | -1): void {
    const count = this.answers.length;
    if (count > 1) this.show((this.#place + step + count) % count);
  }

  #fromHere(): readonly Answer[] {
    return [...this.answers.slice(this.#place + 1), ...this.answers.slice(0, this.#place)].filter(({ isJudging }) => isJudging);
  }

  #shownOf(answer: Answer | null): ShownAnswer | null {
    const patch = answer?.judgement?.patch;
    if (!answer || !patch) return null;
    // The original is the same picture with the line at its far end: nothing has to be loaded or cleared.
    const split = this.#showsOriginal ? 1 : this.#split > 0 ? this.#split : null;
    if (this.#view === 'mark') return { address: addressOf(answer.id, 'patch'), at: patch, ...answer.blend, as: 'answer', split };
    const address = addressOf(answer.id, this.#view === 'raw' ? 'picture' : 'heat');
    return { address, at: this.edit.crop, strength: 1, featherPx: 0, as: this.#view, split };
  }
}

/** A picture that was deleted meanwhile tells nothing. */
function unlessItIsGone(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}
