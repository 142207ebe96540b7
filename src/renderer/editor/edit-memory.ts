import type { EditMode, Rectangle } from '../../shared/edit.ts';
import type { MaskLook } from './canvas/messages.ts';
import { defaultTools, type ToolSettings } from './engine/tool.ts';

/** A mask that was painted: its PNG as an input, and what it covers. */
export interface PaintedMask {
  readonly id: string;
  readonly canvas: Rectangle;
}

/** And the picture that it was painted on. */
export interface LastMask extends PaintedMask {
  readonly picture: string;
}

/** What stood in the editor when a picture was left. */
export interface EditDraft {
  readonly prompt: string;
  readonly count: number;
  readonly mode: EditMode;
  readonly size: string;
  readonly references: readonly string[];
  readonly mask: PaintedMask | null;
}

/** What the editor remembers while the app runs: how the tools are set, and what was begun on each picture. */
export class EditMemory {
  tools: ToolSettings = defaultTools;
  look: MaskLook = 'tint';
  /** The mask that was last sent, left behind or put aside. */
  lastMask: LastMask | null = null;
  readonly #drafts = new Map<string, EditDraft>();
  readonly #leaving = new Map<string, Promise<void>>();
  readonly #jobs = new Map<string, readonly string[]>();

  /** What was begun on a picture, also when it was left only a moment ago. */
  async begunOn(picture: string): Promise<EditDraft | undefined> {
    await this.#leaving.get(picture);
    return this.#drafts.get(picture);
  }

  /** What is painted takes a moment to be kept. Until then, and if that fails, what is known without it is what was begun. */
  async leave(picture: string, known: EditDraft, keeping: Promise<EditDraft>): Promise<void> {
    this.keepDraft(picture, known);
    const kept = keeping.then((draft) => {
      if (this.#drafts.get(picture) === known) this.keepDraft(picture, draft);
      // Something else is begun on it by now.
      else if (draft.mask) this.lastMask = { ...draft.mask, picture };
    });
    this.#leaving.set(
      picture,
      kept.catch(() => undefined),
    );
    await kept;
  }

  /** It is finished: coming back begins anew. */
  forget(picture: string): void {
    this.#drafts.delete(picture);
  }

  keepDraft(picture: string, draft: EditDraft): void {
    if (draft.mask) this.lastMask = { ...draft.mask, picture };
    this.#drafts.set(picture, draft);
  }

  /** Begins something else on a picture, and answers with what that takes the place of; the mask of it is the last one then. */
  replaceDraft(picture: string, draft: EditDraft): EditDraft | undefined {
    const before = this.#drafts.get(picture);
    if (before?.mask) this.lastMask = { ...before.mask, picture };
    this.#drafts.set(picture, draft);
    return before;
  }

  /** The jobs that were sent from a picture, newest first. */
  jobsOf(picture: string): readonly string[] {
    return this.#jobs.get(picture) ?? [];
  }

  addJob(picture: string, job: string): void {
    this.#jobs.set(picture, [job, ...this.jobsOf(picture)]);
  }
}
