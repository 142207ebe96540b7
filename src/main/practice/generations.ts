import { createHash } from 'node:crypto';

import { jsonAnswer, Refusal, type Answer } from './answers.ts';
import { faultyTask, type Fault } from './faults.ts';
import { checkGeneration, invalid, type CheckedRequest } from './generation-rules.ts';
import { ledgerEntry, usedCredits, type LedgerEntry } from './ledger.ts';
import type { PracticeOptions } from './practice-options.ts';
import { failureMessage, promptOrders } from './prompt-orders.ts';
import { randomName } from './randomness.ts';
import { fetchInputs, InputProblem, type FetchedInputs } from './references.ts';
import type { Store } from './store.ts';
import { acceptedBody } from './task-answers.ts';
import type { Task } from './tasks.ts';

const linkLifeMs = 24 * 60 * 60 * 1000;
const slowness = 6;

/** Accepts generation requests, each at most once per idempotency key, and charges for them. */
export class Generations {
  readonly #store: Store;
  readonly #options: PracticeOptions;
  readonly #random: () => number;
  readonly #inFlight = new Set<string>();

  constructor(store: Store, options: PracticeOptions, random: () => number) {
    this.#store = store;
    this.#options = options;
    this.#random = random;
  }

  get ledger(): LedgerEntry[] {
    const now = this.#options.now();
    return this.#store.state.tasks.map((task) => ledgerEntry(task, now));
  }

  get usedCredits(): number {
    return this.#store.state.spentEarlier + usedCredits(this.ledger);
  }

  /** Carries a request out, or answers with what the same key got before. */
  async submit(
    json: unknown,
    key: string | undefined,
    fault: Fault | undefined,
    fetchOwn: (url: string) => Promise<Buffer | undefined>,
  ): Promise<Answer> {
    const idempotency = key === undefined ? undefined : { key: checkedKey(key), body: fingerprint(json) };
    const earlier = idempotency && this.#store.state.tasks.find((task) => task.idempotency?.key === idempotency.key);
    if (earlier) return replay(earlier, idempotency.body);
    const request = checkGeneration(json, this.#options.models);
    const inputs = await this.#inputs(request, fetchOwn);
    const task = faultyTask(await this.#newTask(request, inputs), fault);
    // From here to the charge nothing waits, so that two requests can't both spend the last credits.
    this.#checkBalance(task.credits);
    this.#store.state.tasks.push(idempotency ? { ...task, idempotency } : task);
    await this.#store.save();
    return jsonAnswer(200, acceptedBody(task));
  }

  /** Holds the key while its request is worked on: a second one with it can't know how the first will end. */
  async exclusively(key: string | undefined, work: () => Promise<Answer>): Promise<Answer> {
    if (key === undefined) return work();
    if (this.#inFlight.has(key)) {
      throw new Refusal(409, 'paid_outcome_unknown', 'A request with this Idempotency-Key is still being processed');
    }
    this.#inFlight.add(key);
    try {
      return await work();
    } finally {
      this.#inFlight.delete(key);
    }
  }

  async #inputs(request: CheckedRequest, fetchOwn: (url: string) => Promise<Buffer | undefined>): Promise<FetchedInputs | InputProblem> {
    try {
      return await fetchInputs(request, fetchOwn);
    } catch (error) {
      if (error instanceof InputProblem && this.#options.inputProblems === 'task-fails') return error;
      throw error;
    }
  }

  async #newTask(request: CheckedRequest, inputs: FetchedInputs | InputProblem): Promise<Task> {
    const { options, random } = { options: this.#options, random: this.#random };
    const createdMs = options.now();
    const orders = promptOrders(request.prompt);
    const usualMs = options.taskMs(request, random);
    const kept = inputs instanceof InputProblem ? { references: [] } : await this.#keep(inputs);
    return {
      id: `task-unified-${Math.floor(createdMs / 1000)}-${randomName(random, 8)}`,
      createdMs,
      durationMs: orders.slow ? usualMs * slowness : usualMs,
      estimatedMs: options.estimateMs === 'exact' ? usualMs : options.estimateMs,
      model: request.model.id,
      prompt: request.prompt,
      ...(request.size === undefined ? {} : { size: request.size }),
      n: request.n,
      seed: Math.floor(random() * 2 ** 32),
      credits: request.n * options.pricePerPicture,
      ...kept,
      ...(request.callbackUrl === undefined ? {} : { callbackUrl: request.callbackUrl }),
      end: endOf(request.n, orders, inputs),
      pace: orders.pace ?? { kind: options.pace },
      results: 'results',
      linkLifeMs: orders.expired ? 0 : linkLifeMs,
      ...(orders.strange === undefined ? {} : { strange: orders.strange }),
    };
  }

  async #keep({ references, mask }: FetchedInputs): Promise<Pick<Task, 'references' | 'mask'>> {
    const ids = await Promise.all(references.map((bytes) => this.#store.put(bytes)));
    return { references: ids, ...(mask ? { mask: await this.#store.put(mask) } : {}) };
  }

  #checkBalance(price: number): void {
    const left = this.#options.credits - this.usedCredits;
    if (price > left) {
      const extra = { estimated_credits: price, account_balance_credits: left };
      throw new Refusal(402, 'insufficient_user_quota', `Insufficient credits: ${price} needed, ${left} left`, extra);
    }
  }
}

function endOf(n: number, orders: ReturnType<typeof promptOrders>, inputs: FetchedInputs | InputProblem): Task['end'] {
  if (inputs instanceof InputProblem) return { kind: 'failed', error: { code: inputs.taskCode, message: inputs.message } };
  if (orders.fail !== undefined) return { kind: 'failed', error: { code: orders.fail, message: failureMessage(orders.fail) } };
  return { kind: 'completed', pictures: orders.fewer ? Math.max(1, n - 1) : n };
}

function replay(task: Task, body: string): Answer {
  if (task.idempotency?.body !== body) {
    throw new Refusal(409, 'idempotency_conflict', 'This Idempotency-Key was used with another request');
  }
  return jsonAnswer(200, acceptedBody(task), { 'idempotency-replayed': 'true' });
}

function checkedKey(key: string): string {
  if (/^[A-Za-z0-9._-]{16,96}$/.test(key)) return key;
  throw invalid('Idempotency-Key must be 16 to 96 characters of A-Z a-z 0-9 . _ -');
}

function fingerprint(json: unknown): string {
  return createHash('sha256').update(JSON.stringify(json)).digest('hex');
}
