import type { Bridge } from '../../shared/bridge.ts';
import type { Job } from '../../shared/job.ts';
import type { CanvasClient } from './canvas/canvas-client.svelte.ts';
import type { PaintedMask } from './edit-memory.ts';
import type { EditorDesk } from './editor-desk.svelte.ts';
import { Review } from './review/review.svelte.ts';

/** Turns from painting to the answers of a job, and back to what was painted. */
export class Reviewing {
  readonly #edits: Pick<Bridge['edits'], 'judge' | 'keep'>;
  readonly #desk: EditorDesk;
  readonly #canvas: Pick<CanvasClient, 'setTools' | 'show'>;
  #current = $state.raw<Review | null>(null);
  #aside: PaintedMask | null | undefined;

  constructor(edits: Pick<Bridge['edits'], 'judge' | 'keep'>, desk: EditorDesk, canvas: Pick<CanvasClient, 'setTools' | 'show'>) {
    this.#edits = edits;
    this.#desk = desk;
    this.#canvas = canvas;
  }

  get current(): Review | null {
    return this.#current;
  }

  /** What was painted before the answers' own mask took its place: null is nothing, undefined that it is still on the canvas. */
  get aside(): PaintedMask | null | undefined {
    return this.#aside;
  }

  /** The answers lie inside the mask that they were asked for with, so that is on the canvas meanwhile. */
  async begin(job: Job, answer?: string): Promise<void> {
    const { edit } = job.request;
    if (!edit || this.#current?.job.id === job.id) return;
    // Nothing is drawn while answers are looked at: what a hand does moves the view.
    this.#canvas.setTools({ ...this.#desk.tools, tool: 'pan' });
    const { session } = this.#desk;
    if (!this.#desk.isAsSent(job)) {
      this.#aside = this.#aside === undefined ? await session.keepMask() : this.#aside;
      await session.loadMask({ id: edit.mask, canvas: edit.canvas });
    }
    this.#current = new Review(this.#edits, job, answer);
  }

  async end(): Promise<void> {
    this.#current = null;
    this.#canvas.show(null);
    this.#canvas.setTools(this.#desk.tools);
    const aside = this.#aside;
    this.#aside = undefined;
    if (aside === null) this.#desk.session.clear();
    else if (aside) await this.#desk.session.loadMask(aside);
  }
}
