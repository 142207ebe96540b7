import type { Point } from '../engine/geometry.ts';
import type { Modifiers, PointerSample, ToolName } from '../engine/tool.ts';
import type { CanvasClient } from './canvas-client.svelte.ts';
import { modifiersOf, pressed, sampleOf, samplesOf } from './pointing.ts';
import type { StageSight } from './stage-sight.svelte.ts';
import { Wheel } from './wheel.ts';

/** What a pointer that is down does. A finger beside a pen does nothing: a hand rests there. */
interface Held {
  readonly id: number;
  readonly isTouch: boolean;
  does: 'draw' | 'take-back' | 'pan' | 'pinch' | 'nothing';
  at: Point;
}

interface Parts {
  readonly client: CanvasClient;
  readonly sight: StageSight;
  readonly isSpaceDown: () => boolean;
}

export interface Hovered {
  /** On the stage, in the page's pixels. */
  readonly at: Point;
  readonly isTouch: boolean;
}

/** Tools with which Space moves what is being drawn. With the others it moves the picture, also during a stroke. */
const movable: readonly ToolName[] = ['rectangle', 'ellipse'];

/** Mouse, pen and fingers on the stage: one draws, two look closer, and the picture can be moved at any time. */
export class PointerGestures {
  readonly #parts: Parts;
  readonly #wheel = new Wheel();
  #held: readonly Held[] = [];
  #last: PointerSample | null = null;
  #lastHover: PointerSample | null = null;
  #hovered = $state.raw<Hovered | null>(null);
  #isPanning = $state(false);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Where the pointer is; null when it is elsewhere. */
  get hovered(): Hovered | null {
    return this.#hovered;
  }

  get isPanning(): boolean {
    return this.#isPanning;
  }

  get isDrawing(): boolean {
    return this.#held.some(({ does }) => does === 'draw');
  }

