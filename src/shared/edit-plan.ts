import type { EditMode, PixelSize, Rectangle } from './edit.ts';
import type { Model } from './model.ts';

/** What will be sent of a picture, and how well it can be seen there. */
export interface EditPlan {
  readonly crop: Rectangle;
  readonly sent: PixelSize;
  /** As the API is to be told: one of the model's sizes. */
  readonly size: string;
  /** The pixels of the answer to one of the picture; below 1 what comes back is coarser than the picture. */
  readonly resolution: number;
}

export interface Wanted {
  readonly mode: EditMode;
  readonly canvas: Rectangle;
  /** Around everything that is painted, in the picture's pixels; inside the canvas. */
  readonly masked: Rectangle;
  readonly model: Model;
}

/** Which rectangle around the mask is sent, and in which of the model's shapes. Pure; see docs/decisions. */
export function planEdit(wanted: Wanted): EditPlan {
  void wanted;
  throw new Error('planned by the owner of this file');
}
