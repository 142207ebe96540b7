import type { Bridge, EditSubmitted } from '../../shared/bridge.ts';
import type { EditMode, EditOrder, Rectangle } from '../../shared/edit.ts';
import { planEdit, type EditPlan } from '../../shared/edit-plan.ts';
import { Failure } from '../../shared/failure.ts';
import { characterCount, type Problem } from '../../shared/generation.ts';
import type { Input } from '../../shared/input.ts';
import type { Model } from '../../shared/model.ts';
import type { PictureDetails } from '../../shared/picture.ts';
import { References } from '../create/references.svelte.ts';
import type { CanvasPort } from './canvas-port.ts';
import type { EditDraft, EditMemory, Found, PaintedMask } from './edit-memory.ts';
import { Painting, type Marked } from './painting.svelte.ts';

/** What was asked for, and the canvas' revision then. */
export interface Asked {
  readonly order: EditOrder;
  readonly revision: number;
}

export type EditOutcome =
  | { readonly what: 'sent'; readonly submitted: EditSubmitted; readonly asked: Asked }
  | { readonly what: 'already-being-made'; readonly asked: Asked }
  | { readonly what: 'taken-back' }
  | { readonly what: 'problems'; readonly first: Problem };

type EditedPicture = Pick<PictureDetails, 'id' | 'prompt' | 'fileName'>;

interface Parts {
  readonly bridge: Pick<Bridge, 'edits' | 'inputs' | 'pictures'>;
  readonly model: () => Model;
  readonly memory: EditMemory;
}

/** One picture in the editor: what is painted, what is asked for, and what that means before it is paid for. */
export class EditSession {
  readonly picture: EditedPicture;
  /** The picture's bytes, kept for this edit whatever happens to its file. */
  readonly opened: Input;
  readonly painting: Painting;
  /** More pictures that an edit by words alone may use. */
  readonly references: References;
  /** What of an earlier run of the app is there again. */
  readonly found: Found | null;
  readonly #parts: Parts;
  #hasTried = $state(false);
  #isSubmitting = $state(false);
  #submitting: Promise<unknown> = Promise.resolve();
  #jobs = $state.raw<readonly string[]>([]);
  prompt = $state('');
  count = $state(1);
  mode = $state<EditMode>('precise');
  /** Of an edit without a mask. */
  size = $state('auto');

  /** Opens a picture with what was begun on it before. Throws a `Failure` when it can't be read. */
  static open(parts: Parts, id: string): Promise<EditSession> {
    return EditSession.#open(parts, id, parts.bridge.pictures.details(id));
  }

  /** The same for looking at answers: where the picture is no longer in the library, the bytes that were kept are enough. */
  static openForReview(parts: Parts, id: string): Promise<EditSession> {
    return EditSession.#open(parts, id, parts.bridge.pictures.details(id).catch(nullIfGone));
  }

