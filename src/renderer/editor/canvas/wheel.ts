/** What a turn of the wheel means. */
export type WheelTurn =
  | { readonly what: 'zoom'; readonly factor: number }
  /** In the page's pixels. */
  | { readonly what: 'pan'; readonly dx: number; readonly dy: number };

type Turned = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'timeStamp'>;

const lineHeightPx = 16;
/** A wheel's notch counts at most as much as this: a fast one must not leap. */
const pinchMostPx = 25;
const notchMostPx = 120;
const pinchPerPx = 0.01;
const notchPerPx = 0.0018;
/** Smaller steps than any wheel's notch, or sideways ones, are a touchpad's. */
const touchMostPx = 40;
const sameGestureMs = 250;

/** A mouse's wheel zooms at the pointer; two fingers on a touchpad move, and pinching them zooms, as everywhere. */
export class Wheel {
  #touchedAt = -Infinity;

  turn(event: Turned): WheelTurn {
    const unit = event.deltaMode === 1 ? lineHeightPx : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) return { what: 'zoom', factor: Math.exp(-within(dy, pinchMostPx) * pinchPerPx) };
    if (event.shiftKey) return { what: 'pan', dx: -(dx === 0 ? dy : dx), dy: 0 };
    if (this.#isTouchpad(event, dx, dy)) return { what: 'pan', dx: -dx, dy: -dy };
    return { what: 'zoom', factor: Math.exp(-within(dy, notchMostPx) * notchPerPx) };
  }

  /** What began as a touchpad's gesture stays one, also when it is thrown. */
  #isTouchpad({ deltaMode, timeStamp }: Turned, dx: number, dy: number): boolean {
    const goesOn = timeStamp - this.#touchedAt < sameGestureMs;
    if (!goesOn && (deltaMode !== 0 || (dx === 0 && Math.abs(dy) >= touchMostPx))) return false;
    this.#touchedAt = timeStamp;
    return true;
  }
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, -most), most);
}
