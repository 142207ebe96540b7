import { untrack } from 'svelte';

import type { Rectangle } from '../../../shared/edit.ts';
import type { EditorState } from '../engine/editor-state.ts';
import { isSameExtent } from '../engine/extending.ts';
import type { MaskCommand } from '../engine/mask-command.ts';
import { noModifiers, type Modifiers, type PointerSample, type ToolName, type ToolSettings } from '../engine/tool.ts';
import canvasWorkerAddress from './canvas-worker.ts?worker&url';
import { fetchable } from './fetchable.ts';
import type { FromCanvas, OpenedPicture, PackedMask, ShownAnswer, StageLook, StageView, ToCanvas } from './messages.ts';
import { Questions } from './questions.ts';
import { Settling } from './settling.ts';
import { startWorker } from './start-worker.ts';

/** What the client needs of a worker. */
export type CanvasWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** How an import ended: the size that the mask was scaled from, or null when it had the canvas' own. */
export type Imported = { readonly width: number; readonly height: number } | null;

type Trouble = 'picture' | 'answer' | 'colours';

/** The page's side of the canvas: what is painted lives in a worker, and this says what should be done there and what came of it. */
export class CanvasClient {
  readonly #worker: CanvasWorker;
  readonly #questions = new Questions();
  readonly #settling = new Settling();
  #state = $state.raw<EditorState | null>(null);
  #paintable = $state.raw<'not-yet' | 'preview' | 'full'>('not-yet');
  #isBusy = $state(false);
  #trouble = $state.raw<Trouble | null>(null);
  #tools = $state.raw<ToolSettings | null>(null);
  #override = $state.raw<ToolName | null>(null);
  #extent = $state.raw<Rectangle>({ left: 0, top: 0, width: 1, height: 1 });
  #interruptions = $state(0);
  #look: StageLook | null = null;
  #isOriginalHeld = false;

