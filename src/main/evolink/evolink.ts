import type { Balance } from '../../shared/account.ts';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { Access } from './access.ts';
import { readBalance } from './account-answer.ts';
import { parseJson } from './answer-form.ts';
import { readAcceptance, readTask, type Acceptance, type TaskReport } from './answers.ts';
import { failureOf, firstOf, requestIdOf, retryAfterMs } from './refusals.ts';
import { aheadMs, type AheadMs } from './service-clock.ts';
import { readTaskBatch } from './task-batch-answer.ts';
import { readTaskList, type TaskList } from './task-list-answer.ts';
import { NotSent, type Exchange, type Reply, type Transport } from './transport.ts';
import { readUpload, type UploadedFile } from './upload-answer.ts';
import { formBody } from './upload-form.ts';

/** The JSON of `POST /v1/images/generations`. */
export interface GenerationBody {
  readonly model: string;
  readonly prompt: string;
  readonly n: number;
  readonly size?: string;
  readonly image_urls?: readonly string[];
  readonly mask_url?: string;
  readonly callback_url?: string;
}

/** What became of a paid request: the one question on which a second charge hangs. */
export type Submission =
  | { readonly outcome: 'accepted'; readonly acceptance: Acceptance; readonly replayed: boolean }
  /** It never left. */
  | { readonly outcome: 'not-sent'; readonly failure: Failure }
  /** The service said no; nothing was charged. */
  | { readonly outcome: 'refused'; readonly status: number; readonly failure: Failure; readonly retryAfterMs: number | null }
  /** It may or may not have been accepted. */
  | { readonly outcome: 'unknown'; readonly failure: Failure };

/** A request that the service answered with "not now": when to come back, if it says. */
export class Postponed extends Failure {
  readonly afterMs: number | null;

  constructor(failure: Failure, afterMs: number | null) {
    super(failure.code, failure.message, { requestId: failure.requestId, serviceCode: failure.serviceCode });
    this.afterMs = afterMs;
  }
}

/** Statuses after which nothing was charged (documented errors), plus redirects and form errors, which never reach a model. */
const refusedStatuses = new Set([301, 302, 307, 308, 400, 401, 402, 403, 404, 405, 413, 414, 415, 422, 429, 431]);

/** How long an answer's head, each pause in it, and all of it may take. */
export interface Patience {
  readonly timeoutMs: number;
  readonly totalMs: number;
}

/** The longest that a paid request is under way: after that its answer counts as lost. */
export const paidPatience: Patience = { timeoutMs: 120_000, totalMs: 150_000 };
const readPatience: Patience = { timeoutMs: 15_000, totalMs: 30_000 };
const uploadPatience: Patience = { timeoutMs: 120_000, totalMs: 600_000 };
/** The most that the task list gives at once. */
const pageSize = 100;

/** One page of the newest tasks. */
export interface TaskPage extends TaskList {
  readonly aheadMs: AheadMs | null;
}

/** How a service that doesn't know the batch look-up answers: no such thing, not like this, not you, or a page. */
const notOffered: ReadonlySet<FailureCode> = new Set(['not-found', 'rejected', 'forbidden', 'bad-answer']);

/** The Evolink API: every endpoint that its page documents, and two that only its own clients know, treated as optional. */
export class Evolink {
  readonly #transport: Transport;
  readonly #now: () => number;
  readonly #paid: Patience;
  readonly #clocks = new Map<string, AheadMs>();

  constructor(transport: Transport, now: () => number, paid = paidPatience) {
    this.#transport = transport;
    this.#now = now;
    this.#paid = paid;
  }

  /** The paid call: sent once, never throws. An error that nobody expected says nothing about the charge either. */
  async submit(access: Access, body: GenerationBody, idempotencyKey: string): Promise<Submission> {
    const exchange: Exchange = {
      method: 'POST',
      url: `${access.apiUrl}/v1/images/generations`,
      key: access.key,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      ...this.#paid,
    };
    try {
      return this.#submissionOf(await this.#transport.exchange(exchange));
    } catch (error) {
      if (error instanceof NotSent) return { outcome: 'not-sent', failure: error };
      const failure = error instanceof Failure ? error : new Failure('unexpected', String(error), { cause: error });
      return { outcome: 'unknown', failure };
    }
  }

  #submissionOf(reply: Reply): Submission {
    const afterMs = retryAfterMs(reply, this.#now());
    if (isSuccess(reply)) {
      try {
        const acceptance = readAnswer(reply, readAcceptance);
        return { outcome: 'accepted', acceptance, replayed: firstOf(reply.headers['idempotency-replayed']) === 'true' };
      } catch (error) {
        if (error instanceof Failure) return { outcome: 'unknown', failure: error };
        throw error;
      }
    }
    const failure = failureOf(reply);
    const refused = refusedStatuses.has(reply.status) || (reply.status === 503 && afterMs !== null);
    return refused ? { outcome: 'refused', status: reply.status, failure, retryAfterMs: afterMs } : { outcome: 'unknown', failure };
  }

