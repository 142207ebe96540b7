import * as v from 'valibot';

import { Reason } from '../../shared/failure-reason.ts';
import { failureCodes } from '../../shared/failure.ts';
import { GenerationRequest } from '../../shared/generation.ts';
import { Sha256 } from '../../shared/input.ts';
import { stopReasons, type Job } from '../../shared/job.ts';

const Instant = v.pipe(v.number(), v.minValue(0));
const Credits = v.nullable(v.number());
const TaskSchema = v.object({
  id: v.string(),
  acceptedAt: Instant,
  estimatedSeconds: v.nullable(v.number()),
  progress: v.number(),
  expectedAt: v.nullable(Instant),
  revisedPrompt: v.nullable(v.string()),
});
const WaitingSchema = v.nullable(
  v.variant('for', [
    ...(['offline', 'key', 'credit', 'permission', 'budget', 'disk', 'library', 'journal', 'pause'] as const).map((reason) =>
      v.object({ for: v.literal(reason) }),
    ),
    v.object({ for: v.literal('rate-limit'), until: Instant }),
    v.object({ for: v.literal('service'), until: Instant }),
  ]),
);
const FailureSchema = v.object({
  code: v.picklist(failureCodes),
  message: v.string(),
  requestId: v.exactOptional(v.string()),
  serviceCode: v.exactOptional(v.string()),
  // A newer version may know more of them: the message tells the same.
  because: v.exactOptional(v.fallback(v.array(Reason), [])),
});

const facts = {
  id: v.pipe(v.string(), v.uuid()),
  request: GenerationRequest,
  createdAt: Instant,
  updatedAt: Instant,
  /** Missing in what version 0.1 wrote. */
  place: v.optional(v.number()),
  practice: v.boolean(),
  cost: v.object({
    estimated: Credits,
    reserved: Credits,
    used: Credits,
    charged: v.picklist(['no', 'reserved', 'yes', 'refunded', 'unknown']),
    doubtful: v.exactOptional(v.number()),
  }),
  pictures: v.array(Sha256),
};

const StoredJob = v.variant('state', [
  v.object({ ...facts, state: v.literal('queued'), waiting: WaitingSchema }),
  v.object({ ...facts, state: v.literal('uploading'), waiting: WaitingSchema }),
  v.object({ ...facts, state: v.literal('submitting'), sentAt: Instant }),
  v.object({ ...facts, state: v.literal('running'), task: TaskSchema, waiting: WaitingSchema }),
  v.object({ ...facts, state: v.literal('saving'), task: TaskSchema, links: v.array(v.string()), waiting: WaitingSchema }),
  v.object({ ...facts, state: v.literal('done'), task: TaskSchema, finishedAt: Instant }),
  v.object({ ...facts, state: v.literal('failed'), task: v.nullable(TaskSchema), failure: FailureSchema, finishedAt: Instant }),
  v.object({ ...facts, state: v.literal('stopped'), task: TaskSchema, why: v.optional(v.picklist(stopReasons), 'person') }),
  v.object({ ...facts, state: v.literal('unknown'), sentAt: Instant, failure: FailureSchema }),
]);

/** A job as the journal holds it, or null when the row is not one. */
export function readJob(text: string): Job | null {
  try {
    const result = v.safeParse(StoredJob, JSON.parse(text));
    return result.success ? { ...result.output, place: result.output.place ?? result.output.createdAt } : null;
  } catch {
    return null; // not JSON: a damaged row, left in place for a look by hand
  }
}
