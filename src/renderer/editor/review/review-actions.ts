import type { Job } from '../../../shared/job.ts';
import type { Studio } from '../../studio.ts';
import type { Answer } from './answer.svelte.ts';

type Parts = Pick<Studio, 'router' | 'jobs' | 'notices' | 'language'>;

/** What can be done with answers. Failures end as notices. */
export class ReviewActions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async keep(answer: Answer): Promise<void> {
    await this.#parts.notices.attempt(this.#parts.language, answer.keep());
  }

  /** Goes on with a picture that was kept. */
  editOn(picture: string): void {
    this.#parts.router.edit({ what: 'picture', id: picture });
  }

  showInGallery(picture: string): void {
    const { router } = this.#parts;
    router.go('gallery');
    router.openPicture(picture);
  }

  /** The same request as a job of its own, which costs again. */
  tryAgain(job: Job): Promise<Job | undefined> {
    const { jobs, notices, language } = this.#parts;
    return notices.attempt(language, jobs.tryAgain(job.id));
  }
}
