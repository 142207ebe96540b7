import fc from 'fast-check';

import { Failure } from '../../../shared/failure.ts';
import type { Job, JobStateName } from '../../../shared/job.ts';
import type { Chronicle } from './chronicle.ts';
import { checkAtRest, checkNow } from './invariants.ts';
import type { World } from './world.ts';

/** What was told, and what is so. */
export interface Scene {
  readonly told: Chronicle;
  readonly world: World;
}

export interface Deed {
  readonly words: string;
  /** Whether it can be done as things stand; always, when missing. */
  readonly when?: (scene: Scene) => boolean;
  /** A sentence, if it answers with one, is added to the words: which job it was. */
  readonly run: (scene: Scene) => unknown;
}

/** Something that happens to the engine. Unless the next thing follows at once, everything that it sets off comes to rest first. */
class Command implements fc.AsyncCommand<Scene, Scene> {
  readonly #deed: Deed;
  readonly #isHasty: boolean;
  #about = '';

  constructor(deed: Deed, isHasty: boolean) {
    this.#deed = deed;
    this.#isHasty = isHasty;
  }

  check(scene: Scene): boolean {
    return this.#deed.when?.(scene) ?? true;
  }

  async run(scene: Scene): Promise<void> {
    this.#about = '';
    const about = await this.#deed.run(scene);
    this.#about = typeof about === 'string' ? ` ${about}` : '';
    if (this.#isHasty) {
      checkNow(scene);
      return;
    }
    await scene.world.rest();
    checkAtRest(scene);
  }

  toString(): string {
    return this.#deed.words + this.#about + (this.#isHasty ? ', and at once' : '');
  }
}

/** Commands out of deeds; one in six doesn't wait for what it sets off. */
export function commandsOf(deeds: fc.Arbitrary<Deed>): fc.Arbitrary<fc.AsyncCommand<Scene, Scene>> {
  const isHasty = fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
  return fc.tuple(deeds, isHasty).map(([deed, hasty]) => new Command(deed, hasty));
}

/** A deed about one of the jobs in these states, as the person sees them. */
export function onJob(
  words: string,
  states: readonly JobStateName[],
  run: (scene: Scene, job: Job) => Promise<void> | void,
): fc.Arbitrary<Deed> {
  return fc.nat(7).map((choice) => ({
    words,
    when: ({ told }) => told.jobsIn(...states).length > 0,
    run: async (scene) => {
      const there = scene.told.jobsIn(...states);
      const job = there[choice % there.length];
      if (!job) return '';
      await refusable(() => run(scene, job));
      return scene.told.nameOf(job.id);
    },
  }));
}

/** Whatever a person asks for may be refused with a sentence, never with anything else. */
export async function refusable<T>(work: () => Promise<T> | T): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
