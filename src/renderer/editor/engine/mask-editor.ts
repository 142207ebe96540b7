import type { Rectangle } from '../../../shared/edit.ts';
import type { EditorState } from './editor-state.ts';
import { EditedMask } from './edited-mask.ts';
import { isSameExtent } from './extending.ts';
import type { Point } from './geometry.ts';
import type { Moment } from './history.ts';
import { changeByCommand } from './mask-changes.ts';
import type { MaskCommand, StepName } from './mask-command.ts';
import type { Mask } from './mask.ts';
import {
  defaultTools,
  noModifiers,
  type Colours,
  type Modifiers,
  type PointerSample,
  type Preview,
  type Tool,
  type ToolSettings,
} from './tool.ts';
import { makeTools, type PaintingTool } from './tools.ts';

export interface MaskEditorOptions {
  readonly width: number;
  readonly height: number;
  /** Of the canvas' left upper corner in the picture: 0, or negative where the picture is extended. */
  readonly left?: number;
  readonly top?: number;
  readonly tools?: ToolSettings;
  /** How much memory undo may take. */
  readonly historyBytes?: number;
  /** What is there from the beginning, of the same size: no step leads to it. */
  readonly mask?: Mask;
  readonly firstRevision?: number;
}

interface Gesture {
  readonly name: PaintingTool;
  readonly tool: Tool;
  readonly before: Moment;
}

/** A mask being painted: what pointer and commands do to it, with undo. Knows neither a screen nor a picture file. */
export class MaskEditor {
  #settings: ToolSettings;
  #colours: Colours | null = null;
  #nearPx = 6;
  #gesture: Gesture | null = null;
  #isPressed = false;
  #state: EditorState | null = null;
  #revision = 0;
  readonly #edited: EditedMask;
  #tools = makeTools();
  readonly #listeners = new Set<() => void>();

  constructor({ width, height, left = 0, top = 0, ...others }: MaskEditorOptions) {
    this.#edited = new EditedMask({ left, top, width, height }, others.historyBytes ?? 512 * 2 ** 20);
    this.#settings = others.tools ?? defaultTools;
    this.#revision = others.firstRevision ?? 0;
    if (others.mask) this.#edited.replace(others.mask);
  }

  /** The same one for good; it has another size after the picture is extended. */
  get mask(): Mask {
    return this.#edited.mask;
  }

  get settings(): ToolSettings {
    return this.#settings;
  }

  get colours(): Colours | null {
    return this.#colours;
  }

  /** What is drawn above the picture while a gesture goes on. */
  get preview(): Preview {
    return this.#gesture?.tool.preview ?? { kind: 'none' };
  }

