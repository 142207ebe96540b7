import type { GenerationRequest, Problem } from '../../shared/generation.ts';
import type { Job } from '../../shared/job.ts';
import type { Jobs } from '../jobs.svelte.ts';
import type { SettingsStore } from '../settings-store.svelte.ts';
import type { Draft } from './draft.svelte.ts';
import { problemsOf } from './problems.ts';

export type Generated =
  | { readonly what: 'made'; readonly job: Job }
  | { readonly what: 'already-being-made'; readonly request: GenerationRequest }
  | { readonly what: 'problems'; readonly first: Problem };

/** Rules whose breach is plain to see while typing; the others are said once the person has tried. */
const saidAtOnce: readonly Problem['rule'][] = [
  'prompt-too-long',
  'too-many-references',
  'reference-too-large',
  'size-unknown',
  'count-unknown',
];

/** Turns the draft into a request, and says what stands in the way. */
export class Composer {
  readonly draft: Draft;
  readonly #settings: SettingsStore;
  readonly #jobs: Jobs;
  #hasTried = $state(false);
  #hasLeftCallback = $state(false);
  /** Requests that are being written down. */
  #submitting = $state.raw<readonly string[]>([]);

  constructor(draft: Draft, settings: SettingsStore, jobs: Jobs) {
    this.draft = draft;
    this.#settings = settings;
    this.#jobs = jobs;
  }

  get isSubmitting(): boolean {
    return this.#submitting.length > 0;
  }

  get request(): GenerationRequest {
    const { prompt, size, count, callbackUrl, references } = this.draft;
    const callback = callbackUrl.trim();
    return {
      model: this.#settings.model.id,
      prompt,
      size,
      count,
      references: references.ids,
      mask: null,
      callbackUrl: callback === '' ? null : callback,
    };
  }

  readonly problems: readonly Problem[] = $derived.by(() => problemsOf(this.request, this.#settings.model, this.draft.references.all));

  /** What to say now, at most one sentence a field. */
  problemAt(field: Problem['field']): Problem | undefined {
    return this.problems.find((problem) => problem.field === field && this.#isSaid(problem));
  }

  /** The person is done typing the callback address for now. */
  leaveCallback(): void {
    this.#hasLeftCallback = true;
  }

  /**
   * Sends the words that stand there now, with the references that are there or on their way. The same request pressed twice while
   * it is being written down is one press; another request goes its way at once.
   */
  async generate(): Promise<Generated | undefined> {
    const pressed = this.request;
    const { references } = this.draft;
    await references.settled();
    const request = { ...pressed, references: references.ids };
    if (this.#submitting.includes(JSON.stringify(request))) return undefined;
    const [first] = problemsOf(request, this.#settings.model, references.all);
    this.#hasTried = first !== undefined;
    return first ? { what: 'problems', first } : this.submit(request, false);
  }

  /** Throws a `Failure` when the job can't be made. */
  async submit(request: GenerationRequest, again: boolean): Promise<Generated> {
    const body = JSON.stringify(request);
    this.#submitting = [...this.#submitting, body];
    try {
      const submitted = await this.#jobs.submit(request, again);
      return submitted.made ? { what: 'made', job: submitted.job } : { what: 'already-being-made', request };
    } finally {
      this.#submitting = this.#submitting.filter((other) => other !== body);
    }
  }

  #isSaid({ field, rule }: Problem): boolean {
    return this.#hasTried || saidAtOnce.includes(rule) || (field === 'callbackUrl' && this.#hasLeftCallback);
  }
}
