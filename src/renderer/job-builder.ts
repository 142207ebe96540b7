import type { GenerationRequest } from '../shared/generation.ts';
import type { Job, JobState } from '../shared/job.ts';

let made = 0;

/** A request for tests: valid, except for what is overridden. */
export function aRequest(change: Partial<GenerationRequest> = {}): GenerationRequest {
  return { model: 'gpt-4o-image', prompt: 'a fox', size: '1:1', count: 1, references: [], mask: null, callbackUrl: null, ...change };
}

/** A job for tests, each younger than the one before. */
export function aJob(
  state: JobState = { state: 'queued', waiting: null },
  change: Partial<Pick<Job, 'id' | 'updatedAt' | 'place' | 'request'>> = {},
): Job {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    request: aRequest(),
    createdAt: made,
    updatedAt: made,
    place: made,
    practice: false,
    cost: { estimated: 2.5, reserved: null, used: null, charged: 'no' },
    pictures: [],
    ...change,
    ...state,
  };
}

export const aTask = { id: 'task-1', acceptedAt: 0, estimatedSeconds: 100, progress: 0, expectedAt: null, revisedPrompt: null } as const;
