import type { Access } from '../evolink/access.ts';
import type { Downloads } from '../evolink/download.ts';
import type { Evolink } from '../evolink/evolink.ts';
import type { Inputs } from '../library/inputs.ts';
import type { Library } from '../library/library.ts';
import type { Clock } from './clock.ts';
import type { JobBook } from './job-book.ts';
import type { Journal } from './journal.ts';

/**
 * Called by name around every step that matters, and waited for. The app passes nothing; a test that must stop or end the
 * process at a step passes its own.
 */
export type StepHook = (step: Step, jobId: string) => Promise<void> | void;
export type Step = 'uploading' | 'uploaded' | 'submitting' | 'answered' | 'accepted' | 'completed' | 'saving' | 'saved' | 'done';

/** What the parts of the job engine work with. */
export interface JobParts {
  readonly book: JobBook;
  readonly journal: Journal;
  readonly evolink: Evolink;
  readonly downloads: Pick<Downloads, 'open'>;
  readonly library: Pick<Library, 'keep' | 'ensureRoomFor'> & { readonly inputs: Pick<Inputs, 'describe' | 'read' | 'fromPicture'> };
  /** The key and addresses for paid or practice jobs; null while there is no key. */
  readonly access: (practice: boolean) => Promise<Access | null>;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly step: StepHook;
  /** Where errors go that nobody expected: the log. */
  readonly unexpected: (error: unknown) => void;
}
