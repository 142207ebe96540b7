import type { Box, Point } from './geometry.ts';
import type { Modifiers } from './tool.ts';

/** The box between where a drag began and where it is: Shift makes it a square, Alt draws it from its middle, Space moves it. */
export class DraggedBox {
  #from: Point;
  #to: Point;

  constructor(from: Point) {
    this.#from = from;
    this.#to = from;
  }

  drag(to: Point, { space }: Modifiers): void {
    if (space) this.#from = { x: this.#from.x + to.x - this.#to.x, y: this.#from.y + to.y - this.#to.y };
    this.#to = to;
  }

  /** In whole pixels, so that straight edges are sharp. */
  box({ shift, alt }: Modifiers): Box {
    const [wide, high] = [this.#to.x - this.#from.x, this.#to.y - this.#from.y];
    const side = Math.max(Math.abs(wide), Math.abs(high));
    const [dx, dy] = shift ? [side * (wide < 0 ? -1 : 1), side * (high < 0 ? -1 : 1)] : [wide, high];
    const { x, y } = this.#from;
    const [startX, startY] = alt ? [x - dx, y - dy] : [x, y];
    const [left, top] = [Math.round(Math.min(startX, x + dx)), Math.round(Math.min(startY, y + dy))];
    const [width, height] = [Math.round(Math.abs(x + dx - startX)), Math.round(Math.abs(y + dy - startY))];
    return { left, top, right: left + width, bottom: top + height };
  }
}
