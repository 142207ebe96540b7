/** Cells by what it costs to reach them, in whole numbers from 0 to 254; those that cost the same in the order they came. */
export class CostQueue {
  readonly #lists: { cells: Int32Array; first: number; end: number }[] = [];
  #lowest = 0;

  constructor() {
    for (let cost = 0; cost < 255; cost += 1) this.#lists.push({ cells: new Int32Array(16), first: 0, end: 0 });
  }

  push(cost: number, cell: number): void {
    const list = this.#lists[cost];
    if (list === undefined) return;
    if (list.end === list.cells.length) {
      const rest = list.cells.subarray(list.first, list.end);
      const cells = rest.length * 2 > list.cells.length ? new Int32Array(2 * list.cells.length) : list.cells;
      cells.set(rest);
      Object.assign(list, { cells, first: 0, end: rest.length });
    }
    list.cells[list.end] = cell;
    list.end += 1;
    this.#lowest = Math.min(this.#lowest, cost);
  }

  /** What the cheapest cell costs; -1 when there is none. */
  leastCost(): number {
    for (; this.#lowest < this.#lists.length; this.#lowest += 1) {
      const list = this.#lists[this.#lowest];
      if (list !== undefined && list.first < list.end) return this.#lowest;
    }
    return -1;
  }

  /** Takes the first of the cells whose cost `leastCost` has just told. */
  pop(): number {
    const list = this.#lists[this.#lowest];
    if (list === undefined) return -1;
    list.first += 1;
    return list.cells[list.first - 1] ?? -1;
  }
}
