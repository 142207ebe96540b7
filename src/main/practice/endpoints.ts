import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';

import { jsonAnswer, Refusal, type Answer } from './answers.ts';
import type { Fault } from './faults.ts';
import { invalid } from './generation-rules.ts';
import { Generations } from './generations.ts';
import { chargeOf } from './ledger.ts';
import type { PracticeFeatures, PracticeOptions } from './practice-options.ts';
import type { DueCallback } from './practice-server.ts';
import { parseJson, readBody } from './request-body.ts';
import { Results } from './results.ts';
import { matchRoute, type Match, type RouteName } from './routes.ts';
import type { Store } from './store.ts';
import { picturesOf, taskBody, taskRow } from './task-answers.ts';
import { taskStateAt, type Task } from './tasks.ts';
import { fileFromBase64, fileFromForm, fileFromUrl } from './upload-requests.ts';
import { uploadData, Uploads, type NewFile } from './uploads.ts';

export interface Asked {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly fault: Fault | undefined;
  /** Takes down what was asked for. */
  readonly note: (body: unknown) => void;
}

const taskLifeMs = 7 * 24 * 60 * 60 * 1000;
const maxJsonBytes = 1024 * 1024;
const maxBatch = 50;

const batchBody = v.object({ task_ids: v.array(v.string()) });

/** Everything the API offers, one method per route. */
export class Endpoints {
  readonly generations: Generations;
  readonly #store: Store;
  readonly #options: PracticeOptions;
  readonly #uploads: Uploads;
  readonly #results: Results;
  readonly #base: () => string;

  constructor(store: Store, options: PracticeOptions, random: () => number, base: () => string) {
    this.#store = store;
    this.#options = options;
    this.#base = base;
    this.generations = new Generations(store, options, random);
    this.#uploads = new Uploads(store, options, random);
    this.#results = new Results(store, options);
  }

