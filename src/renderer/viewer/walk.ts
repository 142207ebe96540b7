import type { Picture } from '../../shared/picture.ts';
import type { Router } from '../router.svelte.ts';
import type { Trail } from './trail.svelte.ts';
import type { Viewing } from './viewing.svelte.ts';

/** The roads from the picture that is looked at to others. */
export class Walk {
  readonly #viewing: Viewing;
  readonly #trail: Trail;
  readonly #router: Pick<Router, 'openPicture' | 'closePicture'>;

  constructor(viewing: Viewing, trail: Trail, router: Pick<Router, 'openPicture' | 'closePicture'>) {
    this.#viewing = viewing;
    this.#trail = trail;
    this.#router = router;
  }

  /** Through the gallery, in its order. */
  turn(step: 1 | -1): void {
    const next = this.#viewing.turn(step);
    if (next) this.#router.openPicture(next.id);
  }

  /** Along a family or a job: the way is remembered. */
  to(picture: Picture): void {
    const from = this.#viewing.picture;
    if (!from || from.id === picture.id) return;
    this.#trail.walk(from, picture);
    this.#router.openPicture(picture.id);
  }

  alongJob(step: 1 | -1): void {
    const { family, id } = this.#viewing;
    const place = family.siblings.findIndex((other) => other.id === id);
    const sibling = place < 0 ? undefined : family.siblings[place + step];
    if (sibling) this.to(sibling);
  }

  /** To the picture before on that way, or to an earlier one; false when there is none. */
  back(place?: number): boolean {
    const step = this.#trail.back(place);
    if (step) this.#router.openPicture(step.id);
    return step !== null;
  }

  /** What is put away gives way to the next picture, at the end to the one before. */
  async past(putAway: () => Promise<void>): Promise<void> {
    const then = this.#viewing.next ?? this.#viewing.previous;
    await putAway();
    if (then) this.#router.openPicture(then.id);
    else this.#router.closePicture();
  }
}
