import type { Fault } from '../practice/faults.ts';

/** What goes wrong in a storm, at whatever route: every kind of answer that leaves something unknown, and some that don't. */
export const stormFaults: readonly Fault[] = [
  { kind: 'hang-up', when: 'mid-body', how: 'reset' },
  { kind: 'hang-up', when: 'before-processing', how: 'close' },
  { kind: 'hang-up', when: 'after-processing', how: 'reset' },
  { kind: 'answer', status: 500, takesEffect: true },
  { kind: 'answer', status: 429, headers: { 'retry-after': '3' }, takesEffect: false },
  { kind: 'answer', status: 503, headers: { 'retry-after': '3' }, takesEffect: false },
  { kind: 'garbled', as: 'html', status: 200, takesEffect: true },
  { kind: 'wrong-length', by: 50 },
];
