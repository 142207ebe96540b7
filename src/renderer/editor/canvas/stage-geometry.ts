import type { Rectangle } from '../../../shared/edit.ts';
import { emptyBox, intersection, isEmpty, type Box, type Point } from '../engine/geometry.ts';
import type { StageView } from './messages.ts';

/** How far, in device pixels, a mask pixel reaches beyond its own place when it is smoothed or has an outline. */
const reach = 2;

/** Where the mask's pixels lie on the stage, in device pixels. */
export class StageGeometry {
  readonly scale: number;
  /** The mask's left upper corner. */
  readonly origin: Point;
  /** All of the stage. */
  readonly stage: Box;
  /** The mask's own size. */
  readonly extent: Rectangle;
  readonly #view: StageView;

  constructor(view: StageView, extent: Rectangle) {
    this.#view = view;
    this.extent = extent;
    this.scale = view.scale;
    this.origin = { x: view.x + extent.left * view.scale, y: view.y + extent.top * view.scale };
    this.stage = { left: 0, top: 0, right: view.width, bottom: view.height };
  }

  toMask({ x, y }: Point): Point {
    return { x: (x - this.origin.x) / this.scale, y: (y - this.origin.y) / this.scale };
  }

  toStage({ x, y }: Point): Point {
    return { x: this.origin.x + x * this.scale, y: this.origin.y + y * this.scale };
  }

  /** The pixels of the stage, in whole ones, that look different when these of the mask do. */
  touched(mask: Box): Box {
    if (isEmpty(mask)) return emptyBox;
    const { left, top, right, bottom } = this.edges(mask);
    const box = {
      left: Math.floor(left) - reach,
      top: Math.floor(top) - reach,
      right: Math.ceil(right) + reach,
      bottom: Math.ceil(bottom) + reach,
    };
    return intersection(box, this.stage);
  }

  /** Where a part of the mask lies, not rounded. */
  edges({ left, top, right, bottom }: Box): Box {
    const [from, to] = [this.toStage({ x: left, y: top }), this.toStage({ x: right, y: bottom })];
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }

  /** Where a part of the picture lies, on whole pixels of the stage; never on none. */
  place({ left, top, width, height }: Rectangle): Box {
    const { x, y, scale } = this.#view;
    const corner = { left: Math.round(x + left * scale), top: Math.round(y + top * scale) };
    return {
      ...corner,
      right: Math.max(corner.left + 1, Math.round(x + (left + width) * scale)),
      bottom: Math.max(corner.top + 1, Math.round(y + (top + height) * scale)),
    };
  }

  /** Where the canvas lies on the stage, as far as it is seen. */
  get canvas(): Box {
    return intersection(this.place(this.extent), this.stage);
  }
}
