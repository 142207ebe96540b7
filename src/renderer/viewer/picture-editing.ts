import type { PictureDetails } from '../../shared/picture.ts';
import { reopenEdit } from '../editor/review/reopen-edit.ts';
import type { Studio } from '../studio.ts';
import { Judging } from './judging.svelte.ts';

type Parts = Pick<Studio, 'bridge' | 'jobs' | 'edits' | 'router' | 'notices' | 'language'>;

/** What can be done in the viewer with a picture that came of a masked edit. */
export class PictureEditing {
  readonly judging: Judging;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.judging = new Judging(parts.bridge.edits);
  }

  /** Lays an answer over its original; null where its job isn't known on this machine. */
  reviewOf({ isAnswer, composite, id, jobId }: PictureDetails): (() => void) | null {
    const { jobs, router } = this.#parts;
    const answer = composite?.answer ?? (isAnswer ? id : '');
    const job = jobs.find(jobId) ?? jobs.all.find(({ pictures }) => pictures.includes(answer));
    if (!job?.request.edit || !job.pictures.includes(answer)) return null;
    return () => router.edit({ what: 'answers', job: job.id, answer });
  }

  /** Opens the original with the same mask and words. */
  again(details: PictureDetails): void {
    if (details.edit) void reopenEdit(this.#parts, details, details.edit);
  }
}
