import type { Picture } from '../../shared/picture.ts';
import type { CommandHandlers } from '../commands.ts';
import type { PictureActions } from '../gallery/picture-actions.ts';

type Marked = Pick<Picture, 'id' | 'favourite' | 'flag'>;

/** Rates, picks, rejects and favours the one picture that is looked at. */
export class Marking {
  readonly #actions: Pick<PictureActions, 'setFavourite' | 'rate' | 'flag'>;
  readonly #picture: () => Marked | null | undefined;

  constructor(actions: Pick<PictureActions, 'setFavourite' | 'rate' | 'flag'>, picture: () => Marked | null | undefined) {
    this.#actions = actions;
    this.#picture = picture;
  }

  toggleFavourite(): void {
    this.#do(({ id, favourite }) => this.#actions.setFavourite([id], !favourite));
  }

  rate(rating: number): void {
    this.#do(({ id }) => this.#actions.rate([id], rating));
  }

  /** The same again takes it back. */
  toggleFlag(wanted: 'picked' | 'rejected'): void {
    this.#do(({ id, flag }) => this.#actions.flag([id], flag === wanted ? 'none' : wanted));
  }

  /** The keys for all of that. */
  get commands(): CommandHandlers {
    return {
      favourite: () => this.toggleFavourite(),
      'rate-0': () => this.rate(0),
      'rate-1': () => this.rate(1),
      'rate-2': () => this.rate(2),
      'rate-3': () => this.rate(3),
      'rate-4': () => this.rate(4),
      'rate-5': () => this.rate(5),
      pick: () => this.toggleFlag('picked'),
      reject: () => this.toggleFlag('rejected'),
    };
  }

  #do(change: (picture: Marked) => Promise<void>): void {
    const picture = this.#picture();
    if (picture) void change(picture);
  }
}
