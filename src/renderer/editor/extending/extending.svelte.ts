import { maxSidePx, type Rectangle } from '../../../shared/edit.ts';
import { isSameExtent } from '../engine/extending.ts';
import type { Point } from '../engine/geometry.ts';
import {
  areMargins,
  extentOf,
  marginsFor,
  marginsOf,
  noMargins,
  shapeOf,
  troubleWith,
  type Margins,
  type MarginTrouble,
  type Preset,
  type Side,
} from './margins.ts';
import { pulled, type Handle } from './pulling.ts';

/** The keys that are held while a handle is pulled. */
export type PullKeys = Pick<MouseEvent, 'altKey' | 'shiftKey'>;

/** A margin as it stands in its field, where nothing may stand at all. */
export type Entered = Readonly<Record<Side, number | null>>;

interface Drag {
  readonly handle: Handle;
  readonly from: Margins;
  readonly preset: Preset | null;
  /** Not rounded, and further than the margins go where they stop: who comes back finds the handle where it was left. */
  readonly by: Point;
  readonly keys: PullKeys;
}

/** What a picture is going to be extended by, from when that is chosen until it is done or left: entered in fields or pulled on the stage. */
export class Extending {
  readonly #session: { readonly extent: Rectangle; readonly whole: Rectangle };
  #isOn = $state(false);
  #isDone = false;
  #entered = $state.raw<Entered>(noMargins);
  /** The last that can be. */
  #margins = $state.raw<Margins>(noMargins);
  #preset = $state.raw<Preset | null>(null);
  #drag = $state.raw<Drag | null>(null);

  constructor(session: { readonly extent: Rectangle; readonly whole: Rectangle }) {
    this.#session = session;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Whether it ended with the picture extended. */
  get isDone(): boolean {
    return this.#isDone;
  }

  get isPulling(): boolean {
    return this.#drag !== null;
  }

  /** The picture as it is, without what it is or becomes extended by. */
  get picture(): Rectangle {
    return this.#session.whole;
  }

  get entered(): Entered {
    return this.#entered;
  }

  get margins(): Margins {
    return this.#margins;
  }

  get preset(): Preset | null {
    return this.#preset;
  }

  /** What the canvas is going to cover. */
  readonly frame: Rectangle = $derived.by(() => extentOf(this.#margins, this.picture));

  /** Of what stands in the fields. */
  readonly trouble: MarginTrouble | null = $derived.by(() => troubleWith(known(this.#entered), this.picture));

  /** Whether there is anything to do. */
  readonly isChange: boolean = $derived.by(() => !isSameExtent(this.frame, this.#session.extent));

  begin(): void {
    this.#take(marginsOf(this.#session.extent, this.picture), null);
    this.#isOn = true;
  }

  /** Says whether it was on. */
  end(): boolean {
    const wasOn = this.#isOn;
    this.#isOn = this.#isDone = false;
    this.#drag = null;
    return wasOn;
  }

  /** Ends with what the canvas is to cover; null when that is nothing new. */
  finish(): Rectangle | null {
    this.#isDone = this.end() && this.isChange;
    return this.#isDone ? this.frame : null;
  }

  enter(side: Side, px: number | null): void {
    this.#entered = { ...this.#entered, [side]: px };
    this.#preset = null;
    const margins = known(this.#entered);
    if (areMargins(margins, this.picture)) this.#margins = margins;
  }

  isReachable(preset: Preset): boolean {
    return areMargins(marginsFor(preset, this.picture), this.picture);
  }

  /** Null: as it is, not extended at all. */
  choose(preset: Preset | null): void {
    this.#take(preset === null ? noMargins : marginsFor(preset, this.picture), preset);
  }

  /** A handle is taken hold of. */
  grasp(handle: Handle, keys: PullKeys): void {
    this.#drag = { handle, from: this.#margins, preset: this.#preset, by: { x: 0, y: 0 }, keys };
  }

  /** Further, by so many pixels of the picture. */
  pull({ x, y }: Point, keys: PullKeys): void {
    const drag = this.#drag;
    if (!drag) return;
    this.#drag = { ...drag, by: { x: drag.by.x + x, y: drag.by.y + y }, keys };
    this.#follow(this.#drag);
  }

  letGo(): void {
    this.#drag = null;
  }

  /** What was pulled goes back to where it was. */
  takeBack(): void {
    if (this.#drag) this.#take(this.#drag.from, this.#drag.preset);
    this.#drag = null;
  }

  /** How far a handle can be pulled from where it is. */
  furthestAt(handle: Handle): Margins {
    const by = { x: handle.x * maxSidePx, y: handle.y * maxSidePx };
    return pulled(this.#margins, { handle, by, alike: false, shape: null }, this.picture);
  }

  /** One step, as a key takes it. */
  step(handle: Handle, by: Point, keys: Pick<PullKeys, 'altKey'>): void {
    this.#take(pulled(this.#margins, { handle, by, alike: keys.altKey, shape: null }, this.picture), null);
  }

  #follow({ handle, from, preset, by, keys: { altKey, shiftKey } }: Drag): void {
    const keepsShape = shiftKey && handle.x !== 0 && handle.y !== 0;
    const before = extentOf(from, this.picture);
    const shape = preset === null ? before.width / before.height : shapeOf(preset);
    const margins = pulled(from, { handle, by, alike: altKey, shape: keepsShape ? shape : null }, this.picture);
    this.#take(margins, keepsShape ? preset : null);
  }

  #take(margins: Margins, preset: Preset | null): void {
    this.#margins = this.#entered = margins;
    this.#preset = preset;
  }
}

/** What stands in the fields as numbers, such as they are. */
function known({ left, top, right, bottom }: Entered): Margins {
  return { left: left ?? NaN, top: top ?? NaN, right: right ?? NaN, bottom: bottom ?? NaN };
}
