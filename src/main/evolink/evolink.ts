import { FormData } from 'undici';

import type { Balance } from '../../shared/account.ts';
import { Failure } from '../../shared/failure.ts';
import type { Access } from './access.ts';
import { readBalance } from './account-answer.ts';
import { parseJson } from './answer-form.ts';
import { readAcceptance, readTask, type Acceptance, type TaskReport } from './answers.ts';
import { failureOf, retryAfterMs } from './refusals.ts';
import { readTaskList, type ListedTask } from './task-list-answer.ts';
import { NotSent, type Exchange, type Reply, type Transport } from './transport.ts';
import { readUpload, type UploadedFile } from './upload-answer.ts';

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
const readTimeoutMs = 15_000;
const paidTimeoutMs = 120_000;

/** The Evolink API: every endpoint that its page documents, and two that only its own clients know, treated as optional. */
export class Evolink {
  readonly #transport: Transport;
  readonly #now: () => number;

  constructor(transport: Transport, now: () => number) {
    this.#transport = transport;
    this.#now = now;
  }

  /** The paid call: sent once, never throws. An error that nobody expected says nothing about the charge either. */
  async submit(access: Access, body: GenerationBody, idempotencyKey: string): Promise<Submission> {
    const exchange: Exchange = {
      method: 'POST',
      url: `${access.apiUrl}/v1/images/generations`,
      key: access.key,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      timeoutMs: paidTimeoutMs,
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
    if (reply.status >= 200 && reply.status < 300) {
      try {
        const acceptance = readAcceptance(parseJson(reply.text));
        return { outcome: 'accepted', acceptance, replayed: reply.headers['idempotency-replayed'] === 'true' };
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
    return readTask(await this.#get(access, `/v1/tasks/${encodeURIComponent(taskId)}`, signal));
  }

  /** The newest tasks of the account, or null where the service has no list (it is not in its documentation). */
  async recentTasks(access: Access, signal?: AbortSignal): Promise<readonly ListedTask[] | null> {
    try {
      return readTaskList(await this.#get(access, '/v1/tasks?page=1&page_size=100&type=image', signal)).tasks;
    } catch (error) {
      if (error instanceof Failure && (error.code === 'not-found' || error.code === 'rejected' || error.code === 'bad-answer')) return null;
      throw error;
    }
  }

  /** Free; also how a key is tested. */
  async credits(access: Access, signal?: AbortSignal): Promise<Balance> {
    return readBalance(await this.#get(access, '/v1/credits', signal), this.#now());
  }

  /** Puts a picture where the service can fetch it, for 72 hours. `name` must be unique: the same name overwrites. */
  async upload(access: Access, file: { name: string; type: string; bytes: Uint8Array }, signal?: AbortSignal): Promise<UploadedFile> {
    const form = new FormData();
    form.set('file', new File([Uint8Array.from(file.bytes)], file.name, { type: file.type }));
    form.set('upload_path', 'afterglow');
    form.set('file_name', file.name);
    const url = `${access.filesUrl}/api/v1/files/upload/stream`;
    const exchange: Exchange = { method: 'POST', url, key: access.key, body: form, timeoutMs: paidTimeoutMs };
    return readUpload(this.#json(await this.#freely(exchange, signal)));
  }

  async #get(access: Access, path: string, signal: AbortSignal | undefined): Promise<unknown> {
    const url = access.apiUrl + path;
    return this.#json(await this.#freely({ method: 'GET', url, key: access.key, timeoutMs: readTimeoutMs }, signal));
  }

  /** Where nothing is charged, a lost answer is only a service that couldn't be reached: nobody need fear for their credits. */
  async #freely(exchange: Exchange, signal: AbortSignal | undefined): Promise<Reply> {
    try {
      return await this.#transport.exchange(exchange, signal);
    } catch (error) {
      throw error instanceof Failure && error.code === 'lost-answer' ? new Failure('offline', error.message, { cause: error }) : error;
    }
  }

  #json(reply: Reply): unknown {
    if (reply.status < 200 || reply.status >= 300) throw new Postponed(failureOf(reply), retryAfterMs(reply, this.#now()));
    const body = parseJson(reply.text);
    if (typeof body === 'object' && body !== null && 'success' in body && body.success === false) throw failureOf(reply);
    return body;
  }
}
