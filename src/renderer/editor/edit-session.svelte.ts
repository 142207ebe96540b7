import type { Bridge, EditSubmitted } from '../../shared/bridge.ts';
import type { EditMode, EditOrder, Rectangle } from '../../shared/edit.ts';
import { planEdit, type EditPlan } from '../../shared/edit-plan.ts';
import { characterCount, type Problem } from '../../shared/generation.ts';
import type { Input } from '../../shared/input.ts';
import type { Model } from '../../shared/model.ts';
import type { PictureDetails } from '../../shared/picture.ts';
import { References } from '../create/references.svelte.ts';
import { addressOf } from './address-of.ts';
import type { CanvasPort } from './canvas-port.ts';
import type { EditMemory, PaintedMask } from './edit-memory.ts';
import { isEmpty } from './engine/geometry.ts';
import type { MaskCommand } from './engine/mask-command.ts';

export type EditOutcome =
  | { readonly what: 'sent'; readonly submitted: EditSubmitted }
  | { readonly what: 'already-being-made'; readonly order: EditOrder }
  | { readonly what: 'problems'; readonly first: Problem };

/** What is marked, as far as it decides what is sent. */
export type Marked = 'nothing' | 'part' | 'everything';

interface Parts {
  readonly bridge: Pick<Bridge, 'edits' | 'inputs' | 'pictures'>;
  readonly model: () => Model;
  readonly memory: EditMemory;
}

/** One picture in the editor: what is painted, what is asked for, and what that means before it is paid for. */
export class EditSession {
  readonly picture: PictureDetails;
  /** The picture's bytes, kept for this edit whatever happens to its file. */
  readonly opened: Input;
  /** More pictures that an edit by words alone may use. */
  readonly references: References;
  readonly #parts: Parts;
  #canvas = $state.raw<CanvasPort | null>(null);
  #hasTried = $state(false);
  #isSubmitting = $state(false);
  #jobs = $state.raw<readonly string[]>([]);
  #begun: PaintedMask | null = null;
  prompt = $state('');
  count = $state(1);
  mode = $state<EditMode>('precise');
  /** Of an edit without a mask. */
  size = $state('auto');

  /** Opens a picture with what was begun on it before. Throws a `Failure` when it can't be read. */
  static async open(parts: Parts, id: string): Promise<EditSession> {
    const [picture, opened] = await Promise.all([parts.bridge.pictures.details(id), parts.bridge.edits.open(id)]);
    const session = new EditSession(parts, picture, opened);
    await session.#restore();
    return session;
  }

  constructor(parts: Parts, picture: PictureDetails, opened: Input) {
    this.#parts = parts;
    this.picture = picture;
    this.opened = opened;
    // The picture that is edited is one of those that the service takes.
    this.references = new References(parts.bridge.inputs, () => ({ ...this.model, maxReferences: this.model.maxReferences - 1 }));
    this.#jobs = parts.memory.jobsOf(picture.id);
  }

  get model(): Model {
    return this.#parts.model();
  }

  get canvas(): CanvasPort | null {
    return this.#canvas;
  }

  /** The jobs that were sent from this picture since the app was started, newest first. */
  get jobs(): readonly string[] {
    return this.#jobs;
  }

  get isSubmitting(): boolean {
    return this.#isSubmitting;
  }

  /** What the mask covers. */
  get extent(): Rectangle {
    return this.#canvas?.state?.extent ?? this.whole;
  }

  get whole(): Rectangle {
    return { left: 0, top: 0, width: this.opened.widthPx, height: this.opened.heightPx };
  }

  /** Around everything that is marked, in the picture's pixels. */
  readonly masked: Rectangle | null = $derived.by(() => {
    const bounds = this.#canvas?.state?.bounds;
    if (!bounds || isEmpty(bounds)) return null;
    const { left, top } = this.extent;
    return { left: left + bounds.left, top: top + bounds.top, width: bounds.right - bounds.left, height: bounds.bottom - bounds.top };
  });

