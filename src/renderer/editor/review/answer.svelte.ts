import type { Bridge, Kept } from '../../../shared/bridge.ts';
import type { Blend, Judgement } from '../../../shared/edit.ts';
import { Failure, type FailureData } from '../../../shared/failure.ts';

/** Until an answer is judged nobody knows what suits it, and nothing of it is laid over anything. */
const unknownBlend: Blend = { strength: 1, featherPx: 0 };

/** An answer may be the reference of thousands. */
const mostLookedAt = 50;

/** A picture that was kept, and how the answer lay over the original in it. */
interface KeptWith extends Kept {
  readonly blend: Blend;
}

/** One answer of a masked edit: what was found out about it, how strongly and softly it is laid over the original, and what was kept of it. */
export class Answer {
  /** A picture of the library. */
  readonly id: string;
  readonly #bridge: Pick<Bridge['edits'], 'judge' | 'keep'>;
  #judging: Promise<void> | null = null;
  #keeping: Promise<void> | null = null;
  #judgement = $state.raw<Judgement | null>(null);
  #failure = $state.raw<FailureData | null>(null);
  /** Null: nobody has chosen, and what suits the mask is taken. */
  #chosen = $state.raw<Blend | null>(null);
  #isKeeping = $state(false);
  #kept = $state.raw<readonly KeptWith[]>([]);
  #wasKept = $state(false);

  constructor(id: string, bridge: Pick<Bridge['edits'], 'judge' | 'keep'>) {
    this.id = id;
    this.#bridge = bridge;
  }

  get judgement(): Judgement | null {
    return this.#judgement;
  }

  /** Why it could not be judged. */
  get failure(): FailureData | null {
    return this.#failure;
  }

  get isJudging(): boolean {
    return this.#judgement === null && this.#failure === null;
  }

  /** Whether it can be laid over the original. */
  get fits(): boolean {
    return this.#judgement !== null && this.#judgement.patch !== null;
  }

  get blend(): Blend {
    return this.#chosen ?? this.suggested;
  }

  get suggested(): Blend {
    return this.#judgement?.blend ?? unknownBlend;
  }

  set strength(strength: number) {
    this.#chosen = { ...this.blend, strength: Math.min(1, Math.max(0, strength)) };
  }

  set featherPx(featherPx: number) {
    this.#chosen = { ...this.blend, featherPx: Math.max(0, featherPx) };
  }

  get isAsSuggested(): boolean {
    return isSame(this.blend, this.suggested);
  }

  /** Back to what suits the mask. */
  reset(): void {
    this.#chosen = null;
  }

  get isKeeping(): boolean {
    return this.#isKeeping;
  }

  /** Everything that was kept of it since the review began, newest last. */
  get kept(): readonly Kept[] {
    return this.#kept;
  }

  /** Whether a picture came of it, now or in an earlier review. */
  get isKept(): boolean {
    return this.#wasKept || this.#kept.length > 0;
  }

  /** What was kept exactly as it is shown now. */
  get keptNow(): Kept | null {
    return this.#kept.find(({ blend }) => isSame(blend, this.blend)) ?? null;
  }

  get canKeep(): boolean {
    return this.fits && this.blend.strength > 0 && !this.#isKeeping && this.keptNow === null;
  }

  /** Looks whether the library holds a picture that was laid together from it. */
  async recall(pictures: Pick<Bridge['pictures'], 'family' | 'details'>): Promise<void> {
    const { children } = await pictures.family(this.id);
    for (const { id, source, isAnswer } of children.slice(0, mostLookedAt)) {
      if (source === 'edit' && !isAnswer && (await pictures.details(id)).composite?.answer === this.id) this.#wasKept = true;
      if (this.#wasKept) return;
    }
  }

  /** Once: afterwards it is known. After a failure it is tried anew. */
  judge(): Promise<void> {
    this.#failure = null;
    this.#judging ??= this.#judge().finally(() => {
      this.#judging = null;
    });
    return this.#judgement === null ? this.#judging : Promise.resolve();
  }

  /** Makes the picture that is shown, in full, and keeps it. Throws a `Failure` when that can't be done. */
  keep(): Promise<void> {
    if (!this.canKeep) return this.#keeping ?? Promise.resolve();
    this.#keeping = this.#keep(this.blend);
    return this.#keeping;
  }

  async #judge(): Promise<void> {
    try {
      this.#judgement = await this.#bridge.judge(this.id);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#failure = error.toData();
    }
  }

  async #keep(blend: Blend): Promise<void> {
    this.#isKeeping = true;
    try {
      const kept = await this.#bridge.keep({ answer: this.id, blend });
      this.#kept = [...this.#kept, { ...kept, blend }];
    } finally {
      this.#isKeeping = false;
    }
  }
}

function isSame(one: Blend, other: Blend): boolean {
  return one.strength === other.strength && one.featherPx === other.featherPx;
}
