import type { EditDraft, PaintedMask } from '../../shared/edit-draft.ts';
import type { MaskLook } from './canvas/messages.ts';
import { defaultTools, type ToolSettings } from './engine/tool.ts';
import type { KeptDrafts } from './kept-drafts.ts';

export type { EditDraft, PaintedMask } from '../../shared/edit-draft.ts';

/** And the picture that it was painted on. */
export interface LastMask extends PaintedMask {
  readonly picture: string;
}

/** What of an earlier run of the app was found again: all of it, or all but the mask. */
export type Found = 'whole' | 'without-mask';

/** What the editor remembers while the app runs: how the tools are set, and what was begun on each picture. That is kept on the disk as well. */
export class EditMemory {
  tools: ToolSettings = defaultTools;
  look: MaskLook = 'tint';
  /** The mask that was last sent, left behind or put aside. */
  lastMask: LastMask | null = null;
  readonly #kept: Pick<KeptDrafts, 'find' | 'keep' | 'forget'> | null;
  readonly #drafts = new Map<string, EditDraft>();
  readonly #found = new Map<string, Found>();
  readonly #leaving = new Map<string, Promise<void>>();
  readonly #jobs = new Map<string, readonly string[]>();

  constructor(kept: Pick<KeptDrafts, 'find' | 'keep' | 'forget'> | null = null) {
    this.#kept = kept;
  }

  /** What was begun on a picture, also when it was left only a moment ago, or in an earlier run of the app. */
  async begunOn(picture: string): Promise<EditDraft | undefined> {
    await this.#leaving.get(picture);
    if (!this.#drafts.has(picture)) await this.#find(picture);
    return this.#drafts.get(picture);
  }

  /** Whether what was begun is there from an earlier run: that is news once. */
  takeFound(picture: string): Found | null {
    const found = this.#found.get(picture) ?? null;
    this.#found.delete(picture);
    return found;
  }

  /** What is painted takes a moment to be kept. Until then, and if that fails, what is known without it is what was begun. */
  async leave(picture: string, known: EditDraft, keeping: Promise<EditDraft>): Promise<void> {
    this.keepDraft(picture, known);
    const kept = keeping.then(async (draft) => {
      const isStillThat = this.#drafts.get(picture) === known;
      if (isStillThat) this.keepDraft(picture, draft);
      // Something else is begun on it by now.
      else if (draft.mask) this.lastMask = { ...draft.mask, picture };
      if (isStillThat) await this.#kept?.keep(picture, draft);
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
    void this.#kept?.forget(picture);
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
    this.#found.delete(picture);
    void this.#kept?.keep(picture, draft);
    return before;
  }

  /** The jobs that were sent from a picture, newest first. */
  jobsOf(picture: string): readonly string[] {
    return this.#jobs.get(picture) ?? [];
  }

  addJob(picture: string, job: string): void {
    this.#jobs.set(picture, [job, ...this.jobsOf(picture)]);
  }

  async #find(picture: string): Promise<void> {
    const kept = await this.#kept?.find(picture);
    if (!kept || this.#drafts.has(picture)) return;
    this.#drafts.set(picture, kept.draft);
    this.#found.set(picture, kept.isMaskLost ? 'without-mask' : 'whole');
  }
}
