import type { FileProblem } from '../../../shared/library.ts';

/** Why one file isn't taken in. The others are. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly why: FileProblem['why'];

  /** The message is for the person who chose the file. */
  constructor(why: FileProblem['why'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.why = why;
  }
}
