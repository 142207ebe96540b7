import type { Bridge } from '../../shared/bridge.ts';
import type { Job } from '../../shared/job.ts';
import type { CanvasClient } from './canvas/canvas-client.svelte.ts';
import type { EditorDesk } from './editor-desk.svelte.ts';
import { Review } from './review/review.svelte.ts';

/** Turns from painting to the answers of a job, and back to what was painted. */
export class Reviewing {
  readonly #edits: Pick<Bridge['edits'], 'judge' | 'keep'>;
  readonly #desk: EditorDesk;
  readonly #canvas: Pick<CanvasClient, 'setTools' | 'show'>;
  #current = $state.raw<Review | null>(null);
  #isBeginning = $state(false);

  constructor(edits: Pick<Bridge['edits'], 'judge' | 'keep'>, desk: EditorDesk, canvas: Pick<CanvasClient, 'setTools' | 'show'>) {
    this.#edits = edits;
    this.#desk = desk;
    this.#canvas = canvas;
  }

  get current(): Review | null {
    return this.#current;
  }

  /** The answers' own mask is on its way: nothing may be painted now. */
  get isBeginning(): boolean {
    return this.#isBeginning;
  }

  /** The answers lie inside the mask that they were asked for with, so that is on the canvas meanwhile, whatever is painted. */
  async begin(job: Job, answer?: string): Promise<void> {
    const { edit } = job.request;
    if (!edit || this.#current?.job.id === job.id || this.#isBeginning) return;
    this.#isBeginning = true;
    try {
      // Nothing is drawn while answers are looked at: what a hand does moves the view.
      this.#canvas.setTools({ ...this.#desk.tools, tool: 'pan' });
      await this.#desk.session.painting.exchange({ id: edit.mask, canvas: edit.canvas });
      this.#current = new Review(this.#edits, job, answer);
    } catch (error) {
      this.end();
      throw error;
    } finally {
      this.#isBeginning = false;
    }
  }

  /** Back to what was painted. */
  end(): void {
    this.#current = null;
    this.#canvas.show(null);
    this.#desk.session.painting.bringBack();
    this.#canvas.setTools(this.#desk.tools);
  }
}
