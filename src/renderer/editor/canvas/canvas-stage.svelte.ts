import type { Zooming } from '../../viewer/zooming.svelte.ts';
import type { Language } from '../../i18n/language.svelte.ts';
import { keyboardPlace } from '../../key-claims.ts';
import type { Point } from '../engine/geometry.ts';
import type { CanvasClient } from './canvas-client.svelte.ts';
import { KeyboardCursor } from './keyboard-cursor.svelte.ts';
import { PointerGestures } from './pointer-gestures.svelte.ts';
import { StageSight } from './stage-sight.svelte.ts';

/** The brush as large as it paints, in the page's pixels. */
export interface Ring {
  readonly at: Point;
  readonly diameter: number;
  /** Of the part that is painted in full. */
  readonly inner: number;
}

/** Shows the picture without the mask for as long as it is held. */
const originalKey = '\\';

/** The stage: how the canvas is looked at, and what pointer and keyboard do to it. */
export class CanvasStage {
  readonly client: CanvasClient;
  readonly sight: StageSight;
  readonly gestures: PointerGestures;
  readonly cursor: KeyboardCursor;
  #isSpaceDown = $state(false);
  /** The pointer was what was used last, and it is here: only then is Space the stage's, wherever the keyboard is. */
  #isPointerHere = false;

  constructor(client: CanvasClient, language: Language) {
    this.client = client;
    this.sight = new StageSight(() => client.extent);
    this.gestures = new PointerGestures({ client, sight: this.sight, isSpaceDown: () => this.#isSpaceDown });
    this.cursor = new KeyboardCursor({ client, sight: this.sight, language });
  }

  /** For the buttons and keys of zooming. */
  get zooming(): Zooming {
    return this.sight.zooming;
  }

  /** What the pointer looks like; the ring stands for it where a brush paints. */
  get pointer(): 'none' | 'crosshair' | 'grab' | 'grabbing' {
    if (this.gestures.isPanning) return 'grabbing';
    if (this.client.tool === 'pan' || this.#isSpaceDown) return 'grab';
    return this.#ringPx !== null && this.#ringPx > 6 ? 'none' : 'crosshair';
  }

  /** Null for a finger, which would hide it, and for tools that aren't brushes. */
  get ring(): Ring | null {
    const diameter = this.#ringPx;
    const at = this.cursor.place ?? (this.gestures.hovered?.isTouch === false ? this.gestures.hovered.at : null);
    if (diameter === null || at === null || this.gestures.isPanning) return null;
    return { at, diameter, inner: diameter * (this.client.tools?.hardness ?? 1) };
  }

  /** For `{@attach stage.listen}`: everything that happens on the stage, and the keys that are held. */
  readonly listen = (stage: HTMLElement): (() => void) => {
    const listeners = new AbortController();
    const { signal } = listeners;
    const measured = new ResizeObserver(() => this.#measure(stage));
    // Also when the window is moved to a screen with other pixels.
    measured.observe(stage, { box: 'device-pixel-content-box' });
    this.#measure(stage);
    stage.addEventListener('pointerdown', (event) => this.#down(stage, event), { signal });
    stage.addEventListener('pointermove', (event) => this.#move(event), { signal });
    stage.addEventListener('pointerup', (event) => this.gestures.up(event), { signal });
    stage.addEventListener('pointercancel', (event) => this.gestures.lost(event), { signal });
    stage.addEventListener('pointerenter', () => this.#measure(stage), { signal });
    stage.addEventListener('pointerleave', () => this.#leave(), { signal });
    stage.addEventListener('dblclick', () => this.#closePolygon(), { signal });
    stage.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
    stage.addEventListener('wheel', (event) => this.#turn(event), { signal, passive: false });
    stage.addEventListener('keydown', (event) => this.#key(event), { signal });
    stage.addEventListener('focus', () => stage.matches(':focus-visible') && this.cursor.show(), { signal });
    stage.addEventListener('blur', () => this.cursor.hide(), { signal });
    addEventListener('keydown', (event) => this.#pressed(event), { signal, capture: true });
    addEventListener('keyup', (event) => this.#released(event), { signal, capture: true });
    addEventListener('blur', () => this.#letGo(), { signal });
    return () => {
      listeners.abort();
      measured.disconnect();
      this.#letGo();
    };
  };

  get #ringPx(): number | null {
    const { tools, tool } = this.client;
    return tools && (tool === 'brush' || tool === 'eraser' || tool === 'quick-select') ? tools.brushPx * this.sight.scale : null;
  }

  #measure(stage: HTMLElement): void {
    this.sight.setStage(stage.getBoundingClientRect(), devicePixelRatio);
  }

  #down(stage: HTMLElement, event: PointerEvent): void {
    if (event.button === 1) event.preventDefault();
    this.#measure(stage);
    stage.setPointerCapture(event.pointerId);
    this.#usePointer();
    this.gestures.down(event);
  }

  #move(event: PointerEvent): void {
    this.#usePointer();
    this.gestures.move(event);
  }

  #usePointer(): void {
    this.#isPointerHere = true;
    this.cursor.hide();
  }

  #leave(): void {
    this.#isPointerHere = false;
    this.gestures.left();
  }

  #turn(event: WheelEvent): void {
    event.preventDefault();
    this.gestures.wheel(event);
  }

  /** On the stage itself. */
  #key(event: KeyboardEvent): void {
    if (!event.defaultPrevented && this.cursor.key(event)) event.preventDefault();
  }

  /** Anywhere in the page. */
  #pressed(event: KeyboardEvent): void {
    if (event.key === 'Shift' || event.key === 'Alt') {
      this.gestures.keysChanged(event);
      return;
    }
    if (event.key === 'Tab' || event.key.startsWith('Arrow')) this.#isPointerHere = false;
    const { inField, inLayer } = keyboardPlace(event.target);
    if (inLayer || (inField && !(event.key === ' ' && isForNumbers(event.target)))) return;
    if (this.#takes(event)) event.preventDefault();
  }

  #takes(event: KeyboardEvent): boolean {
    if (event.key === 'Escape') return this.#escape();
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    return this.#holds(event.key) || (!keyboardPlace(event.target).onControl && this.cursor.endsCorner(event.key));
  }

  #holds(key: string): boolean {
    if (key === originalKey) this.client.showOriginal(true);
    else if (key === ' ' && (this.#isPointerHere || this.gestures.isDrawing)) this.#isSpaceDown = true;
    else return false;
    return true;
  }

  /** Says whether there was anything to give up. */
  #escape(): boolean {
    const isPressed = this.cursor.isPressed;
    if (!isPressed && !this.gestures.isDrawing && !this.client.state?.isDrawing) return false;
    this.gestures.cancel();
    this.cursor.cancelled();
    return true;
  }

  #released(event: KeyboardEvent): void {
    if (event.key === 'Shift' || event.key === 'Alt') this.gestures.keysChanged(event);
    if (event.key === ' ') this.#isSpaceDown = false;
    if (event.key === originalKey) this.client.showOriginal(false);
  }

  #letGo(): void {
    this.#isSpaceDown = false;
    this.client.showOriginal(false);
  }

  #closePolygon(): void {
    if (this.client.tool === 'polygon') this.client.run({ what: 'close-polygon' });
  }
}

/** A field that has no use for the space bar: after a size was typed, Space moves the view all the same. */
function isForNumbers(field: EventTarget | null): boolean {
  return field instanceof HTMLInputElement && field.type === 'number';
}
