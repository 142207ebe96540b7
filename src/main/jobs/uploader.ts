import { randomBytes } from 'node:crypto';

import { Failure } from '../../shared/failure.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import type { Input } from '../../shared/input.ts';
import type { Job } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import type { JobParts } from './parts.ts';

/** An uploaded file lives 72 hours; what ends sooner than an hour from now is uploaded again. */
const lifeMs = 72 * 3_600_000;
const marginMs = 3_600_000;

interface Uploaded {
  readonly filesUrl: string;
  readonly at: number;
  readonly links: ReadonlyMap<string, string>;
}

/** Puts a job's inputs where the service can fetch them, each once while its link lives. */
export class Uploader {
  readonly #parts: JobParts;
  /** Uploads under way, by input: jobs that use the same picture at the same time share them. */
  readonly #sending = new Map<string, Promise<string>>();
  /** By job, those whose uploads are done. What was uploaded just now is used whatever its date says: clocks differ. */
  readonly #uploaded = new Map<string, Uploaded>();

  constructor(parts: JobParts) {
    this.#parts = parts;
  }

  /** Whether nothing of the job is left to upload, as far as is known without asking. */
  isReady({ id, request }: Job): boolean {
    return this.#uploaded.has(id) || inputsOf(request).length === 0;
  }

  /** The link of each input, or null when something has to be uploaded (again): time has passed, or the service is another one. */
  links(access: Access, { id, request }: Job): ReadonlyMap<string, string> | null {
    const { clock } = this.#parts;
    const uploaded = this.#uploaded.get(id);
    const isFresh = uploaded?.filesUrl === access.filesUrl && Math.abs(clock.now() - uploaded.at) < marginMs;
    const links = isFresh ? uploaded.links : rememberedLinks(this.#parts, access, request);
    if (!links) this.#uploaded.delete(id);
    return links;
  }

  /** Sees to it that every input has a link. Moves the job to `uploading` while there is something to send. */
  async upload(access: Access, job: Job, signal: AbortSignal): Promise<void> {
    const { book, step, clock } = this.#parts;
    const links = new Map<string, string>();
    for (const id of inputsOf(job.request)) {
      const known = this.#known(access, id);
      if (known !== null) {
        links.set(id, known);
        continue;
      }
      const current = book.current(job.id, 'queued', 'uploading');
      if (!current) throw new Failure('cancelled', 'The job was taken back.');
      if (current.state === 'queued') book.move(current, { state: 'uploading', waiting: null }, 'uploading');
      await step('uploading', job.id);
      links.set(id, await this.#shared(access, id, signal));
      await step('uploaded', job.id);
    }
    this.#uploaded.set(job.id, { filesUrl: access.filesUrl, at: clock.now(), links });
  }

  /** The job's links are no good, nor are they for others: the next attempt makes new ones. */
  forget(access: Access, { request }: Job): void {
    const inputs = inputsOf(request);
    for (const [jobId, { links }] of this.#uploaded) if (inputs.some((id) => links.has(id))) this.#uploaded.delete(jobId);
    this.#parts.journal.forgetUploads(inputs, access.filesUrl);
  }

  #known(access: Access, id: string): string | null {
    return rememberedLink(this.#parts, access, id);
  }

  #shared(access: Access, id: string, signal: AbortSignal): Promise<string> {
    const name = `${access.filesUrl} ${id}`;
    const sending = this.#sending.get(name);
    if (sending) return sending;
    const link = this.#send(access, id, signal).finally(() => this.#sending.delete(name));
    this.#sending.set(name, link);
    return link;
  }

  async #send(access: Access, id: string, signal: AbortSignal): Promise<string> {
    const { evolink, library, journal, clock, unexpected } = this.#parts;
    const [input] = await library.inputs.describe([id]);
    if (!input) throw new Failure('not-found', 'A reference picture is no longer in the library.');
    const file = { name: uploadName(input), type: `image/${input.kind}`, bytes: await library.inputs.read(id) };
    const { url, expiresAt } = await evolink.upload(access, file, signal);
    try {
      journal.keepUpload(id, access.filesUrl, url, Math.min(expiresAt ?? Infinity, clock.now() + lifeMs));
    } catch (error) {
      unexpected(error); // only remembered to spare the next job an upload
    }
    return url;
  }
}

function rememberedLink({ journal, clock }: Pick<JobParts, 'journal' | 'clock'>, access: Access, id: string): string | null {
  return journal.uploadOf(id, access.filesUrl, clock.now() + marginMs);
}

/** The links that a request's inputs have already, or null when one has none that lives. */
export function rememberedLinks(
  parts: Pick<JobParts, 'journal' | 'clock'>,
  access: Access,
  request: GenerationRequest,
): ReadonlyMap<string, string> | null {
  const links = new Map<string, string>();
  for (const id of inputsOf(request)) {
    const link = rememberedLink(parts, access, id);
    if (link === null) return null;
    links.set(id, link);
  }
  return links;
}

/** Each input once, the references in their order. */
function inputsOf({ references, mask }: GenerationRequest): string[] {
  return [...new Set([...references, ...(mask === null ? [] : [mask])])];
}

/** The same name overwrites another upload and may be cached, so no two uploads share one; nothing of the person's name for it leaves. */
function uploadName({ id, kind }: Input): string {
  return `${id.slice(0, 16)}-${randomBytes(4).toString('hex')}.${kind === 'jpeg' ? 'jpg' : kind}`;
}