  down(event: PointerEvent): void {
    const at = this.#parts.sight.onStage(event.clientX, event.clientY);
    const held: Held = { id: event.pointerId, isTouch: event.pointerType === 'touch', does: this.#meaning(event), at };
    if (held.does === 'take-back') this.#parts.client.run({ what: 'take-corner-back' });
    if (held.isTouch) this.#joinFingers(held);
    else if (event.pointerType === 'pen') this.#restHand();
    this.#held = [...this.#held, held];
    this.#isPanning = held.does === 'pan';
    if (held.does === 'draw') this.#begin(event);
  }

  move(event: PointerEvent): void {
    const at = this.#parts.sight.onStage(event.clientX, event.clientY);
    this.#hovered = { at, isTouch: event.pointerType === 'touch' };
    const held = this.#of(event);
    // That it was lifted may never have been told.
    if (held && event.buttons === 0) this.up(event);
    if (!held || event.buttons === 0) {
      this.#hover(event);
      return;
    }
    const from = held.at;
    held.at = at;
    if (held.does === 'draw') this.#draw(event, held, from);
    else if (held.does === 'pan') this.#parts.sight.zooming.pan(at.x - from.x, at.y - from.y);
    else if (held.does === 'pinch') this.#pinch(held, from);
  }

  up(event: PointerEvent): void {
    const held = this.#of(event);
    this.#held = this.#held.filter(({ id }) => id !== event.pointerId);
    this.#isPanning = false;
    for (const other of this.#held) if (other.does === 'pinch') other.does = 'nothing';
    if (held?.does === 'draw') this.#end(event);
  }

  /** The system took the pointer away: what was begun with it was not meant. */
  lost(event: PointerEvent): void {
    if (this.#of(event)?.does === 'draw') this.#giveUp('cancel-press');
    this.#held = this.#held.filter(({ id }) => id !== event.pointerId);
    this.#isPanning = false;
  }

  left(): void {
    this.#hovered = this.#lastHover = null;
    this.#parts.client.hover(null);
  }

  /** Gives up what is being drawn; the pointer does nothing more until it is lifted. */
  cancel(): void {
    this.#giveUp('cancel-gesture');
  }

  /** Shift or Alt was pressed or released: what is being drawn follows at once. */
  keysChanged(event: KeyboardEvent): void {
    const { client } = this.#parts;
    if (this.isDrawing && this.#last && client.tool !== 'brush' && client.tool !== 'eraser')
      client.move([this.#last], this.#modifiers(event));
    else if (client.state?.isDrawing && this.#lastHover) client.hover(this.#lastHover, this.#modifiers(event));
  }

  wheel(event: WheelEvent): void {
    const { zooming } = this.#parts.sight;
    const turn = this.#wheel.turn(event);
    if (turn.what === 'pan') zooming.pan(turn.dx, turn.dy);
    else zooming.zoomBy(turn.factor, this.#parts.sight.onStage(event.clientX, event.clientY));
  }

  #of({ pointerId }: PointerEvent): Held | undefined {
    return this.#held.find(({ id }) => id === pointerId);
  }

  #meaning(event: PointerEvent): Held['does'] {
    const { pointerType, button } = event;
    const { client, isSpaceDown } = this.#parts;
    if (pointerType === 'touch' && this.#held.some(({ isTouch, does }) => !isTouch && does === 'draw')) return 'nothing';
    const paints = button === 0 || isEraser(event);
    if (button === 1 || (paints && (client.tool === 'pan' || isSpaceDown()))) return 'pan';
    const isFree = this.#held.every(({ isTouch }) => isTouch && pointerType === 'pen');
    return paints && isFree ? this.#painting(event) : 'nothing';
  }

  /** To erase would be to give an open polygon up: what the other end of a pen rubs out of it is its last corner. */
  #painting(event: PointerEvent): Held['does'] {
    const { client } = this.#parts;
    return isEraser(event) && client.tool === 'polygon' && client.state?.isDrawing ? 'take-back' : 'draw';
  }

  /** A pen comes down: the hand that was there before it only rests. */
  #restHand(): void {
    if (this.#held.some(({ isTouch, does }) => isTouch && does === 'draw')) this.#giveUp('cancel-press');
    for (const held of this.#held) if (held.isTouch) held.does = 'nothing';
  }

  /** A second finger: it wasn't a stroke that was begun. */
  #joinFingers(second: Held): void {
    const first = this.#held.find(({ isTouch, does }) => isTouch && does !== 'nothing');
    if (!first || second.does === 'pinch') return;
    if (first.does === 'draw') this.#giveUp('cancel-press');
    first.does = second.does = 'pinch';
  }

  #giveUp(what: 'cancel-gesture' | 'cancel-press'): void {
    for (const held of this.#held) if (held.does === 'draw') held.does = 'nothing';
    this.#parts.client.run({ what });
    this.#parts.client.overrideTool(null);
  }

  #begin(event: PointerEvent): void {
    const { client, sight } = this.#parts;
    if (isEraser(event)) client.overrideTool('eraser');
    this.#last = sampleOf(event, sight.toMask);
    client.down(this.#last, this.#modifiers(event));
  }

  #draw(event: PointerEvent, held: Held, from: Point): void {
    const { client, sight, isSpaceDown } = this.#parts;
    if ((event.buttons & (pressed.primary | pressed.eraser)) === 0) {
      held.does = 'pan';
      this.#end(event);
      return;
    }
    const isMoved = isSpaceDown() && !movable.includes(client.tool);
    if (isMoved || (event.buttons & pressed.middle) !== 0) {
      sight.zooming.pan(held.at.x - from.x, held.at.y - from.y);
      return;
    }
    const samples = samplesOf(event, sight.toMask);
    this.#last = samples.at(-1) ?? this.#last;
    client.move(samples, this.#modifiers(event));
  }

  #end(event: PointerEvent): void {
    this.#parts.client.up(this.#modifiers(event));
    this.#parts.client.overrideTool(null);
    this.#last = null;
  }

  #pinch(moved: Held, from: Point): void {
    const other = this.#held.find((held) => held !== moved && held.does === 'pinch');
    if (other) this.#parts.sight.zooming.pinch([from, other.at], [moved.at, other.at]);
  }

  /** A polygon that is open follows the pointer. */
  #hover(event: PointerEvent): void {
    const { client, sight } = this.#parts;
    this.#lastHover = sampleOf(event, sight.toMask);
    if (client.state?.isDrawing) client.hover(this.#lastHover, this.#modifiers(event));
  }

  #modifiers(event: PointerEvent | KeyboardEvent): Modifiers {
    return modifiersOf(event, this.#parts.isSpaceDown() && movable.includes(this.#parts.client.tool));
  }
}

function isEraser({ buttons }: PointerEvent): boolean {
  return (buttons & pressed.eraser) !== 0;
}