  async answer(asked: Asked, { route, parts }: Match, key: string, beforeProcessing: () => Promise<void>): Promise<Answer> {
    checkOffered(route, this.#options.features);
    // Links to files are open to whoever has them, as the service's are.
    const open = route === 'GET /files/{path}' || route === 'GET /results/{task}/{picture}';
    if (!open && asked.request.headers.authorization !== `Bearer ${key}`) {
      asked.request.resume();
      throw new Refusal(401, 'unauthorized', 'Invalid API key');
    }
    return this.#route(asked, route, parts, beforeProcessing);
  }

  /** Forgets tasks that are older than the service would know, but not what they cost. */
  async dropOldTasks(): Promise<void> {
    const { state } = this.#store;
    const oldest = this.#options.now() - taskLifeMs;
    const old = state.tasks.filter(({ createdMs }) => createdMs < oldest);
    state.spentEarlier += old.reduce((sum, task) => sum + chargeOf(task), 0);
    state.tasks = state.tasks.filter(({ createdMs }) => createdMs >= oldest);
    await this.#store.sweep();
  }

  callbacks(): DueCallback[] {
    const now = this.#options.now();
    return this.#store.state.tasks.flatMap((task) => {
      const { endedMs } = taskStateAt(task, now);
      if (task.callbackUrl === undefined || endedMs === undefined) return [];
      return [{ url: task.callbackUrl, atMs: endedMs, body: this.#body(task) }];
    });
  }

  async #route(asked: Asked, route: RouteName, parts: readonly string[], beforeProcessing: () => Promise<void>): Promise<Answer> {
    if (route === 'POST /v1/images/generations') return this.#generate(asked, beforeProcessing);
    await beforeProcessing();
    const [first = '', second = ''] = parts;
    const handlers: Record<Exclude<RouteName, 'POST /v1/images/generations'>, () => Answer | Promise<Answer>> = {
      'GET /v1/tasks/{id}': () => jsonAnswer(200, this.#body(this.#task(first))),
      'POST /v1/tasks/batch': () => this.#batch(asked.request),
      'GET /v1/tasks': () => this.#list(asked.url.searchParams),
      'GET /v1/credits': () => this.#credits(),
      'POST /api/v1/files/upload/stream': () => this.#upload(asked.request, fileFromForm),
      'POST /api/v1/files/upload/base64': () => this.#upload(asked.request, (bytes, type) => fileFromBase64(parseJson(bytes, type))),
      'POST /api/v1/files/upload/url': () =>
        this.#upload(asked.request, (bytes, type) => fileFromUrl(parseJson(bytes, type), (url) => this.#ownFile(url))),
      'GET /api/v1/files/quota': () => jsonAnswer(200, { success: true, code: 200, msg: 'success', data: this.#uploads.quota() }),
      'GET /api/v1/files/download/{id}': () => this.#file(this.#uploads.byId(first)),
      'DELETE /api/v1/files/{id}': () => this.#remove(first),
      'GET /files/{path}': () => this.#file(this.#uploads.byPath(first)),
      'GET /results/{task}/{picture}': () => this.#result(first, Number.parseInt(second, 10)),
    };
    return handlers[route]();
  }

  async #generate({ request, fault, note }: Asked, beforeProcessing: () => Promise<void>): Promise<Answer> {
    const json = parseJson(await readBody(request, maxJsonBytes), request.headers['content-type']);
    note(json);
    const header = request.headers['idempotency-key'];
    const key = this.#options.features.idempotency && typeof header === 'string' ? header : undefined;
    return this.generations.exclusively(key, async () => {
      await beforeProcessing();
      return this.generations.submit(json, key, fault, (url) => this.#ownFile(url));
    });
  }

  async #batch(request: IncomingMessage): Promise<Answer> {
    const parsed = v.safeParse(batchBody, parseJson(await readBody(request, maxJsonBytes), request.headers['content-type']));
    if (!parsed.success) throw invalid('task_ids must be a list of ids', 'task_ids');
    const ids = parsed.output.task_ids;
    if (ids.length === 0 || ids.length > maxBatch) throw invalid(`task_ids must have 1 to ${maxBatch} ids`, 'task_ids');
    const found = this.#store.state.tasks.filter(({ id }) => ids.includes(id));
    return jsonAnswer(200, { data: found.map((task) => this.#body(task)) });
  }

  #list(query: URLSearchParams): Answer {
    const now = this.#options.now();
    const page = Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1);
    const size = Math.min(100, Math.max(1, Number.parseInt(query.get('page_size') ?? '20', 10) || 20));
    const wanted = (row: Record<string, unknown>) =>
      ['status', 'type', 'model'].every((name) => !query.get(name) || query.get(name) === row[name]);
    const rows = this.#store.state.tasks.map((task) => taskRow(task, now)).filter(wanted);
    const newestFirst = rows.reverse().slice((page - 1) * size, page * size);
    return jsonAnswer(200, { data: newestFirst, total: rows.length, page, page_size: size });
  }

  #credits(): Answer {
    const used = this.generations.usedCredits;
    const balance = { remaining_credits: this.#options.credits - used, used_credits: used };
    const data = { token: { ...balance, unlimited_credits: true }, user: balance };
    return jsonAnswer(200, { data, message: '', success: true });
  }

  async #upload(
    request: IncomingMessage,
    read: (bytes: Buffer, contentType: string | undefined) => NewFile | Promise<NewFile>,
  ): Promise<Answer> {
    // Base64 makes a file a third larger; a little more goes to the fields around it.
    const bytes = await readBody(request, this.#options.maxUploadBytes * 1.5 + 64 * 1024);
    const upload = await this.#uploads.keep(await read(bytes, request.headers['content-type']));
    return jsonAnswer(200, { success: true, code: 200, msg: 'File uploaded successfully', data: uploadData(upload, this.#base()) });
  }

  async #remove(id: string): Promise<Answer> {
    await this.#uploads.remove(id);
    return jsonAnswer(200, { success: true, code: 200, msg: 'File deleted successfully' });
  }

  async #file(upload: ReturnType<Uploads['byId']>): Promise<Answer> {
    const bytes = upload && (await this.#uploads.bytes(upload));
    if (!bytes) throw new Refusal(404, 'file_not_found', 'File not found or expired');
    return { status: 200, headers: { 'content-type': upload.mimeType }, body: bytes };
  }

  async #result(id: string, picture: number): Promise<Answer> {
    const task = this.#task(id);
    const { status, endedMs = 0 } = taskStateAt(task, this.#options.now());
    if (status !== 'completed' || !(picture >= 0 && picture < picturesOf(task))) throw new Refusal(404, 'file_not_found', 'File not found');
    if (this.#options.now() - endedMs >= task.linkLifeMs) throw new Refusal(403, 'link_expired', 'Link has expired');
    const body = await this.#results.picture(task, picture);
    return { status: 200, headers: { 'content-type': `image/${this.#options.resultKind}` }, body };
  }

  #task(id: string): Task {
    const task = this.#store.state.tasks.find((one) => one.id === id);
    if (!task) throw new Refusal(404, 'task_not_found', `Task ${id} not found`);
    return task;
  }

  #body(task: Task): Record<string, unknown> {
    const ending = this.#options.resultEnding ?? (this.#options.resultKind === 'jpeg' ? 'jpg' : this.#options.resultKind);
    return taskBody(task, this.#options.now(), (picture) => `${this.#base()}/results/${task.id}/${picture}.${ending}`);
  }

  /** The bytes behind an address of this server, whichever port it had; nothing outside is ever fetched. */
  async #ownFile(address: string): Promise<Buffer | undefined> {
    const url = new URL(address);
    if (url.protocol !== 'http:' || url.hostname !== '127.0.0.1') return undefined;
    const match = matchRoute('GET', url.pathname);
    const answer = typeof match === 'string' ? undefined : await this.#openFile(match).catch(nothingIfRefused);
    return answer?.body;
  }

  async #openFile({ route, parts: [first = '', second = ''] }: Match): Promise<Answer | undefined> {
    if (route === 'GET /files/{path}') return this.#file(this.#uploads.byPath(first));
    return route === 'GET /results/{task}/{picture}' ? this.#result(first, Number.parseInt(second, 10)) : undefined;
  }
}

function nothingIfRefused(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}

function checkOffered(route: RouteName, features: PracticeFeatures): void {
  const off = (route === 'POST /v1/tasks/batch' && !features.batch) || (route === 'GET /v1/tasks' && !features.taskList);
  if (off) throw new Refusal(404, 'not_found', `There is nothing at ${route.split(' ')[1] ?? ''}`);
}
