import type { ErrorForm } from './answers.ts';
import type { Drift } from './scene/drift.ts';
import { gpt4oImage, type PracticeModel } from './practice-model.ts';
import type { PictureKind } from './picture-kind.ts';
import type { Task } from './tasks.ts';

/** What only Evolink's own clients know of, so the app has to work with and without each. */
export interface PracticeFeatures {
  readonly taskList: boolean;
  readonly batch: boolean;
  readonly idempotency: boolean;
}

export interface PracticeOptions {
  /** 0 (the default) takes any free port. */
  readonly port: number;
  /** Keeps tasks, credits and uploads over a restart; without it they live in memory. */
  readonly folder: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Decides ids, keys and seeds; the same seed and the same requests give the same pictures. */
  readonly seed: number | undefined;
  /** How long a task takes. */
  readonly taskMs: (task: { readonly n: number; readonly prompt: string }, random: () => number) => number;
  /** What the service says beforehand that a task takes; `exact` knows. */
  readonly estimateMs: number | 'exact';
  /** How a task tells its progress: quick at first and slow at the end, truthfully, or not at all. */
  readonly pace: Extract<Task['pace']['kind'], 'steady' | 'linear' | 'silent'>;
  readonly credits: number;
  readonly pricePerPicture: number;
  readonly models: readonly PracticeModel[];
  readonly features: PracticeFeatures;
  readonly errorForm: ErrorForm | 'alternate';
  /** What only shows in the pictures themselves: refused at once, or accepted and then failed as a task. */
  readonly inputProblems: 'refused' | 'task-fails';
  readonly resultKind: Exclude<PictureKind, 'gif'>;
  /** The ending in result links, which may lie about the kind. */
  readonly resultEnding: string | undefined;
  /**
   * `plain` pictures cost next to nothing to make, for tests and measurements that don't look at them; `unedited` ones are
   * plain even where there are references to edit.
   */
  readonly pictures: 'scenes' | 'plain' | 'unedited';
  /** How far an edit strays outside its mask. */
  readonly drift: Drift;
  readonly uploadQuota: number;
  readonly maxUploadBytes: number;
}

/** What a caller may give: everything has a default. */
export type PracticeSettings = Partial<Omit<PracticeOptions, 'features'>> & { readonly features?: Partial<PracticeFeatures> };

const defaults: PracticeOptions = {
  port: 0,
  folder: undefined,
  now: Date.now,
  seed: undefined,
  // Short enough to practise with, long enough to see how waiting looks.
  taskMs: ({ n }, random) => 6000 + n * 1000 + random() * 2000,
  estimateMs: 'exact',
  pace: 'steady',
  credits: 1000,
  pricePerPicture: 2.5,
  models: [gpt4oImage],
  features: { taskList: true, batch: true, idempotency: true },
  errorForm: 'new',
  inputProblems: 'refused',
  resultKind: 'png',
  resultEnding: undefined,
  pictures: 'scenes',
  drift: { shiftPx: 2.4, gain: 0.03, noise: 3 },
  uploadQuota: 100,
  maxUploadBytes: 20 * 1024 * 1024,
};

export function practiceOptions(settings: PracticeSettings): PracticeOptions {
  return { ...defaults, ...settings, features: { ...defaults.features, ...settings.features } };
}
