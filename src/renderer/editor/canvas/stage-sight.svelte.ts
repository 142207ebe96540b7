import type { Rectangle } from '../../../shared/edit.ts';
import { Zooming, OwnSight } from '../../viewer/zooming.svelte.ts';
import { wholePicture, type View } from '../../viewer/viewport.ts';
import type { Point } from '../engine/geometry.ts';
import type { StageView } from './messages.ts';

/** Left free around a canvas that fits, so that its edges can be painted over. */
const margin = { width: 48, height: 48 };

/** How the canvas is looked at: where on the page it lies, and which of its pixels are where. */
export class StageSight {
  readonly #sight = new OwnSight();
  readonly #extent: () => Rectangle;
  readonly zooming: Zooming;
  /** In the page's pixels, with how many device pixels there are to each. */
  #size = $state.raw({ width: 1, height: 1, pixelRatio: 1 });
  #corner: Point = { x: 0, y: 0 };
  /** What is looked at in the place of the canvas: a part of the picture's plane with room around it. */
  #room = $state.raw<Rectangle | null>(null);
  #before: View = wholePicture;
  readonly view: StageView = $derived.by(() => this.#viewOf());

  constructor(extent: () => Rectangle) {
    this.#extent = extent;
    this.zooming = new Zooming(() => this.#seen, this.#sight, { margin });
  }

  /** The stage as the page lays it out. The corner is kept: to ask for it with every event would hold the page up. */
  setStage({ left, top, width, height }: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>, pixelRatio: number): void {
    this.#corner = { x: left, y: top };
    const same = this.#size.width === width && this.#size.height === height && this.#size.pixelRatio === pixelRatio;
    if (same || width === 0 || height === 0) return;
    this.#size = { width, height, pixelRatio };
    this.zooming.setStage(this.#size);
  }

  /** Shows all of that, as if the canvas reached so far. */
  makeRoom(room: Rectangle): void {
    if (this.#room === null) this.#before = this.zooming.view;
    this.#room = room;
    this.zooming.fit();
  }

  /** The canvas is looked at again: as it was before, or all of it where it has become another one. */
  leaveRoom(isAsBefore: boolean): void {
    this.#room = null;
    this.#sight.take(isAsBefore ? this.#before : wholePicture);
  }

  /** Where on the stage a part of the picture's plane lies, in the page's pixels. */
  placeOf({ left, top, width, height }: Rectangle): Rectangle {
    const canvas = this.#extent();
    const corner = this.toStage({ x: left - canvas.left, y: top - canvas.top });
    return { left: corner.x, top: corner.y, width: width * this.scale, height: height * this.scale };
  }

  /** Where on the stage a point of the page is. */
  onStage(clientX: number, clientY: number): Point {
    return { x: clientX - this.#corner.x, y: clientY - this.#corner.y };
  }

  /** Which point of the mask lies under a point of the page. */
  readonly toMask = (clientX: number, clientY: number): Point => {
    const { x, y, scale, pixelRatio } = this.view;
    const { left, top } = this.#extent();
    const at = this.onStage(clientX, clientY);
    return { x: (at.x * pixelRatio - x) / scale - left, y: (at.y * pixelRatio - y) / scale - top };
  };

  /** Where on the stage a point of the mask is, in the page's pixels. */
  toStage({ x, y }: Point): Point {
    const { left, top } = this.#extent();
    const { view } = this;
    return { x: (view.x + (x + left) * view.scale) / view.pixelRatio, y: (view.y + (y + top) * view.scale) / view.pixelRatio };
  }

  /** The page's pixels to one of the mask's. */
  get scale(): number {
    return this.view.scale / this.view.pixelRatio;
  }

  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  /** Which point of the mask is in the middle of the stage. */
  get middle(): Point {
    const { width, height } = this.#size;
    return this.toMask(this.#corner.x + width / 2, this.#corner.y + height / 2);
  }

  get #seen(): Rectangle {
    return this.#room ?? this.#extent();
  }

  #viewOf(): StageView {
    const { width, height, pixelRatio } = this.#size;
    const { left, top } = this.#seen;
    const place = this.zooming.viewport.place(this.zooming.view);
    const scale = place.scale * pixelRatio;
    return {
      x: Math.round(place.x * pixelRatio) - left * scale,
      y: Math.round(place.y * pixelRatio) - top * scale,
      scale,
      width: Math.round(width * pixelRatio),
      height: Math.round(height * pixelRatio),
      pixelRatio,
    };
  }
}