  static async #open(parts: Parts, id: string, details: Promise<EditedPicture | null>): Promise<EditSession> {
    const [opened, picture] = await Promise.all([parts.bridge.edits.open(id), details]);
    const draft = await parts.memory.begunOn(id);
    const session = new EditSession(parts, picture ?? { id, prompt: '', fileName: opened.name }, opened, draft);
    if (draft) await session.references.replace(draft.references);
    return session;
  }

  constructor(parts: Parts, picture: EditedPicture, opened: Input, draft?: EditDraft) {
    this.#parts = parts;
    this.picture = picture;
    this.opened = opened;
    const whole = { left: 0, top: 0, width: opened.widthPx, height: opened.heightPx };
    this.painting = new Painting(parts.bridge.edits, whole, draft?.mask ?? null);
    this.references = new References(parts.bridge.inputs, () => ({ ...this.model, maxReferences: this.maxReferences }));
    this.#jobs = parts.memory.jobsOf(picture.id);
    this.found = parts.memory.takeFound(picture.id);
    if (draft) this.#ask(draft);
  }

  get model(): Model {
    return this.#parts.model();
  }

  /** How many references may go along: the picture that is edited is one of those that the service takes. */
  get maxReferences(): number {
    return this.model.maxReferences - 1;
  }

  /** The jobs that were sent from this picture since the app was started, newest first. */
  get jobs(): readonly string[] {
    return this.#jobs;
  }

  /** All that is begun but for what is painted. */
  get asked(): Omit<EditDraft, 'mask'> {
    const { prompt, count, mode, size, references } = this;
    return { prompt, count, mode, size, references: references.ids };
  }

  get isSubmitting(): boolean {
    return this.#isSubmitting;
  }

  /** What the mask covers. */
  get extent(): Rectangle {
    return this.painting.extent;
  }

  get whole(): Rectangle {
    return this.painting.whole;
  }

  get marked(): Marked {
    return this.painting.marked;
  }

  /** What will be sent; null for an edit by words alone, and where the model takes no mask. */
  readonly plan: EditPlan | null = $derived.by(() => {
    const { mode, extent, model } = this;
    const { masked } = this.painting;
    return masked === null || model.mask === null ? null : planEdit({ mode, canvas: extent, masked, model });
  });

  readonly problems: readonly Problem[] = $derived.by(() => this.#problems());

  /** What to say beside a field now. */
  problemAt(field: Problem['field']): Problem | undefined {
    return this.problems.find((problem) => problem.field === field && (this.#hasTried || problem.rule !== 'prompt-empty'));
  }

  /** The canvas is there, with the picture: what was painted before comes back. */
  attach(canvas: CanvasPort): Promise<void> {
    return this.painting.attach(canvas);
  }

  /** Sends what stands here. Two presses are one. Throws a `Failure` when nothing could be sent. */
  submit(): Promise<EditOutcome | undefined> {
    const wasMarked = this.marked !== 'nothing';
    return this.#whileSubmitting(async () => {
      // What is marked may not be known yet, and without it the whole picture would be sent; references may be on their way.
      await Promise.all([this.painting.settled(), this.references.settled()]);
      const [first] = this.problems;
      this.#hasTried = first !== undefined;
      if (first) return { what: 'problems', first };
      const asked = await this.#order();
      // By words alone the whole picture would change: not what was looked at when it was asked for.
      if (wasMarked && !asked.order.change) return { what: 'taken-back' };
      return this.#send(asked, false);
    });
  }

  /** The person confirmed that the same once more is meant. */
  submitAgain(asked: Asked): Promise<EditOutcome | undefined> {
    return this.#whileSubmitting(() => this.#send(asked, true));
  }

  /**
   * Keeps what was begun for as long as the app runs, and answers with the mask of it. Until that is done the canvas must be there;
   * what is being sent is sent by then.
   */
  async leave(): Promise<PaintedMask | null> {
    const { asked, painting, picture } = this;
    const kept = painting.leave().then((mask) => ({ ...asked, mask }));
    await this.#parts.memory.leave(picture.id, { ...asked, mask: painting.known }, kept).finally(() => this.#submitting);
    return (await kept).mask;
  }

  /** Nothing is painted and nothing asked for any more. Answers with what was, for `takeUp`. */
  async beginAnew(): Promise<EditDraft> {
    const { asked, painting, picture } = this;
    const { mask } = await painting.keep();
    if (mask) this.#parts.memory.lastMask = { ...mask, picture: picture.id };
    painting.clear();
    await this.takeUp({ prompt: '', count: 1, mode: 'precise', size: 'auto', references: [], mask: null });
    return { ...asked, mask };
  }

  /** Goes on with what was begun; what is painted makes way only for a mask. */
  async takeUp(draft: EditDraft): Promise<void> {
    this.#ask(draft);
    await this.references.replace(draft.references);
    if (draft.mask) await this.painting.load(draft.mask);
  }

  /** A job of this picture, whose progress is shown beside it. */
  remember(id: string): void {
    this.#parts.memory.addJob(this.picture.id, id);
    this.#jobs = this.#parts.memory.jobsOf(this.picture.id);
  }

  #ask({ prompt, count, mode, size }: EditDraft): void {
    Object.assign(this, { prompt, count, mode, size });
  }

  /** What stands here at this moment, as an order. */
  async #order(): Promise<Asked> {
    const { picture, prompt, count, mode, size, model, painting } = this;
    const references = this.references.ids;
    const { mask, revision } = await painting.keep();
    if (mask) this.#parts.memory.lastMask = { ...mask, picture: picture.id };
    const change = mask && { mode, mask: mask.id, canvas: mask.canvas };
    const order = { model: model.id, prompt, count, picture: picture.id, references: change ? [] : references, size, change };
    return { order, revision };
  }

  async #whileSubmitting(send: () => Promise<EditOutcome>): Promise<EditOutcome | undefined> {
    if (this.#isSubmitting) return undefined;
    this.#isSubmitting = true;
    try {
      const submitting = send();
      this.#submitting = submitting.catch(() => undefined);
      return await submitting;
    } finally {
      this.#isSubmitting = false;
    }
  }

  async #send(asked: Asked, again: boolean): Promise<EditOutcome> {
    const submitted = await this.#parts.bridge.edits.submit({ order: asked.order, again });
    if (!submitted.made) return { what: 'already-being-made', asked };
    this.remember(submitted.job.id);
    return { what: 'sent', submitted, asked };
  }

  #problems(): readonly Problem[] {
    const { prompt, model, references } = this;
    const characters = characterCount(prompt);
    const limit = model.promptMaxCharacters;
    const problems: Problem[] = [];
    if (prompt.trim() === '') problems.push({ field: 'prompt', rule: 'prompt-empty' });
    if (characters > limit) problems.push({ field: 'prompt', rule: 'prompt-too-long', characters, limit });
    if (!model.counts.includes(this.count)) problems.push({ field: 'count', rule: 'count-unknown' });
    if (this.marked !== 'nothing' && model.mask === null) problems.push({ field: 'mask', rule: 'mask-unsupported' });
    if (this.marked === 'nothing' && references.all.length > this.maxReferences) {
      problems.push({ field: 'references', rule: 'too-many-references', limit: this.maxReferences });
    }
    return problems;
  }
}

/** Of a picture that isn't in the library any more, only what is written about it is missing. */
function nullIfGone(error: unknown): null {
  if (error instanceof Failure && error.code === 'not-found') return null;
  throw error;
}
