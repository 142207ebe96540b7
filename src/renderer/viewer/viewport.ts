/** A width and a height: of a picture in its own pixels, of a stage in the page's. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a picture is looked at: the page's pixels, and how many of the screen's there are to each. */
export interface Stage extends Extent {
  readonly pixelRatio: number;
}

/** How a picture is looked at. Of neither the stage's size nor the picture's, so that it outlives a resize and suits another picture. */
export interface View {
  /** Pixels of the screen to a pixel of the picture; null when it fits, whatever the stage's size. */
  readonly zoom: number | null;
  /** What is in the middle of the stage, in parts of the picture's width and height. */
  readonly centre: Point;
}

/** Where the picture lies: its left upper corner on the stage, and the page's pixels to one of its own. */
export interface Placement extends Point {
  readonly scale: number;
}

const middle: Point = { x: 0.5, y: 0.5 };
export const wholePicture: View = { zoom: null, centre: middle };
export const largestZoom = 32;
/** From here on the pixels are shown as they are: what is smoothed would be made up. */
export const pixelatedFrom = 3;

/** Beyond this, in the page's pixels, fitting would only blur. */
const largestFit = 1.5;
const steps = [1 / 32, 1 / 24, 1 / 16, 1 / 12, 1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, largestZoom];
/** Two zooms that nobody can tell apart. */
const sameZoom = 1.001;

export interface FitRules {
  /** Where pictures are laid beside each other a small one is made as large as the others. */
  readonly growsToFit?: boolean;
  /** What stays free of a picture that fits, both sides together. */
  readonly margin?: Extent;
}

const none: Extent = { width: 0, height: 0 };

/** One picture on one stage: what zooming and panning do to how it is looked at. */
export class Viewport {
  readonly picture: Extent;
  readonly stage: Stage;
  /** The zoom at which the whole picture is seen. */
  readonly fit: number;

  constructor(picture: Extent, stage: Stage, { growsToFit = false, margin = none }: FitRules = {}) {
    this.picture = picture;
    this.stage = stage;
    const scale = Math.min((stage.width - margin.width) / picture.width, (stage.height - margin.height) / picture.height);
    this.fit = Math.max(growsToFit ? scale : Math.min(scale, largestFit), Number.EPSILON) * stage.pixelRatio;
  }

  zoomOf({ zoom }: View): number {
    return zoom ?? this.fit;
  }

  /** Whether there is more of the picture than the stage shows. */
  isLarger(view: View): boolean {
    const { width, height } = this.#shown(this.zoomOf(view));
    return width > this.stage.width + 0.5 || height > this.stage.height + 0.5;
  }

  place(view: View): Placement {
    const { pixelRatio } = this.stage;
    const shown = this.#shown(this.zoomOf(view));
    const corner = { x: this.stage.width / 2 - view.centre.x * shown.width, y: this.stage.height / 2 - view.centre.y * shown.height };
    // On whole pixels of the screen: half a pixel off, 1:1 would be blurred.
    const onPixel = (value: number): number => Math.round(value * pixelRatio) / pixelRatio;
    return { x: onPixel(corner.x), y: onPixel(corner.y), scale: this.zoomOf(view) / pixelRatio };
  }

  /** What of the picture, in parts, lies at a point of the stage. */
  at(view: View, point: Point): Point {
    const shown = this.#shown(this.zoomOf(view));
    return {
      x: view.centre.x + (point.x - this.stage.width / 2) / shown.width,
      y: view.centre.y + (point.y - this.stage.height / 2) / shown.height,
    };
  }

  /** The same part of the picture stays at the point, as far as no edge comes in from the border. */
  zoomed(view: View, zoom: number, point: Point = this.#middle): View {
    return this.#holding(this.at(view, point), Math.min(Math.max(zoom, this.#smallest), this.#largest), point);
  }

  /** One step nearer or further. Fitting is a step too. */
  stepped(view: View, direction: 1 | -1, point?: Point): View {
    const zoom = this.zoomOf(view);
    const all = [...steps, this.fit].sort((a, b) => a - b);
    const next = direction > 0 ? all.find((step) => step > zoom * sameZoom) : all.findLast((step) => step < zoom / sameZoom);
    return next === undefined ? view : this.zoomed(view, next, point);
  }

  /** From fitting to the picture's own pixels at that point, and back. */
  toggled(view: View, point?: Point): View {
    if (view.zoom !== null) return wholePicture;
    return this.zoomed(view, this.#isFit(1) ? 2 : 1, point);
  }

  /** Moves what is seen by so many of the page's pixels. */
  panned(view: View, dx: number, dy: number): View {
    const shown = this.#shown(this.zoomOf(view));
    return this.bounded({ zoom: view.zoom, centre: { x: view.centre.x - dx / shown.width, y: view.centre.y - dy / shown.height } });
  }

  /** Two fingers that lay at `from` lie at `to`: what was under them still is. */
  pinched(view: View, from: readonly [Point, Point], to: readonly [Point, Point]): View {
    const factor = distance(to) / Math.max(distance(from), 1);
    const held = this.at(view, between(from));
    return this.#holding(held, Math.min(Math.max(this.zoomOf(view) * factor, this.#smallest), this.#largest), between(to));
  }

  /** No edge of a picture that is larger than the stage comes in from the border; a smaller one stays in the middle. */
  bounded({ zoom, centre }: View): View {
    const shown = this.#shown(zoom ?? this.fit);
    return { zoom, centre: { x: within(centre.x, this.stage.width / shown.width), y: within(centre.y, this.stage.height / shown.height) } };
  }

  get #middle(): Point {
    return { x: this.stage.width / 2, y: this.stage.height / 2 };
  }

  get #smallest(): number {
    return Math.min(this.fit, 1);
  }

  get #largest(): number {
    return Math.max(this.fit, largestZoom);
  }

  #isFit(zoom: number): boolean {
    return zoom < this.fit * sameZoom && zoom > this.fit / sameZoom;
  }

  #holding(held: Point, zoom: number, point: Point): View {
    if (this.#isFit(zoom)) return wholePicture;
    const shown = this.#shown(zoom);
    const centre = {
      x: held.x - (point.x - this.stage.width / 2) / shown.width,
      y: held.y - (point.y - this.stage.height / 2) / shown.height,
    };
    return this.bounded({ zoom, centre });
  }

  #shown(zoom: number): Extent {
    const scale = zoom / this.stage.pixelRatio;
    return { width: this.picture.width * scale, height: this.picture.height * scale };
  }
}

/** As far from the edges as half the stage, which is `seen` of the whole. */
function within(centre: number, seen: number): number {
  return seen >= 1 ? 0.5 : Math.min(Math.max(centre, seen / 2), 1 - seen / 2);
}

function distance([a, b]: readonly [Point, Point]): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function between([a, b]: readonly [Point, Point]): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
