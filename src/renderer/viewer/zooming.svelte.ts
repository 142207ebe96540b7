import { Viewport, wholePicture, type Extent, type FitRules, type Point, type Stage, type View } from './viewport.ts';

/** What remembers how pictures are looked at. */
export interface Sight {
  readonly of: (viewport: Viewport) => View;
  readonly take: (view: View, viewport: Viewport) => void;
}

/** One picture's own: the zoom stays what it is when the window changes. */
export class OwnSight implements Sight {
  #view = $state.raw<View>(wholePicture);

  of(viewport: Viewport): View {
    return viewport.bounded(this.#view);
  }

  take(view: View): void {
    this.#view = view;
  }

  reset(): void {
    this.#view = wholePicture;
  }
}

/** Shared by pictures beside each other: the same part of each, as many times as large as when it fits. */
export class LinkedSight implements Sight {
  #view = $state.raw<View>(wholePicture);

  of(viewport: Viewport): View {
    const { zoom, centre } = this.#view;
    return viewport.bounded({ zoom: zoom === null ? null : zoom * viewport.fit, centre });
  }

  take({ zoom, centre }: View, viewport: Viewport): void {
    this.#view = { zoom: zoom === null ? null : zoom / viewport.fit, centre };
  }
}

/** As far as one press of an arrow key moves, in parts of the stage. */
const keyStep = 0.15;

/** A picture on its stage, as it is looked at now, and what changes that. */
export class Zooming {
  readonly #picture: () => Extent;
  readonly #sight: Sight;
  readonly #rules: FitRules;
  #stage = $state.raw<Stage>({ width: 1, height: 1, pixelRatio: 1 });
  readonly viewport: Viewport = $derived.by(() => new Viewport(this.#picture(), this.#stage, this.#rules));
  readonly view: View = $derived.by(() => this.#sight.of(this.viewport));
  readonly zoom: number = $derived(this.viewport.zoomOf(this.view));
  readonly canPan: boolean = $derived(this.viewport.isLarger(this.view));

  constructor(picture: () => Extent, sight: Sight, rules: FitRules = {}) {
    this.#picture = picture;
    this.#sight = sight;
    this.#rules = rules;
  }

  get fits(): boolean {
    return this.view.zoom === null;
  }

  setStage(stage: Stage): void {
    this.#stage = stage;
  }

  fit(): void {
    this.#take(wholePicture);
  }

  actual(): void {
    this.#take(this.viewport.zoomed(this.view, 1));
  }

  step(direction: 1 | -1): void {
    this.#take(this.viewport.stepped(this.view, direction));
  }

  zoomBy(factor: number, point: Point): void {
    this.#take(this.viewport.zoomed(this.view, this.zoom * factor, point));
  }

  toggle(point?: Point): void {
    this.#take(this.viewport.toggled(this.view, point));
  }

  pan(dx: number, dy: number): void {
    this.#take(this.viewport.panned(this.view, dx, dy));
  }

  pinch(from: readonly [Point, Point], to: readonly [Point, Point]): void {
    this.#take(this.viewport.pinched(this.view, from, to));
  }

  /** One key's worth towards a side; false when there is nothing more to see than is seen. */
  look(x: -1 | 0 | 1, y: -1 | 0 | 1): boolean {
    if (!this.canPan) return false;
    this.pan(-x * this.#stage.width * keyStep, -y * this.#stage.height * keyStep);
    return true;
  }

  #take(view: View): void {
    this.#sight.take(view, this.viewport);
  }
}
