import type { Language } from '../../i18n/language.svelte.ts';
import { Announcement } from '../announcement.svelte.ts';
import type { Point } from '../engine/geometry.ts';
import { noModifiers, type Modifiers, type PointerSample, type ToolName } from '../engine/tool.ts';
import { toolWords } from '../tools/words.ts';
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
/** Where and with what it was pressed, and how often a press had been ended from elsewhere by then. */
interface Press {
  readonly at: Point;
  readonly tool: ToolName;
  readonly interruptions: number;
}

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
  #press = $state.raw<Press | null>(null);
  readonly #announcement = new Announcement();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** On the stage, in the page's pixels; null while the keyboard isn't what is painted with. */
  get place(): Point | null {
    return this.#at && this.#parts.sight.toStage(this.#at);
  }

  /** Also over when another tool was chosen meanwhile, or something undone. */
  get isPressed(): boolean {
    return this.#pressed !== null;
  }

  /** For a polite live region. How much is marked is said by the sign that shows it. */
  get said(): string {
    return this.#announcement.said;
  }

  /** Whether the key was meant for the cursor. */
  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey) return false;
    const direction = directions[event.key];
    if (direction) this.#move(direction, event.shiftKey ? stepPx.large : stepPx.small, event);
    else if ((event.key === ' ' || event.key === 'Enter') && this.#at) this.#toggle(event);
    else return false;
    return true;
  }

  /** Whether the key did something to a polygon that is open, whichever way its corners were set. */
  endsCorner(key: string): boolean {
    const { client } = this.#parts;
    if (client.tool !== 'polygon' || !client.state?.isDrawing) return false;
    if (key === 'Enter') client.run({ what: 'close-polygon' });
    else if (key === 'Backspace') {
      client.run({ what: 'take-corner-back' });
      this.#say(this.#words.cornerBack);
    } else return false;
    return true;
  }

  /** The pointer takes over, or the keyboard goes elsewhere. */
  hide(): void {
    if (this.isPressed) this.#release(noModifiers);
    this.#at = null;
  }

  /** It came here by the keyboard. */
  show(): void {
    this.#at ??= this.#middle();
  }

  /** After the gesture was given up. */
  cancelled(): void {
    this.#press = null;
    this.#say(this.#words.cancelled);
  }

  #move(direction: Point, px: number, event: KeyboardEvent): void {
    const step = Math.max(1, Math.round(px / this.#parts.sight.scale));
    const { x, y } = this.#at ?? this.#middle();
    const { width, height } = this.#parts.client.extent;
    this.#at = { x: within(x + direction.x * step, width), y: within(y + direction.y * step, height) };
    this.#follow(this.#at);
    const { client } = this.#parts;
    if (this.isPressed) client.move([sampleAt(this.#at)], { ...noModifiers, alt: event.altKey });
    else if (client.state?.isDrawing) client.hover(sampleAt(this.#at));
    this.#say(this.#sized(this.#at, { shiftKey: false, altKey: event.altKey }) ?? this.#words.at(...this.#figures(this.#at)));
  }

  /** The cursor stays in sight. */
  #follow(at: Point): void {
    const { sight } = this.#parts;
    const { x, y } = sight.toStage(at);
    const { width, height } = sight.size;
    const [dx, dy] = [beyond(x, width), beyond(y, height)];
    if (dx !== 0 || dy !== 0) sight.zooming.pan(-dx, -dy);
  }

  #toggle(event: KeyboardEvent): void {
    if (event.repeat) return;
    const modifiers = { ...noModifiers, shift: event.shiftKey, alt: event.altKey };
    const { tool } = this.#parts.client;
    if (tool === 'pan') return;
    if (this.isPressed) {
      this.#release(modifiers);
      return;
    }
    this.#push(modifiers);
    if (tool === 'wand' || tool === 'polygon') this.#release(modifiers);
  }

  #push(modifiers: Modifiers): void {
    if (!this.#at) return;
    const { client } = this.#parts;
    this.#press = { at: this.#at, tool: client.tool, interruptions: client.interruptions };
    client.down(sampleAt(this.#at), modifiers);
    this.#say(this.#words.down(this.#nameOf(client.tool), ...this.#figures(this.#at)));
  }

  #release(modifiers: Modifiers): void {
    const sized = this.#at && this.#sized(this.#at, { shiftKey: modifiers.shift, altKey: modifiers.alt });
    this.#press = null;
    this.#parts.client.up(modifiers);
    if (sized) this.#say(sized);
  }

  get #pressed(): Press | null {
    const { client } = this.#parts;
    return this.#press?.tool === client.tool && this.#press.interruptions === client.interruptions ? this.#press : null;
  }

  /** Of a tool that draws a shape from where it was pressed. While the cursor moves, Shift is for the step. */
  #sized(at: Point, { shiftKey, altKey }: Pick<KeyboardEvent, 'shiftKey' | 'altKey'>): string | null {
    const { tool } = this.#parts.client;
    if (!this.#pressed || (tool !== 'rectangle' && tool !== 'ellipse')) return null;
    const from = this.#pressed.at;
    const [wide, high] = [Math.abs(at.x - from.x), Math.abs(at.y - from.y)];
    const [x, y] = shiftKey ? [Math.max(wide, high), Math.max(wide, high)] : [wide, high];
    const times = altKey ? 2 : 1;
    return this.#words.shape(this.#nameOf(tool), ...this.#figures({ x: x * times, y: y * times }));
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
    this.#announcement.say(sentence);
  }

  #nameOf(tool: ToolName): string {
    return this.#parts.language.of(toolWords).names[tool];
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
