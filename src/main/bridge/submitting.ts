import type { EditSubmitted } from '../../shared/bridge.ts';
import type { EditOrder } from '../../shared/edit.ts';
import { Failure } from '../../shared/failure.ts';
import { checkRequest } from '../../shared/generation.ts';
import { modelFor } from '../../shared/model.ts';
import type { CurrentLibrary } from '../current-library.ts';
import type { Jobs } from '../jobs/jobs.ts';

interface SubmittingParts {
  readonly library: Pick<CurrentLibrary, 'ready' | 'ending'>;
  readonly jobs: Pick<Jobs, 'submit' | 'asking'>;
}

/**
 * Makes jobs of the editor's orders. What is sent is made here and not by the page: the same order makes the same request,
 * which is how a double click is recognised. Making it takes seconds, so a second click may come before there is a job.
 */
export class Submitting {
  readonly #parts: SubmittingParts;
  readonly #underWay = new Map<string, Promise<EditSubmitted>>();

  constructor(parts: SubmittingParts) {
    this.#parts = parts;
  }

  async submit(order: EditOrder, again: boolean): Promise<EditSubmitted> {
    const asking = this.#parts.jobs.asking();
    const name = JSON.stringify([asking.practice, order]);
    const first = again ? undefined : this.#underWay.get(name);
    if (first) return asSame(await first);
    const submitting = this.#submit(order, again, asking).finally(() => {
      if (this.#underWay.get(name) === submitting) this.#underWay.delete(name);
    });
    this.#underWay.set(name, submitting);
    return submitting;
  }

  async #submit(order: EditOrder, again: boolean, asking: ReturnType<Jobs['asking']>): Promise<EditSubmitted> {
    const { model, prompt, count } = order;
    const size = order.change ? 'auto' : order.size;
    const asked = { model, prompt, count, size, references: [], mask: null, callbackUrl: null };
    // What is wrong with the words needs no pixels to be said.
    const [problem] = checkRequest(asked, modelFor(model), new Map());
    if (problem) throw new Failure('invalid', `The request breaks a rule of the service: ${problem.rule}.`);
    const { library } = this.#parts;
    const { fitted, ...made } = await (await library.ready()).edits.prepare(order, library.ending);
    return { ...(await this.#parts.jobs.submit({ ...asked, ...made }, again, asking)), fitted };
  }
}

function asSame(first: EditSubmitted): EditSubmitted {
  return first.made ? { made: false, same: first.job, fitted: first.fitted } : first;
}
