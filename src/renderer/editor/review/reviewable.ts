import { isFinal, type Job } from '../../../shared/job.ts';

/** Whether a job's pictures are answers that can be laid over an original. */
export function isReviewable(job: Job): boolean {
  return job.request.edit !== undefined && job.pictures.length > 0 && isFinal(job);
}
