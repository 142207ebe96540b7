import type { Edit, Rectangle } from '../../../shared/edit.ts';
import type { SrgbPixels } from '../pixels/picture-pixels.ts';
import type { Registration } from './register.ts';
import { Resampling } from './resampling.ts';

interface Laid {
  /** In its own size. */
  readonly answer: SrgbPixels;
  readonly edit: Pick<Edit, 'crop'>;
  readonly sent: { readonly width: number; readonly height: number };
  readonly registration: Registration;
  /** Which part of the picture is looked at, in the picture's pixels. */
  readonly place: Rectangle;
}

/** An answer, moved back to where it belongs and in the colours that were sent, in the picture's own resolution: row by row. */
export class LaidAnswer {
  readonly #rows: Resampling;
  readonly #registration: Registration;

  constructor({ answer, edit, sent, registration, place }: Laid) {
    const { crop } = edit;
    const { shift } = registration;
    // From the picture's pixels to those of what was sent, and on to those of the answer.
    const scale = { x: sent.width / crop.width, y: sent.height / crop.height };
    const size = { x: answer.width / sent.width, y: answer.height / sent.height };
    const window = {
      left: ((place.left - crop.left) * scale.x + shift.x) * size.x,
      top: ((place.top - crop.top) * scale.y + shift.y) * size.y,
      width: place.width * scale.x * size.x,
      height: place.height * scale.y * size.y,
    };
    this.#rows = new Resampling(answer, window, place.width, place.height);
    this.#registration = registration;
  }

  /** Red, green and blue of one row of the place, until the next is asked for. Not limited to 0 to 255. */
  row(y: number): Float32Array {
    const row = this.#rows.row(y);
    const { gain, offset } = this.#registration;
    for (let c = 0; c < 3; c++) {
      const [by, less] = [1 / (gain[c] ?? 1), offset[c] ?? 0];
      for (let at = c; at < row.length; at += 3) row[at] = ((row[at] ?? 0) - less) * by;
    }
    return row;
  }
}
