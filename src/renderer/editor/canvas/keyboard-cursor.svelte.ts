import type { Language } from '../../i18n/language.svelte.ts';
import type { Point } from '../engine/geometry.ts';
import type { Modifiers, PointerSample } from '../engine/tool.ts';
import type { CanvasClient } from './canvas-client.svelte.ts';
import type { StageSight } from './stage-sight.svelte.ts';
import { canvasWords } from './words.ts';

interface Parts {
  readonly client: CanvasClient;
  readonly sight: StageSight;
  readonly language: Language;
}

/** One press of an arrow key, in the page's pixels. */
const stepPx = { small: 10, large: 60 };
/** So near the stage's border the view moves along. */
const borderPx = 40;
const plain: Modifiers = { shift: false, alt: false, mod: false, space: false };
const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A cursor that the keyboard moves over the mask, and presses: all that a pointer can draw can be drawn with it. */
export class KeyboardCursor {
  readonly #parts: Parts;
  #at = $state.raw<Point | null>(null);
  #pressedAt = $state.raw<Point | null>(null);
  #said = $state('');

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** On the stage, in the page's pixels; null while the keyboard isn't what is painted with. */
  get place(): Point | null {
    return this.#at && this.#parts.sight.toStage(this.#at);
  }

  get isPressed(): boolean {
    return this.#pressedAt !== null;
  }

  /** For a polite live region. */
  get said(): string {
    return this.#said;
  }

  /** Whether the key was meant for the cursor. */
  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey) return false;
    const direction = directions[event.key];
    if (direction) this.#move(direction, event.shiftKey ? stepPx.large : stepPx.small, event);
    else if (event.key === ' ' && this.#at) this.#press(event);
    else if (event.key === 'Enter' && this.#at) this.#enter(event);
    else return false;
    return true;
  }

  /** The pointer takes over, or the keyboard goes elsewhere. */
  hide(): void {
    if (this.isPressed) this.#release(plain);
    this.#at = null;
  }

  /** It came here by the keyboard. */
  show(): void {
    this.#at ??= this.#middle();
  }

  /** After the gesture was given up. */
  cancelled(): void {
    this.#pressedAt = null;
    this.#say(this.#words.cancelled);
  }

  #move(direction: Point, px: number, event: KeyboardEvent): void {
    const step = Math.max(1, Math.round(px / this.#parts.sight.scale));
    const { x, y } = this.#at ?? this.#middle();
    const { width, height } = this.#parts.client.extent;
    this.#at = { x: within(x + direction.x * step, width), y: within(y + direction.y * step, height) };
    this.#follow(this.#at);
    const { client } = this.#parts;
    if (this.isPressed) client.move([sampleAt(this.#at)], { ...plain, alt: event.altKey });
    else if (client.state?.isDrawing) client.hover(sampleAt(this.#at));
    this.#say(this.#sized(this.#at) ?? this.#words.at(...this.#figures(this.#at)));
  }

  /** The cursor stays in sight. */
  #follow(at: Point): void {
    const { sight } = this.#parts;
    const { x, y } = sight.toStage(at);
    const { width, height } = sight.size;
    const [dx, dy] = [beyond(x, width), beyond(y, height)];
    if (dx !== 0 || dy !== 0) sight.zooming.pan(-dx, -dy);
  }

  #press(event: KeyboardEvent): void {
    if (event.repeat) return;
    const modifiers = { ...plain, shift: event.shiftKey, alt: event.altKey };
    const { tool } = this.#parts.client;
    if (tool === 'pan') return;
    if (this.isPressed) {
      this.#release(modifiers);
      return;
    }
    this.#push(modifiers);
    if (tool === 'wand' || tool === 'polygon') this.#release(modifiers);
  }

  /** Closes a polygon that is open; else it is the same as the space bar. */
  #enter(event: KeyboardEvent): void {
    const { client } = this.#parts;
    if (client.tool !== 'polygon' || !client.state?.isDrawing) {
      this.#press(event);
      return;
    }
    client.run({ what: 'close-polygon' });
    void this.#sayShare();
  }

  #push(modifiers: Modifiers): void {
    if (!this.#at) return;
    this.#pressedAt = this.#at;
    const { client } = this.#parts;
    client.down(sampleAt(this.#at), modifiers);
    this.#say(this.#words.down(this.#words.tools[client.tool], ...this.#figures(this.#at)));
  }

  #release(modifiers: Modifiers): void {
    const sized = this.#at && this.#sized(this.#at);
    this.#pressedAt = null;
    const { client } = this.#parts;
    client.up(modifiers);
    if (sized) this.#say(sized);
    else if (client.tool !== 'polygon') void this.#sayShare();
  }

  async #sayShare(): Promise<void> {
    const { client, language } = this.#parts;
    const tool = this.#words.tools[client.tool];
    const { coverage } = await client.settled();
    this.#say(this.#words.marked(tool, language.format.number(coverage * 100, coverage < 0.1 ? 1 : 0)));
  }

  /** Of a tool that draws a shape from where it was pressed. */
  #sized(at: Point): string | null {
    const { tool } = this.#parts.client;
    if (!this.#pressedAt || (tool !== 'rectangle' && tool !== 'ellipse')) return null;
    const [width, height] = [Math.abs(at.x - this.#pressedAt.x), Math.abs(at.y - this.#pressedAt.y)];
    return this.#words.shape(this.#words.tools[tool], ...this.#figures({ x: width, y: height }));
  }

  #figures({ x, y }: Point): readonly [string, string] {
    const { format } = this.#parts.language;
    return [format.number(Math.floor(x)), format.number(Math.floor(y))];
  }

  #middle(): Point {
    const { sight, client } = this.#parts;
    const { x, y } = sight.middle;
    return { x: within(Math.round(x), client.extent.width), y: within(Math.round(y), client.extent.height) };
  }

  #say(sentence: string): void {
    this.#said = sentence;
  }

  get #words() {
    return this.#parts.language.of(canvasWords);
  }
}

/** In the middle of its pixel. */
function sampleAt({ x, y }: Point): PointerSample {
  return { x: x + 0.5, y: y + 0.5, pressure: 0.5, tiltX: 0, tiltY: 0 };
}

function within(value: number, size: number): number {
  return Math.min(Math.max(value, 0), size - 1);
}

/** How far the view has to move for the cursor to stay clear of the border. */
function beyond(place: number, size: number): number {
  return place < borderPx ? place - borderPx : place > size - borderPx ? place - size + borderPx : 0;
}
