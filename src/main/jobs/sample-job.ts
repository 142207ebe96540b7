import { randomUUID } from 'node:crypto';

import type { GenerationRequest } from '../../shared/generation.ts';
import type { JobIn } from '../../shared/job.ts';

/** A request that breaks no rule, for tests and measurements that are about something else. */
export function sampleRequest(change: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    model: 'gpt-4o-image',
    prompt: 'a fox in the snow',
    size: '1:1',
    count: 1,
    references: [],
    mask: null,
    callbackUrl: null,
    ...change,
  };
}

/** A job that was just made. */
export function sampleJob(change: Partial<JobIn<'queued'>> = {}): JobIn<'queued'> {
  return {
    id: randomUUID(),
    request: sampleRequest(),
    createdAt: 1_000,
    updatedAt: 1_000,
    place: 1_000,
    practice: false,
    cost: { estimated: 2.5, reserved: null, used: null, charged: 'no' },
    pictures: [],
    state: 'queued',
    waiting: null,
    ...change,
  };
}
