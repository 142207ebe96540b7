import type { FailureData } from '../../../shared/failure.ts';
import type { WorkName } from './edit-work.ts';

/** What is said to the thread. */
export type ToThread =
  | { readonly what: 'ask'; readonly id: number; readonly name: WorkName; readonly given: unknown }
  | { readonly what: 'call-off'; readonly id: number }
  /** There is nothing more to do. */
  | { readonly what: 'end' };

/** What it answers. An error that is nobody's Failure keeps its stack. */
export type FromThread =
  | { readonly what: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly what: 'failure'; readonly id: number; readonly failure: FailureData }
  | { readonly what: 'error'; readonly id: number; readonly error: Error };