  readonly marked: Marked = $derived.by(() => {
    if (this.masked === null) return 'nothing';
    return (this.#canvas?.state?.coverage ?? 0) >= 1 ? 'everything' : 'part';
  });

  /** What will be sent; null for an edit by words alone, and where the model takes no mask. */
  readonly plan: EditPlan | null = $derived.by(() => {
    const { masked, mode, extent, model } = this;
    return masked === null || model.mask === null ? null : planEdit({ mode, canvas: extent, masked, model });
  });

  readonly problems: readonly Problem[] = $derived.by(() => this.#problems());

  /** What to say beside a field now. */
  problemAt(field: Problem['field']): Problem | undefined {
    return this.problems.find((problem) => problem.field === field && (this.#hasTried || problem.rule !== 'prompt-empty'));
  }

  /** The canvas is there, with the picture: what was painted before comes back, or the mask that is asked for. */
  async attach(canvas: CanvasPort, mask: string | null): Promise<void> {
    this.#canvas = canvas;
    const begun = mask === null ? this.#begun : { id: mask, canvas: this.whole };
    if (begun) await this.loadMask(begun);
  }

  run(command: MaskCommand): void {
    this.#canvas?.run(command);
  }

  /** Puts a mask of this picture on the canvas, with what the picture was extended by then. */
  async loadMask({ id, canvas }: PaintedMask): Promise<void> {
    if (!isSame(canvas, this.extent)) this.#canvas?.setExtent(canvas);
    await this.#canvas?.importMask(addressOf(id));
  }

  /** Nothing is painted, and the picture is as large as it is. */
  clear(): void {
    if (!isSame(this.whole, this.extent)) this.#canvas?.setExtent(this.whole);
    this.run({ what: 'clear' });
  }

  /** Sends what stands here. Two presses are one. Throws a `Failure` when nothing could be sent. */
  async submit(): Promise<EditOutcome | undefined> {
    if (this.#isSubmitting) return undefined;
    const [first] = this.problems;
    this.#hasTried = first !== undefined;
    if (first) return { what: 'problems', first };
    return this.#whileSubmitting(async () => this.#send(await this.#order(), false));
  }

  /** The person confirmed that the same once more is meant. */
  submitAgain(order: EditOrder): Promise<EditOutcome | undefined> {
    return this.#whileSubmitting(() => this.#send(order, true));
  }

  /** Keeps what was begun for as long as the app runs: what is on the canvas, which must still be there, or what was set aside from it. */
  leave(aside?: PaintedMask | null): Promise<void> {
    const { prompt, count, mode, size, references, picture } = this;
    const keep = async (): Promise<void> => {
      const mask = aside === undefined ? await this.keepMask() : aside;
      this.#parts.memory.keepDraft(picture.id, { prompt, count, mode, size, references: references.ids, mask });
    };
    return this.#parts.memory.leaving(picture.id, keep());
  }

  async #restore(): Promise<void> {
    const draft = await this.#parts.memory.begunOn(this.picture.id);
    if (!draft) return;
    const { prompt, count, mode, size } = draft;
    Object.assign(this, { prompt, count, mode, size });
    this.#begun = draft.mask;
    await this.references.replace(draft.references);
  }

  async #order(): Promise<EditOrder> {
    const { picture, prompt, count, mode, size, references, model } = this;
    const mask = await this.keepMask();
    if (mask) this.#parts.memory.lastMask = mask;
    const change = mask && { mode, mask: mask.id, canvas: mask.canvas };
    return { model: model.id, prompt, count, picture: picture.id, references: change ? [] : references.ids, size, change };
  }

  /** What is painted, as an input; null when nothing is. */
  async keepMask(): Promise<PaintedMask | null> {
    const canvas = this.#canvas;
    const { masked, extent } = this;
    if (!canvas || masked === null) return null;
    const { id } = await this.#parts.bridge.edits.keepMask({ name: 'mask.png', bytes: await canvas.encode() });
    return { id, canvas: extent };
  }

  async #whileSubmitting(send: () => Promise<EditOutcome>): Promise<EditOutcome | undefined> {
    if (this.#isSubmitting) return undefined;
    this.#isSubmitting = true;
    try {
      return await send();
    } finally {
      this.#isSubmitting = false;
    }
  }

  async #send(order: EditOrder, again: boolean): Promise<EditOutcome> {
    const submitted = await this.#parts.bridge.edits.submit({ order, again });
    if (!submitted.made) return { what: 'already-being-made', order };
    this.remember(submitted.job.id);
    return { what: 'sent', submitted };
  }

  /** A job of this picture, whose progress is shown beside it. */
  remember(id: string): void {
    this.#parts.memory.addJob(this.picture.id, id);
    this.#jobs = this.#parts.memory.jobsOf(this.picture.id);
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
    if (this.marked === 'nothing' && references.all.length >= model.maxReferences) {
      problems.push({ field: 'references', rule: 'too-many-references', limit: model.maxReferences - 1 });
    }
    return problems;
  }
}

function isSame(one: Rectangle, other: Rectangle): boolean {
  return one.left === other.left && one.top === other.top && one.width === other.width && one.height === other.height;
}