  constructor(worker: CanvasWorker = startWorker(canvasWorkerAddress)) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromCanvas>) => this.#hear(data);
    // What it was asked for will never come.
    worker.onerror = (event) => this.#end(event.message);
  }

  /** Null until the picture is opened. */
  get state(): EditorState | null {
    return this.#state;
  }

  get paintable(): 'not-yet' | 'preview' | 'full' {
    return this.#paintable;
  }

  /** Something takes longer than a moment. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What couldn't be shown; an answer's trouble ends with the next answer. */
  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** Goes up with everything that ends a press from elsewhere: another tool, a command, another mask. */
  get interruptions(): number {
    return this.#interruptions;
  }

  get tools(): ToolSettings | null {
    return this.#tools;
  }

  /** The tool in the hand: another one than was chosen while a pen is turned around. */
  get tool(): ToolName {
    return this.#override ?? this.#tools?.tool ?? 'brush';
  }

  /** What the mask covers, in the picture's pixels. */
  get extent(): Rectangle {
    return this.#extent;
  }

  open(picture: OpenedPicture, extent: Rectangle): void {
    this.#paintable = 'not-yet';
    this.#trouble = null;
    this.#state = null;
    this.#extent = extent;
    const fetched = { ...picture, address: fetchable(picture.address), preview: fetchable(picture.preview) };
    this.#step({ what: 'open', picture: fetched, extent });
  }

  setCanvas(canvas: OffscreenCanvas): void {
    this.#worker.postMessage({ what: 'canvas', canvas } satisfies ToCanvas, [canvas]);
  }

  setExtent(extent: Rectangle): void {
    this.#interrupt();
    this.#step({ what: 'extent', extent });
  }

  setTools(tools: ToolSettings): void {
    if (tools.tool !== this.#tools?.tool) this.#interrupt();
    this.#tools = tools;
    this.#send({ what: 'tools', tools: { ...tools, tool: this.tool } });
  }

  /** For one stroke; null: the one that was chosen again. */
  overrideTool(tool: ToolName | null): void {
    if (tool === this.#override) return;
    this.#override = tool;
    if (this.#tools) this.setTools(this.#tools);
  }

  setView(view: StageView): void {
    this.#send({ what: 'view', view });
  }

  setLook(look: StageLook): void {
    this.#look = look;
    this.#send({ what: 'look', look: { ...look, original: look.original || this.#isOriginalHeld } });
  }

  /** Only the picture, for as long as a key is held. */
  showOriginal(isHeld: boolean): void {
    if (isHeld === this.#isOriginalHeld) return;
    this.#isOriginalHeld = isHeld;
    if (this.#look) this.setLook(this.#look);
  }

  run(command: MaskCommand): void {
    this.#interrupt();
    this.#step({ what: 'run', command });
  }

  down(at: PointerSample, modifiers: Modifiers): void {
    this.#send({ what: 'down', at, modifiers });
  }

  move(to: readonly PointerSample[], modifiers: Modifiers): void {
    this.#send({ what: 'move', to, modifiers });
  }

  up(modifiers: Modifiers): void {
    this.#step({ what: 'up', modifiers });
  }

  hover(at: PointerSample | null, modifiers: Modifiers = noModifiers): void {
    this.#send({ what: 'hover', at, modifiers });
  }

  show(answer: ShownAnswer | null): void {
    // Whoever shows an answer doesn't want to show it again because it couldn't be shown.
    if (untrack(() => this.#trouble) === 'answer') this.#trouble = null;
    this.#send({ what: 'answer', answer: answer && { ...answer, address: fetchable(answer.address) } });
  }

  /** Takes the picture at an `app://` address as the mask; a step of the history. */
  importMask(address: string): Promise<Imported> {
    return this.#replace((id) => ({ what: 'import', id, address: fetchable(address) }));
  }

  /** Puts another mask in the place of the person's own, which is set aside with all its steps until `bringMaskBack`. */
  exchangeMask(address: string, extent: Rectangle): Promise<Imported> {
    return this.#replace((id) => ({ what: 'exchange', id, address: fetchable(address), extent }));
  }

  /** The person's own mask is there again as it was, with all its steps. Nothing happens when it is there already. */
  bringMaskBack(): void {
    this.#interrupt();
    this.#step({ what: 'bring-back' });
  }

  /** The mask as the PNG that is kept, with the state that it was encoded in. */
  packed(): Promise<PackedMask> {
    return this.#questions.ask((id) => this.#send({ what: 'encode', id }));
  }

  /** The state after everything that was asked for until now, masks from elsewhere included. Rejected when the worker ends. */
  async settled(): Promise<EditorState> {
    await this.#settling.all();
    if (!this.#state) throw new Error('There is no picture.');
    return this.#state;
  }

  close(): void {
    this.#worker.terminate();
    this.#end('closed');
  }

  #replace(message: (id: number) => ToCanvas): Promise<Imported> {
    this.#interrupt();
    return this.#settling.with(this.#questions.ask((id) => this.#send(message(id))));
  }

  #interrupt(): void {
    this.#interruptions = untrack(() => this.#interruptions) + 1;
  }

  #step(message: ToCanvas): void {
    this.#settling.asked();
    this.#send(message);
  }

  #end(why: string): void {
    this.#questions.failAll(why);
    this.#settling.fail(why);
  }

  #send(message: ToCanvas): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromCanvas): void {
    switch (message.what) {
      case 'paintable':
        this.#paintable = message.picture;
        break;
      case 'state':
        this.#take(message.state, message.done);
        break;
      case 'imported':
        this.#questions.answer(message.id, message.scaledFrom);
        break;
      case 'encoded':
        this.#questions.answer(message.id, { png: message.png, state: message.state } satisfies PackedMask);
        break;
      case 'busy':
        this.#isBusy = message.busy;
        break;
      case 'failed':
        this.#fail(message);
        break;
    }
  }

  #take(state: EditorState, done: number): void {
    this.#state = state;
    // A copy comes with every frame of a stroke; it is another one only when the picture is extended.
    if (!isSameExtent(state.extent, this.#extent)) this.#extent = state.extent;
    this.#settling.told(done);
  }

  #fail({ id, doing, why }: Extract<FromCanvas, { what: 'failed' }>): void {
    if (doing === 'picture' || doing === 'answer' || doing === 'colours') this.#trouble = doing;
    if (id !== null) this.#questions.fail(id, why);
  }
}