  async task(access: Access, taskId: string, signal?: AbortSignal): Promise<TaskReport> {
    const reply = await this.#get(access, `/v1/tasks/${encodeURIComponent(taskId)}`, signal);
    const report = readAnswer(reply, readTask);
    if (report.id !== taskId) throw withRequestId(new Failure('bad-answer', 'The service answered with another task.'), reply);
    return withItsRequestId(report, reply);
  }

  /** Up to 50 tasks in one request: those that the answer tells. Null where the service has no such thing (it is not in its documentation). */
  async tasks(access: Access, taskIds: readonly string[], signal?: AbortSignal): Promise<readonly TaskReport[] | null> {
    const body = JSON.stringify({ task_ids: taskIds });
    const headers = { 'content-type': 'application/json' };
    const exchange: Exchange = { method: 'POST', url: `${access.apiUrl}/v1/tasks/batch`, key: access.key, body, headers, ...readPatience };
    try {
      const reply = await this.#freely(exchange, signal);
      return readAnswer(reply, readTaskBatch).map((report) => withItsRequestId(report, reply));
    } catch (error) {
      if (error instanceof Failure && notOffered.has(error.code)) return null;
      throw error;
    }
  }

  /** The newest tasks of the account, or null where the service has no list (it is not in its documentation). Pages count from 1. */
  async recentTasks(access: Access, page: number, signal?: AbortSignal): Promise<TaskPage | null> {
    try {
      const reply = await this.#get(access, `/v1/tasks?page=${page}&page_size=${pageSize}&type=image`, signal);
      const list = readAnswer(reply, readTaskList);
      return { ...list, aheadMs: this.aheadOf(access) };
    } catch (error) {
      if (error instanceof Failure && (error.code === 'not-found' || error.code === 'rejected')) return null;
      throw error;
    }
  }

  /** What the service's latest answer to a free question told of its clock; null: nothing yet. */
  aheadOf({ apiUrl }: Access): AheadMs | null {
    return this.#clocks.get(new URL(apiUrl).origin) ?? null;
  }

  /** Free; also how a key is tested. */
  async credits(access: Access, signal?: AbortSignal): Promise<Balance> {
    const reply = await this.#get(access, '/v1/credits', signal);
    return readAnswer(reply, (body) => readBalance(body, this.#now()));
  }

  /** Puts a picture where the service can fetch it, for 72 hours. `name` must be unique: the same name overwrites. */
  async upload(access: Access, file: { name: string; type: string; bytes: Uint8Array }, signal?: AbortSignal): Promise<UploadedFile> {
    const form = formBody({ file, fields: { upload_path: 'afterglow', file_name: file.name } });
    const url = `${access.filesUrl}/api/v1/files/upload/stream`;
    const exchange: Exchange = { method: 'POST', url, key: access.key, body: form.pieces, headers: form.headers, ...uploadPatience };
    return readAnswer(await this.#freely(exchange, signal), readUpload);
  }

  #get(access: Access, path: string, signal: AbortSignal | undefined): Promise<Reply> {
    return this.#freely({ method: 'GET', url: access.apiUrl + path, key: access.key, ...readPatience }, signal);
  }

  /**
   * Where nothing is charged, a lost answer is only a service that couldn't be reached: nobody need fear for their credits.
   * Throws `Postponed` for any answer but a success.
   */
  async #freely(exchange: Exchange, signal: AbortSignal | undefined): Promise<Reply> {
    const askedAt = this.#now();
    const reply = await this.#transport.exchange(exchange, signal).catch((error: unknown) => {
      if (!(error instanceof Failure) || error.code !== 'lost-answer') throw error;
      throw new Failure('offline', error.message, { cause: error, requestId: error.requestId });
    });
    this.#hearClock(exchange, aheadMs(reply, askedAt, this.#now()));
    if (isSuccess(reply)) return reply;
    throw new Postponed(failureOf(reply), retryAfterMs(reply, this.#now()));
  }

  #hearClock({ url }: Exchange, told: AheadMs | null): void {
    const { origin } = new URL(url);
    if (told) this.#clocks.set(origin, told);
    else this.#clocks.delete(origin);
  }
}

function isSuccess({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

/** What a successful answer says; uploads refuse with `success: false`, sometimes at status 200. Every failure carries the request's id. */
function readAnswer<T>(reply: Reply, read: (body: unknown) => T): T {
  try {
    const body = parseJson(reply.text);
    if (typeof body === 'object' && body !== null && 'success' in body && body.success === false) throw failureOf(reply);
    return read(body);
  } catch (error) {
    throw error instanceof Failure ? withRequestId(error, reply) : error;
  }
}

function withItsRequestId(report: TaskReport, reply: Reply): TaskReport {
  const { failure } = report;
  return failure ? { ...report, failure: withRequestId(Failure.fromData(failure), reply).toData() } : report;
}

function withRequestId(failure: Failure, reply: Reply): Failure {
  const { code, message, serviceCode, requestId = requestIdOf(reply) } = failure;
  return new Failure(code, message, { cause: failure, serviceCode, requestId });
}
