import { untrack } from 'svelte';

import type { Rectangle } from '../../../shared/edit.ts';
import type { EditorState } from '../engine/editor-state.ts';
import { isSameExtent } from '../engine/extending.ts';
import type { MaskCommand } from '../engine/mask-command.ts';
import { noModifiers, type Modifiers, type PointerSample, type ToolName, type ToolSettings } from '../engine/tool.ts';
import { AnswerSight } from './answer-sight.svelte.ts';
import canvasWorkerAddress from './canvas-worker.ts?worker&url';
import { fetchable } from './fetchable.ts';
import type { FromCanvas, OpenedPicture, PackedMask, ShownAnswer, StageLook, StageView, ToCanvas } from './messages.ts';
import { PackedMasks } from './packed-masks.ts';
import { startWorker } from './start-worker.ts';
import { Troubles, type Trouble } from './troubles.svelte.ts';
import { WorkerLine, type CanvasWorker } from './worker-line.ts';

/** How an import ended: the size that the mask was scaled from, or null when it had the canvas' own. */
export type Imported = { readonly width: number; readonly height: number } | null;

/** The worst first. */
const stageTroubles = ['picture', 'stopped', 'step', 'colours'] as const satisfies readonly Trouble[];

/** The page's side of the canvas: what is painted lives in a worker, and this says what should be done there and what came of it. */
export class CanvasClient {
  readonly #line: WorkerLine;
  readonly #masks: PackedMasks;
  readonly #troubles = new Troubles();
  readonly answer = new AnswerSight();
  #state = $state.raw<EditorState | null>(null);
  #paintable = $state.raw<'not-yet' | 'preview' | 'full'>('not-yet');
  #isBusy = $state(false);
  #tools = $state.raw<ToolSettings | null>(null);
  #override = $state.raw<ToolName | null>(null);
  #extent = $state.raw<Rectangle>({ left: 0, top: 0, width: 1, height: 1 });
  #interruptions = $state(0);
  #look: StageLook | null = null;
  #isOriginalHeld = false;

  constructor(worker: CanvasWorker = startWorker(canvasWorkerAddress)) {
    this.#line = new WorkerLine(worker, { heard: (message) => this.#hear(message), ended: () => this.#ended() });
    this.#masks = new PackedMasks(this.#line);
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

  /** What can't be shown or done at the moment. */
  get trouble(): (typeof stageTroubles)[number] | null {
    return stageTroubles.find((trouble) => this.#troubles.has(trouble)) ?? null;
  }

  /** The answer that is to be shown couldn't be; that ends with the next one. */
  get isAnswerUnseen(): boolean {
    return this.#troubles.has('answer');
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
    this.#troubles.ended('picture');
    this.#state = null;
    this.#masks.forget();
    this.#extent = extent;
    const fetched = { ...picture, address: fetchable(picture.address), preview: fetchable(picture.preview) };
    this.#line.step({ what: 'open', picture: fetched, extent });
  }

  setCanvas(canvas: OffscreenCanvas): void {
    this.#line.send({ what: 'canvas', canvas }, [canvas]);
  }

  setExtent(extent: Rectangle): void {
    this.#interrupt();
    this.#line.step({ what: 'extent', extent });
  }

  setTools(tools: ToolSettings): void {
    if (tools.tool !== this.#tools?.tool) this.#interrupt();
    this.#tools = tools;
    this.#line.send({ what: 'tools', tools: { ...tools, tool: this.tool } });
  }

  /** For one stroke; null: the one that was chosen again. */
  overrideTool(tool: ToolName | null): void {
    if (tool === this.#override) return;
    this.#override = tool;
    if (this.#tools) this.setTools(this.#tools);
  }

  setView(view: StageView): void {
    this.#line.send({ what: 'view', view });
  }

  setLook(look: StageLook): void {
    this.#look = look;
    this.#line.send({ what: 'look', look: { ...look, original: look.original || this.#isOriginalHeld } });
  }

  /** Only the picture, for as long as a key is held. */
  showOriginal(isHeld: boolean): void {
    if (isHeld === this.#isOriginalHeld) return;
    this.#isOriginalHeld = isHeld;
    if (this.#look) this.setLook(this.#look);
  }

  run(command: MaskCommand): void {
    this.#interrupt();
    this.#line.step({ what: 'run', command });
  }

  down(at: PointerSample, modifiers: Modifiers): void {
    this.#line.send({ what: 'down', at, modifiers });
  }

  move(to: readonly PointerSample[], modifiers: Modifiers): void {
    this.#line.send({ what: 'move', to, modifiers });
  }

  up(modifiers: Modifiers): void {
    this.#line.step({ what: 'up', modifiers });
  }

  hover(at: PointerSample | null, modifiers: Modifiers = noModifiers): void {
    this.#line.send({ what: 'hover', at, modifiers });
  }

  show(answer: ShownAnswer | null): void {
    // Whoever shows an answer doesn't want to show it again because it couldn't be shown.
    untrack(() => this.#troubles.ended('answer'));
    const fetched = answer && { ...answer, address: fetchable(answer.address) };
    this.answer.wants(fetched?.address ?? null);
    this.#line.send({ what: 'answer', answer: fetched });
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
    this.#line.step({ what: 'bring-back' });
  }

  /** The mask as the PNG that is kept, with the state that it was packed in. */
  packed(): Promise<PackedMask> {
    return this.#masks.now();
  }

  /** The same without holding anybody up: null when the mask is being painted on. */
  packedAtRest(): Promise<PackedMask | null> {
    return this.#masks.atRest();
  }

  /** What was packed last: that much is left of what is painted when the worker breaks off. */
  get lastPacked(): PackedMask | null {
    return this.#masks.last;
  }

  /** The state after everything that was asked for until now, masks from elsewhere included. Rejected when the worker ends, or has. */
  async settled(): Promise<EditorState> {
    await this.#line.settled();
    if (!this.#state) throw new Error('There is no picture.');
    return this.#state;
  }

  close(): void {
    this.#line.end('closed');
  }

  #replace(message: (id: number) => ToCanvas): Promise<Imported> {
    this.#interrupt();
    return this.#line.askForChange(message);
  }

  #interrupt(): void {
    this.#interruptions = untrack(() => this.#interruptions) + 1;
  }

  #hear(message: FromCanvas): void {
    if (message.what === 'paintable') this.#paintable = message.picture;
    else if (message.what === 'state') this.#take(message.state);
    else if (message.what === 'busy') this.#isBusy = message.busy;
    else if (message.what === 'reading') this.#troubles.ended('colours');
    else if (message.what === 'answer-seen') this.answer.sees(message.address);
    else if (message.what === 'failed' && message.id === null) this.#cannot(message.doing);
  }

  #cannot(doing: Trouble): void {
    this.#troubles.began(doing);
    if (doing === 'answer') this.answer.wants(null);
  }

  #take(state: EditorState): void {
    this.#state = state;
    // A copy comes with every frame of a stroke; it is another one only when the picture is extended.
    if (!isSameExtent(state.extent, this.#extent)) this.#extent = state.extent;
    // Something else could be done.
    this.#troubles.ended('step');
  }

  /** Without a state there is nothing to paint on; with one, what is painted is lost but for what was kept. */
  #ended(): void {
    this.#isBusy = false;
    this.#troubles.began(this.#state ? 'stopped' : 'picture');
  }
}
