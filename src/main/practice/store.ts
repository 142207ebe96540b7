import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

import { taskSchema } from './tasks.ts';
import { uploadSchema } from './upload-record.ts';

const stateSchema = v.object({
  tasks: v.array(taskSchema),
  uploads: v.array(uploadSchema),
  /** Credits of tasks that are too old to be kept. */
  spentEarlier: v.number(),
});

export type PracticeState = v.InferOutput<typeof stateSchema>;

/** Tasks and uploads, kept in a folder when there is one, so that practice jobs outlive a restart of the app. */
export class Store {
  readonly state: PracticeState = { tasks: [], uploads: [], spentEarlier: 0 };
  readonly #folder: string | undefined;
  readonly #held = new Map<string, Buffer>();
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  async load(): Promise<void> {
    if (this.#folder === undefined) return;
    await mkdir(join(this.#folder, 'bytes'), { recursive: true });
    const text = await readFile(join(this.#folder, 'practice.json'), 'utf8').catch(() => '{}');
    // What can't be read is only practice: starting afresh is better than not starting.
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stateSchema), text);
    if (parsed.success) Object.assign(this.state, parsed.output);
  }

  /** Resolves when everything up to this call is on disk. */
  save(): Promise<void> {
    const folder = this.#folder;
    if (folder === undefined) return Promise.resolve();
    this.#writing = this.#writing.catch(() => undefined).then(() => replaceFile(join(folder, 'practice.json'), JSON.stringify(this.state)));
    return this.#writing;
  }

  /** Keeps bytes under their own hash and returns it. */
  async put(bytes: Buffer): Promise<string> {
    const id = createHash('sha256').update(bytes).digest('hex');
    if (this.#folder === undefined) this.#held.set(id, bytes);
    else await replaceFile(join(this.#folder, 'bytes', id), bytes);
    return id;
  }

  async get(id: string): Promise<Buffer | undefined> {
    if (this.#folder === undefined) return this.#held.get(id);
    return readFile(join(this.#folder, 'bytes', id)).catch(() => undefined);
  }

  /** Drops the bytes that no task and no upload points to. */
  async sweep(): Promise<void> {
    const { tasks, uploads } = this.state;
    const wanted = new Set([...uploads.map(({ bytes }) => bytes), ...tasks.flatMap(({ references, mask }) => [...references, mask])]);
    for (const id of this.#held.keys()) if (!wanted.has(id)) this.#held.delete(id);
    if (this.#folder === undefined) return;
    const folder = join(this.#folder, 'bytes');
    for (const name of await readdir(folder)) if (!wanted.has(name)) await rm(join(folder, name), { force: true });
  }
}

async function replaceFile(path: string, content: string | Buffer): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