  /** While a gesture is under way, bounds and coverage are those before it. */
  get state(): EditorState {
    return (this.#state ??= { ...this.#edited.facts(), isDrawing: this.#gesture !== null, revision: this.#revision });
  }

  /** Calls back after every change of what `state` or `preview` say; returns how to end that. */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another tool ends what the one before was doing, but a polygon stays open while the view is moved. Another size counts from the next sample on. */
  setTools(settings: ToolSettings): void {
    const { tool } = settings;
    if (tool !== this.#settings.tool) this.up();
    const isOver = this.#gesture !== null && tool !== this.#gesture.name && tool !== 'pan';
    if (isOver) this.#cancel();
    this.#settings = settings;
    if (isOver) this.#changed();
  }

  setColours(colours: Colours | null): void {
    this.#colours = colours;
  }

  /** How many mask pixels count as the same place for a hand: a few pixels of the screen. */
  setNear(px: number): void {
    this.#nearPx = px;
  }

  down(at: PointerSample, modifiers: Modifiers = noModifiers): void {
    const name = this.#settings.tool;
    if (name === 'pan') return;
    this.up();
    this.#gesture ??= this.#begin(name);
    this.#isPressed = true;
    this.#gesture.tool.down(this.#work, at, modifiers);
    this.#changed();
  }

  move(to: readonly PointerSample[], modifiers: Modifiers = noModifiers): void {
    if (this.#gesture === null || !this.#isPressed || to.length === 0) return;
    this.#gesture.tool.move(this.#work, to, modifiers);
    this.#changed();
  }

  up(modifiers: Modifiers = noModifiers): void {
    if (this.#gesture === null || !this.#isPressed) return;
    this.#isPressed = false;
    this.#gesture.tool.up(this.#work, modifiers);
    if (!this.#gesture.tool.isOpen) this.#finish(this.#gesture);
    this.#changed();
  }

  /** Where the pointer is while it isn't pressed; null when it left. */
  hover(at: Point | null, modifiers: Modifiers | null = null): void {
    if (this.#gesture === null || this.#isPressed || at === null || this.#settings.tool === 'pan') return;
    this.#gesture.tool.hover?.(at, modifiers);
    this.#changed();
  }

  run(command: MaskCommand): void {
    if (command.what === 'cancel-gesture') this.#cancel();
    else if (command.what === 'cancel-press') this.#cancelPress();
    else if (command.what === 'close-polygon') this.#close();
    else if (command.what === 'take-corner-back') this.#takeBack();
    else if (command.what === 'undo') this.#undo();
    else if (command.what === 'redo') this.#redo();
    else this.#step(command.what, () => changeByCommand(this.mask, command));
    this.#changed();
  }

  /** Takes over what another mask of the same size holds. */
  load(mask: Mask, name: StepName = 'import'): void {
    this.#step(name, () => this.#edited.replace(mask));
    this.#changed();
  }

  /**
   * Lets the mask cover another part (in the picture's pixels). What is painted stays where it is on the picture; what comes along is
   * full, since nothing is there yet.
   */
  extend(extent: Rectangle): void {
    this.#endGesture();
    this.#travel(() => this.#edited.extend(extent));
    this.#changed();
  }

  get #work() {
    return { mask: this.mask, settings: this.#settings, colours: this.#colours, nearPx: this.#nearPx };
  }

  #begin(name: PaintingTool): Gesture {
    // Measured now, so that the state says all along how it was before.
    this.#edited.facts();
    return { name, tool: this.#tools[name], before: this.#edited.moment() };
  }

  #finish({ name, before }: Gesture): void {
    this.#gesture = null;
    this.#edited.keep(name, before);
  }

  #step(name: StepName, change: () => void): void {
    this.#endGesture();
    this.#edited.change(name, change);
  }

  /** Keeps what is painted by now; what is open is given up. */
  #endGesture(): void {
    this.up();
    this.#cancel();
  }

  #cancel(): void {
    if (this.#gesture === null) return;
    this.#gesture.tool.cancel();
    this.#edited.goTo(this.#gesture.before);
    this.#gesture = null;
    this.#isPressed = false;
  }

  #cancelPress(): void {
    if (this.#gesture === null || !this.#isPressed) return;
    this.#isPressed = false;
    this.#gesture.tool.cancelPress?.();
    // The press may have closed what is open again.
    if (this.#gesture.tool.isOpen) this.#edited.goTo(this.#gesture.before);
    else this.#cancel();
  }

  #close(): void {
    if (this.#gesture?.tool.close === undefined) return;
    this.#gesture.tool.close(this.#work);
    this.#isPressed = false;
    if (!this.#gesture.tool.isOpen) this.#finish(this.#gesture);
  }

  #takeBack(): void {
    if (this.#gesture?.tool.takeBack === undefined) return;
    this.#gesture.tool.takeBack();
    this.#isPressed = false;
    if (!this.#gesture.tool.isOpen) this.#cancel();
  }

  /** While something is being drawn, that is what is taken back. */
  #undo(): void {
    if (this.#gesture?.tool.takeBack !== undefined) this.#takeBack();
    else if (this.#gesture !== null) this.#cancel();
    else this.#travel(() => this.#edited.undo());
  }

  #redo(): void {
    if (this.#gesture === null) this.#travel(() => this.#edited.redo());
  }

  /** When the mask covers another part afterwards, the place where the last stroke ended is another one. */
  #travel(go: () => void): void {
    const { extent } = this.#edited;
    go();
    if (!isSameExtent(extent, this.#edited.extent)) this.#tools = makeTools();
  }

  #changed(): void {
    this.#state = null;
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}
