import type { Pictures } from '../pictures.svelte.ts';
import { frameBetween, picturesIn, type Frame } from './framed.ts';
import type { GridView } from './grid-view.svelte.ts';
import type { Selection } from './selection.svelte.ts';

/** So far the pointer moves before it draws a frame. */
const slackPx = 5;
/** So near to the edge the grid scrolls, faster the further beyond it the pointer is, up to so many pixels in a millisecond. */
const edgePx = 40;
const fastestPx = 4;

/** Selecting by drawing a frame: from empty space, or with Shift held from anywhere. Ctrl or Shift keep what was selected. */
export class Framing {
  readonly #view: GridView;
  readonly #selection: Selection;
  readonly #pictures: Pick<Pictures, 'rowAt'>;
  #frame = $state.raw<Frame | null>(null);
  /** True until the click that ends the drawing has passed. */
  #justDrew = false;

  constructor(view: GridView, selection: Selection, pictures: Pick<Pictures, 'rowAt'>) {
    this.#view = view;
    this.#selection = selection;
    this.#pictures = pictures;
  }

  /** What is drawn, on the layout. */
  get frame(): Frame | null {
    return this.#frame;
  }

  /** Whether the click that comes now is only the end of a frame. */
  tookClick(): boolean {
    return this.#justDrew;
  }

  /** `grid` is what the layout's coordinates begin at, inside the scroller. */
  begin(down: PointerEvent, scroller: HTMLElement, grid: HTMLElement): void {
    const target = down.target instanceof Element ? down.target : null;
    this.#justDrew = false;
    if (down.button !== 0 || down.pointerType === 'touch' || target?.closest('button')) return;
    const onTile = target?.closest('[data-index]') != null;
    if (onTile && !down.shiftKey) return;
    // No text is marked, and the focus stays where it is.
    down.preventDefault();
    this.#follow(down, scroller, grid, onTile);
  }

  #follow(down: PointerEvent, scroller: HTMLElement, grid: HTMLElement, onTile: boolean): void {
    const bounds = scroller.getBoundingClientRect();
    const leftPx = grid.getBoundingClientRect().left;
    const pointOf = ({ clientX, clientY }: MouseEvent) => ({ xPx: clientX - leftPx, yPx: clientY - bounds.top + this.#view.yPx });
    const start = pointOf(down);
    const isAdditional = down.ctrlKey || down.metaKey || down.shiftKey;
    const before = this.#selection.chosen;
    const listening = new AbortController();
    let [last, lastAt, drawing] = [down as MouseEvent, 0, 0];

    const draw = (): void => {
      const frame = frameBetween(start, pointOf(last));
      this.#frame = frame;
      this.#selection.frame(picturesIn(this.#view.layout, frame).map((index) => this.#pictures.rowAt(index)));
    };
    const step = (now: number): void => {
      const speed = edgeSpeed(last.clientY, bounds);
      if (speed !== 0) {
        this.#view.jump(this.#view.yPx + speed * Math.min(50, now - lastAt), now);
        draw();
      }
      lastAt = now;
      drawing = requestAnimationFrame(step);
    };
    const end = (): void => {
      cancelAnimationFrame(drawing);
      listening.abort();
      this.#frame = null;
    };
    const moved = (event: PointerEvent): void => {
      last = event;
      if (!this.#frame) {
        if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < slackPx) return;
        scroller.setPointerCapture(down.pointerId);
        this.#selection.beginFrame(isAdditional);
        this.#justDrew = true;
        lastAt = performance.now();
        drawing = requestAnimationFrame(step);
      }
      draw();
    };
    const released = (): void => {
      const isClick = !this.#frame;
      end();
      if (isClick && !onTile && !isAdditional) this.#selection.clear();
    };
    const cancelled = (): void => {
      const wasDrawing = this.#frame !== null;
      end();
      if (wasDrawing) this.#selection.dropFrame(before);
    };
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !this.#frame) return;
      event.preventDefault();
      event.stopPropagation();
      cancelled();
    };
    const { signal } = listening;
    window.addEventListener('pointermove', moved, { signal });
    window.addEventListener('pointerup', released, { signal });
    window.addEventListener('pointercancel', cancelled, { signal });
    window.addEventListener('keydown', pressed, { signal, capture: true });
  }
}

/** How fast the grid scrolls while the pointer is at its edge, in pixels a millisecond. */
export function edgeSpeed(yPx: number, { top, bottom }: { readonly top: number; readonly bottom: number }): number {
  const beyond = yPx < top + edgePx ? yPx - top - edgePx : yPx > bottom - edgePx ? yPx - bottom + edgePx : 0;
  return Math.sign(beyond) * Math.min(fastestPx, (Math.abs(beyond) / edgePx) ** 2);
}
