import type { Rectangle } from '../../../shared/edit.ts';
import type { EditorState } from '../engine/editor-state.ts';
import { isSameExtent } from '../engine/extending.ts';
import type { MaskCommand } from '../engine/mask-command.ts';
import type { Modifiers, PointerSample, ToolName, ToolSettings } from '../engine/tool.ts';
import canvasWorkerAddress from './canvas-worker.ts?worker&url';
import type { FromCanvas, OpenedPicture, ShownAnswer, StageLook, StageView, ToCanvas } from './messages.ts';
import { Questions } from './questions.ts';
import { startWorker } from './start-worker.ts';

/** What the client needs of a worker. */
export type CanvasWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** How an import ended: the size that the mask was scaled from, or null when it had the canvas' own. */
export type Imported = { readonly width: number; readonly height: number } | null;

/** The page's side of the canvas: what is painted lives in a worker, and this says what should be done there and what came of it. */
export class CanvasClient {
  readonly #worker: CanvasWorker;
  readonly #questions = new Questions();
  /** How many messages were sent that are followed by a state. */
  #asked = 0;
  #done = 0;
  #settling: readonly { readonly after: number; readonly tell: (state: EditorState) => void }[] = [];
  #state = $state.raw<EditorState | null>(null);
  #paintable = $state.raw<'not-yet' | 'preview' | 'full'>('not-yet');
  #isBusy = $state(false);
  #trouble = $state.raw<'picture' | 'answer' | null>(null);
  #tools = $state.raw<ToolSettings | null>(null);
  #override = $state.raw<ToolName | null>(null);
  #extent = $state.raw<Rectangle>({ left: 0, top: 0, width: 1, height: 1 });
  #look: StageLook | null = null;
  #isOriginalHeld = false;
  /** How long the worker took for its last frames, for the bench and the tests. */
  readonly frames: number[] = [];

  constructor(worker: CanvasWorker = startWorker(canvasWorkerAddress)) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromCanvas>) => this.#hear(data);
    // What it was asked for will never come.
    worker.onerror = (event) => this.#questions.failAll(event.message);
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
  get trouble(): 'picture' | 'answer' | null {
    return this.#trouble;
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
    this.#send({ what: 'open', picture: fetched, extent });
  }

  setCanvas(canvas: OffscreenCanvas): void {
    this.#worker.postMessage({ what: 'canvas', canvas } satisfies ToCanvas, [canvas]);
  }

  setExtent(extent: Rectangle): void {
    this.#step({ what: 'extent', extent });
  }

  setTools(tools: ToolSettings): void {
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

  hover(at: PointerSample | null): void {
    this.#send({ what: 'hover', at });
  }

  show(answer: ShownAnswer | null): void {
    if (this.#trouble === 'answer') this.#trouble = null;
    this.#send({ what: 'answer', answer: answer && { ...answer, address: fetchable(answer.address) } });
  }

  /** Takes the picture at an `app://` address as the mask; a step of the history. */
  importMask(address: string): Promise<Imported> {
    return this.#questions.ask((id) => this.#send({ what: 'import', id, address: fetchable(address) }));
  }

  /** The mask as the PNG that is kept. */
  encode(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#questions.ask((id) => this.#send({ what: 'encode', id }));
  }

  /** The state after everything that was asked for until now. */
  settled(): Promise<EditorState> {
    if (this.#state && this.#done >= this.#asked) return Promise.resolve(this.#state);
    return new Promise((tell) => (this.#settling = [...this.#settling, { after: this.#asked, tell }]));
  }

  close(): void {
    this.#worker.terminate();
    this.#questions.failAll('closed');
  }

  #step(message: ToCanvas): void {
    this.#asked += 1;
    this.#send(message);
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
        this.#questions.answer(message.id, message.png);
        break;
      case 'busy':
        this.#isBusy = message.busy;
        break;
      case 'failed':
        this.#fail(message);
        break;
      case 'drawn':
        this.frames.push(message.tookMs);
        if (this.frames.length > 600) this.frames.splice(0, 300);
        break;
    }
  }

  #take(state: EditorState, done: number): void {
    this.#state = state;
    // A copy comes with every frame of a stroke; it is another one only when the picture is extended.
    if (!isSameExtent(state.extent, this.#extent)) this.#extent = state.extent;
    this.#done = done;
    const settled = this.#settling.filter(({ after }) => after <= done);
    this.#settling = this.#settling.filter(({ after }) => after > done);
    for (const { tell } of settled) tell(state);
  }

  #fail({ id, doing, why }: Extract<FromCanvas, { what: 'failed' }>): void {
    if (doing === 'picture' || doing === 'answer') this.#trouble = doing;
    if (id !== null) this.#questions.fail(id, why);
  }
}

/** A worker has no page to be relative to, and the page's own origin isn't spelt `app://afterglow` everywhere. */
function fetchable(address: string): string {
  return new URL(address.replace(/^app:\/\/afterglow\//, ''), document.baseURI).href;
}
