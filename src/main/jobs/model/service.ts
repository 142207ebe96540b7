import fc from 'fast-check';

import type { Fault } from '../../practice/faults.ts';
import type { RouteName } from '../../practice/routes.ts';
import type { Deed } from './command.ts';

const hangUps: readonly Fault[] = (['before-processing', 'after-processing', 'after-head', 'mid-body'] as const).flatMap((when) =>
  (['close', 'reset'] as const).map((how) => ({ kind: 'hang-up', when, how }) as const),
);
const refused = (status: number, code: string, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  status,
  headers,
  body: { error: { code, message: `${code}, it says` } },
  takesEffect: false,
});
/** What any answer may suffer. */
const broken: readonly Fault[] = [
  ...hangUps,
  refused(500, 'internal_error'),
  refused(502, 'upstream_error'),
  refused(401, 'unauthorized'),
  refused(403, 'permission_denied'),
  refused(429, 'rate_limit_exceeded'),
  refused(429, 'rate_limit_exceeded', { 'retry-after': '20' }),
  refused(429, 'rate_limit_exceeded', { 'retry-after': '999999' }),
  refused(503, 'unavailable'),
  refused(503, 'unavailable', { 'retry-after': '7' }),
  { kind: 'wrong-length', by: 50 },
  { kind: 'wrong-length', by: -50 },
  { kind: 'redirect', location: 'http://10.0.0.1/elsewhere', takesEffect: false },
];
const strange = (as: 'html' | 'empty' | 'garbage', isEffective: boolean): Fault => ({
  kind: 'garbled',
  as,
  status: 200,
  takesEffect: isEffective,
});
const failing = (code?: string): Fault => ({ kind: 'task-fails', ...(code !== undefined && { code }) });

/** Answers that are lost after the task was charged. */
const losing: readonly Fault[] = [
  ...hangUps.filter((fault) => fault.kind === 'hang-up' && fault.when !== 'before-processing'),
  ...[500, 502, 504].map((status): Fault => ({ kind: 'answer', status, takesEffect: true })),
  ...(['html', 'empty', 'garbage'] as const).map((as) => strange(as, true)),
  { kind: 'missing-fields', fields: ['id'] },
];
const onPaying: readonly Fault[] = [
  ...broken,
  refused(400, 'invalid_request'),
  refused(400, 'content_policy_violation'),
  refused(402, 'insufficient_quota'),
  refused(403, 'model_access_denied'),
  refused(409, 'paid_outcome_unknown'),
  ...(['html', 'empty', 'garbage'] as const).map((as) => strange(as, false)),
  { kind: 'missing-fields', fields: ['task_info', 'usage', 'status'] },
];
const onTheTask: readonly Fault[] = [
  { kind: 'slow-progress', times: 5 },
  { kind: 'out-of-order-progress' },
  { kind: 'stuck', at: 40 },
  failing('content_policy_violation'),
  failing('generation_timeout'),
  failing(),
  { kind: 'fewer-pictures', pictures: 1 },
  { kind: 'result-form', form: 'result_data-url' },
  { kind: 'short-lived-links', lifeMs: 0 },
  { kind: 'short-lived-links', lifeMs: 300_000 },
];
const onAnyAnswer: readonly Fault[] = [
  ...broken,
  refused(404, 'task_not_found'),
  strange('html', true),
  strange('garbage', true),
  { kind: 'missing-fields', fields: ['status'] },
  { kind: 'missing-fields', fields: ['results', 'usage', 'data'] },
];
const onPictures: readonly Fault[] = [
  ...broken,
  refused(404, 'file_not_found'),
  { kind: 'expired-link', status: 403 },
  { kind: 'expired-link', status: 410 },
  strange('html', true),
  { kind: 'garbled', as: 'empty', status: 200, takesEffect: true },
];
const onUploads: readonly Fault[] = [...broken, strange('html', true), refused(413, 'too_large'), refused(403, 'quota')];

const routes: readonly (readonly [RouteName, readonly Fault[]])[] = [
  ['POST /v1/images/generations', [...onPaying, ...losing]],
  ['POST /v1/images/generations', [...losing, ...losing, ...hangUps]],
  ['POST /v1/images/generations', onTheTask],
  ['POST /v1/images/generations', onTheTask],
  ['GET /v1/tasks/{id}', onAnyAnswer],
  ['POST /v1/tasks/batch', onAnyAnswer],
  ['GET /v1/tasks', onAnyAnswer],
  ['GET /results/{task}/{picture}', onPictures],
  ['POST /api/v1/files/upload/stream', onUploads],
];
const wordsFor = (fault: Fault): string => JSON.stringify(fault, (name, value: unknown) => (name === 'body' ? undefined : value));

const faultsAt = ([route, possible]: (typeof routes)[number]): fc.Arbitrary<Deed> => {
  const once = fc.array(fc.constantFrom(...possible), { minLength: 1, maxLength: 4 }).map((faults): Deed => ({
    words: `next at ${route}: ${faults.map(wordsFor).join(', ')}`,
    run: ({ world }) => world.server.faults.next(route, ...faults),
  }));
  const standing = fc.constantFrom(...possible).map((fault): Deed => ({
    words: `always at ${route}: ${wordsFor(fault)}`,
    run: ({ world }) => world.server.faults.always(route, fault),
  }));
  const over: Deed = { words: 'no more faults', run: ({ world }) => world.server.faults.clear() };
  return fc.oneof({ weight: 4, arbitrary: once }, { weight: 1, arbitrary: standing }, { weight: 1, arbitrary: fc.constant(over) });
};

const gone = fc.boolean().map((isThere): Deed => ({
  words: isThere ? 'the service is back elsewhere' : 'the service goes',
  when: ({ world }) => world.isServiceThere !== isThere,
  run: ({ world }) => world.setService(isThere),
}));

/** What the service, and the network before it, can do to a client. */
export const serviceDeeds: readonly fc.Arbitrary<Deed>[] = [...routes.map(faultsAt), gone];
