import type { Point } from './viewport.ts';

/** What fingers, a mouse and a wheel mean on a stage. Points are the stage's own. */
export interface GestureHandlers {
  /** Whether there is more of the picture than the stage shows. */
  readonly canPan: () => boolean;
  readonly pan: (dx: number, dy: number) => void;
  readonly pinch: (from: Pair, to: Pair) => void;
  readonly zoomBy: (factor: number, point: Point) => void;
  readonly toggle: (point: Point) => void;
  /** To the next picture or to the one before. */
  readonly swipe: (step: 1 | -1) => void;
}

type Pair = readonly [Point, Point];

const swipeLeastPx = 60;
/** A wheel's notch counts at most as much as this: a fast one must not leap. */
const wheelMostPx = 25;
const wheelPerPx = 0.01;
const lineHeightPx = 16;

/** For `{@attach gesturesOf(…)}`. */
export function gesturesOf(handlers: GestureHandlers): (stage: HTMLElement) => () => void {
  return (stage) => {
    const gestures = new Gestures(stage, handlers);
    const listeners = new AbortController();
    const { signal } = listeners;
    stage.addEventListener('pointerdown', (event) => gestures.down(event), { signal });
    stage.addEventListener('pointermove', (event) => gestures.move(event), { signal });
    stage.addEventListener('pointerup', (event) => gestures.up(event), { signal });
    stage.addEventListener('pointercancel', (event) => gestures.cancel(event), { signal });
    stage.addEventListener('wheel', (event) => gestures.wheel(event), { signal, passive: false });
    stage.addEventListener('dblclick', (event) => handlers.toggle(gestures.pointOf(event)), { signal });
    return () => listeners.abort();
  };
}

class Gestures {
  readonly #stage: HTMLElement;
  readonly #on: GestureHandlers;
  readonly #pointers = new Map<number, Point>();
  /** Where a finger came down that may become a swipe. */
  #swipeFrom: Point | null = null;

  constructor(stage: HTMLElement, on: GestureHandlers) {
    this.#stage = stage;
    this.#on = on;
  }

  pointOf({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.#stage.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  down(event: PointerEvent): void {
    const isMouse = event.pointerType === 'mouse';
    if (event.button > 1 || (isMouse && !this.#on.canPan())) return;
    this.#pointers.set(event.pointerId, this.pointOf(event));
    this.#stage.setPointerCapture(event.pointerId);
    this.#swipeFrom = !isMouse && this.#pointers.size === 1 && !this.#on.canPan() ? this.pointOf(event) : null;
    this.#stage.toggleAttribute('data-held', true);
  }

  move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = this.pointOf(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    if (other) this.#on.pinch([before, other], [now, other]);
    else if (this.#on.canPan()) this.#on.pan(now.x - before.x, now.y - before.y);
  }

  up(event: PointerEvent): void {
    const from = this.#swipeFrom;
    const to = this.pointOf(event);
    this.cancel(event);
    if (!from || this.#on.canPan()) return;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    if (Math.abs(dx) >= swipeLeastPx && Math.abs(dx) > 2 * Math.abs(dy)) this.#on.swipe(dx < 0 ? 1 : -1);
  }

  cancel(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#swipeFrom = null;
    this.#stage.toggleAttribute('data-held', this.#pointers.size > 0);
  }

  /** With Ctrl it zooms, which is also what a pinch on a touchpad arrives as; without, it moves what is larger than the stage. */
  wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeightPx : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) {
      const turned = Math.min(Math.max(dy, -wheelMostPx), wheelMostPx);
      this.#on.zoomBy(Math.exp(-turned * wheelPerPx), this.pointOf(event));
    } else if (this.#on.canPan()) this.#on.pan(-dx, -dy);
  }
}
