import { halved, type Plane } from './plane.ts';
import { halvedRing, type Ring } from './ring.ts';
import { slopesOf, type Slopes } from './slopes.ts';

/** Sent and answer, halved some times; slopes are taken when they are first asked for. */
export class Level {
  /** How many of the sent pixels one of this level covers, in each direction. */
  readonly scale: number;
  readonly ring: Ring;
  readonly planes: { readonly sent: Plane; readonly answer: Plane };
  #sent: Slopes | undefined;
  #answer: Slopes | undefined;

  constructor(scale: number, planes: { readonly sent: Plane; readonly answer: Plane }, ring: Ring) {
    this.scale = scale;
    this.planes = planes;
    this.ring = ring;
  }

  get sent(): Slopes {
    return (this.#sent ??= slopesOf(this.planes.sent));
  }

  get answer(): Slopes {
    return (this.#answer ??= slopesOf(this.planes.answer));
  }

  get half(): Level {
    const { sent, answer } = this.planes;
    return new Level(this.scale * 2, { sent: halved(sent), answer: halved(answer) }, halvedRing(this.ring));
  }
}
