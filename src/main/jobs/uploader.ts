import { randomBytes } from 'node:crypto';

import { Failure } from '../../shared/failure.ts';
import type { Input } from '../../shared/input.ts';
import type { Job } from '../../shared/job.ts';
import type { Access } from '../evolink/access.ts';
import type { JobParts } from './parts.ts';

/** An uploaded file lives 72 hours; what ends sooner than an hour from now is uploaded again. */
const lifeMs = 72 * 3_600_000;
const marginMs = 3_600_000;

/** Puts a job's inputs where the service can fetch them, each once while its link lives. */
export class Uploader {
  readonly #parts: JobParts;

  constructor(parts: JobParts) {
    this.#parts = parts;
  }

  /** The link of each input. Moves the job to `uploading` while there is something to send. */
  async upload(access: Access, job: Job): Promise<ReadonlyMap<string, string>> {
    const { book, journal, clock, step } = this.#parts;
    const ids = [...job.request.references, ...(job.request.mask === null ? [] : [job.request.mask])];
    const links = new Map<string, string>();
    for (const id of new Set(ids)) {
      const known = journal.uploadOf(id, access.filesUrl, clock.now() + marginMs);
      if (known !== null) {
        links.set(id, known);
        continue;
      }
      const current = book.current(job.id, 'queued', 'uploading');
      if (!current) throw new Failure('cancelled', 'The job was taken back.');
      if (current.state === 'queued') book.move(current, { state: 'uploading', waiting: null }, 'uploading');
      await step('uploading', job.id);
      links.set(id, await this.#send(access, id));
      await step('uploaded', job.id);
    }
    return links;
  }

  async #send(access: Access, id: string): Promise<string> {
    const { evolink, library, journal, clock } = this.#parts;
    const [input] = await library.inputs.describe([id]);
    if (!input) throw new Failure('not-found', 'A reference picture is no longer in the library.');
    const file = { name: uploadName(input), type: `image/${input.kind}`, bytes: await library.inputs.read(id) };
    const { url, expiresAt } = await evolink.upload(access, file);
    journal.keepUpload(id, access.filesUrl, url, expiresAt ?? clock.now() + lifeMs);
    return url;
  }
}

/** The same name overwrites another upload and may be cached, so no two uploads share one; nothing of the person's name for it leaves. */
function uploadName({ id, kind }: Input): string {
  return `${id.slice(0, 16)}-${randomBytes(4).toString('hex')}.${kind === 'jpeg' ? 'jpg' : kind}`;
}
