import type { Rectangle } from '../../../shared/edit.ts';
import { saysMore, type EditorState } from '../engine/editor-state.ts';
import { carriedOver } from '../engine/extending.ts';
import type { MaskEditor, MaskEditorOptions } from '../engine/mask-editor.ts';
import type { MaskCommand } from '../engine/mask-command.ts';
import type { Mask } from '../engine/mask.ts';
import { defaultTools, type ToolSettings } from '../engine/tool.ts';
import { CanvasPainter } from './canvas-painter.ts';
import { CanvasPicture } from './canvas-picture.ts';
import { HeldMessages, isStep } from './held-messages.ts';
import { maskFrom } from './mask-exchange.ts';
import { MaskPacking } from './mask-packing.ts';
import type { FromCanvas, OpenedPicture, StageView, ToCanvas } from './messages.ts';
import { Sheet } from './sheet.ts';
import { Sheets } from './sheets.ts';
import { looksAtColours, type WandSight } from './wand-sight.ts';

export type Tell = (message: FromCanvas, transfer?: Transferable[]) => void;
type Pointing = Extract<ToCanvas, { what: 'down' | 'move' | 'up' | 'hover' }>;
type Replacing = Extract<ToCanvas, { what: 'import' | 'exchange' }>;
type Encoding = Extract<ToCanvas, { what: 'encode' }>;

/** So many of the page's pixels count as the same place for a hand. */
const nearPx = 8;
/** After each of these the page is told a state. */
const answered: readonly ToCanvas['what'][] = ['open', 'up', 'run', 'extent', 'bring-back'];

/** Behind the worker's door: the mask and the picture, and what the page is told of them. Draws at most once a frame. */
export class CanvasEngine {
  readonly #tell: Tell;
  readonly #picture: CanvasPicture;
  readonly #painter: CanvasPainter;
  #tools: ToolSettings = defaultTools;
  #view: StageView | null = null;
  readonly #sheets = new Sheets((options) => this.#newSheet(options));
  #isFrameAsked = false;
  #told: EditorState | null = null;
  readonly #held = new HeldMessages();
  readonly #packing = new MaskPacking();
  #done = 0;

  readonly #on: { readonly [What in ToCanvas['what']]: (heard: Extract<ToCanvas, { what: What }>) => void } = {
    open: ({ picture, extent }) => this.#open(picture, extent),
    canvas: ({ canvas }) => this.#painter.setCanvas(canvas),
    view: ({ view }) => this.#setView(view),
    look: ({ look }) => this.#painter.setLook(look),
    answer: ({ answer }) => this.#painter.answer.show(answer),
    tools: ({ tools }) => this.#setTools(tools),
    extent: ({ extent }) => this.#step((editor) => editor.extend(extent)),
    run: ({ command }) => this.#run(command),
    import: (heard) => this.#import(heard),
    exchange: (heard) => this.#exchange(heard),
    'bring-back': () => this.#turn(() => this.#sheets.bringBack()),
    encode: (heard) => this.#encode(heard),
    down: (heard) => this.#point(heard),
    move: (heard) => this.#point(heard),
    up: (heard) => this.#point(heard),
    hover: (heard) => this.#point(heard),
  };

  constructor(tell: Tell) {
    this.#tell = tell;
    this.#painter = new CanvasPainter(() => this.#askFrame(), tell);
    this.#picture = new CanvasPicture({
      changed: () => this.#painter.invalidate(),
      paintable: (picture) => tell({ what: 'paintable', picture }),
      failed: (why) => this.#cannot('picture', why),
    });
  }

  hear(message: ToCanvas): void {
    const isBlind = this.#sight.isReading && looksAtColours(this.#tools);
    if (!isBlind || !this.#held.takes(message)) this.#do(message);
  }

  get #editor(): MaskEditor {
    return this.#sheets.current.editor;
  }

  get #sight(): WandSight {
    return this.#sheets.current.sight;
  }

  #do(message: ToCanvas): void {
    if (answered.includes(message.what)) this.#done += 1;
    try {
      (this.#on[message.what] as (heard: ToCanvas) => void)(message);
    } catch (error) {
      // Without a picture there is nothing to go on with: that ends it all.
      if (message.what === 'open') throw error;
      // Most likely there was no room for it. What it had begun is given up, and everything else goes on.
      this.#editor.run({ what: 'cancel-gesture' });
      this.#sayState();
      this.#cannot('step', error);
    }
  }

  #open(picture: OpenedPicture, extent: Rectangle): void {
    this.#doHeld();
    this.#turn(() => {
      this.#sheets.begin(extent);
      this.#picture.open(picture);
    });
  }

  #newSheet(options: MaskEditorOptions): Sheet {
    const sheet = new Sheet(options, {
      read: (extent, signal) => {
        this.#tell({ what: 'reading' });
        return this.#picture.colours(extent, signal);
      },
      busy: (busy) => this.#tell({ what: 'busy', busy }),
      failed: (why) => this.#cannot('colours', why),
      done: () => this.#doHeld(),
    });
    sheet.editor.onChanged(() => sheet === this.#sheets.current && this.#askFrame());
    return sheet;
  }

  /** From now on another sheet is the mask. */
  #turn(to: () => void): void {
    to();
    this.#editor.setTools(this.#tools);
    if (this.#view) this.#setView(this.#view);
    this.#painter.invalidate();
    this.#step();
  }

  #setView(view: StageView): void {
    this.#view = view;
    this.#editor.setNear((nearPx * view.pixelRatio) / view.scale);
    this.#painter.setView(view);
  }

  #setTools(tools: ToolSettings): void {
    this.#tools = tools;
    this.#editor.setTools(tools);
    // Another tool needs no colours: what the wand was to do without them comes to nothing, what came after it doesn't.
    if (!looksAtColours(tools)) this.#doHeld();
    this.#wantColours();
  }

  #point(message: Pointing): void {
    if (message.what === 'down') this.#editor.down(message.at, message.modifiers);
    else if (message.what === 'move') this.#editor.move(message.to, message.modifiers);
    else if (message.what === 'hover') this.#editor.hover(message.at, message.modifiers);
    else this.#step((editor) => editor.up(message.modifiers));
  }

  /** Is answered with a state, whether anything changed or not. */
  #step(work?: (editor: MaskEditor) => void): void {
    work?.(this.#editor);
    this.#sight.keepFor(this.#editor.state.extent);
    this.#wantColours();
    this.#sayState();
  }

  /** What goes through every pixel with a width says so first: the page hears it while this thread is at work. */
  #run(command: MaskCommand): void {
    const isLong = 'px' in command;
    if (isLong) this.#tell({ what: 'busy', busy: true });
    try {
      this.#step((editor) => editor.run(command));
    } finally {
      if (isLong) this.#tell({ what: 'busy', busy: this.#sight.isReading });
    }
  }

  /** The wand and quick select look at the picture, and nothing else does: it is read when one of them is taken up. */
  #wantColours(): void {
    if (looksAtColours(this.#tools) && this.#picture.isOpen) this.#sight.want(this.#editor.state.extent);
  }

  #doHeld(): void {
    for (const message of this.#held.release()) {
      if (this.#editor.colours || isStep(message)) this.#do(message);
      else if (message.what === 'up') {
        this.#done += 1;
        this.#sayState();
      }
    }
  }

  /** The picture may be extended until the mask is there: then it lies where it would lie if it had come at once. */
  #import(heard: Extract<ToCanvas, { what: 'import' }>): void {
    const { editor } = this.#sheets.current;
    const { extent } = editor.state;
    this.#replace(heard, extent, (mask) => {
      editor.load(carriedOver(mask, extent, editor.state.extent));
      this.#step();
    });
  }

  #exchange(heard: Extract<ToCanvas, { what: 'exchange' }>): void {
    const { extent } = heard;
    const lay = this.#sheets.expect();
    this.#replace(heard, extent, (mask) => this.#turn(() => lay(extent, mask)));
  }

  /** Fetches a mask, and does with it what is to be done. */
  #replace(heard: Replacing, extent: Rectangle, take: (mask: Mask) => void): void {
    void this.#orTell(heard, async () => {
      const { mask, scaledFrom } = await maskFrom(heard.address, extent);
      take(mask);
      this.#tell({ what: 'imported', id: heard.id, scaledFrom });
    });
  }

  #encode(heard: Encoding): void {
    void this.#orTell(heard, async () => {
      const packed = await this.#packing.pack(this.#sheets.own.editor, heard);
      if (typeof packed === 'string') this.#tell({ what: 'not-encoded', id: heard.id, why: packed });
      else this.#tell({ what: 'encoded', id: heard.id, ...packed });
    });
  }

  /** Whoever asked for it hears why it can't be had. */
  async #orTell({ what, id }: Replacing | Encoding, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.#tell({ what: 'failed', id, doing: what, why: String(error) }));
  }

  #cannot(doing: Extract<FromCanvas, { what: 'failed'; id: null }>['doing'], why: unknown): void {
    this.#tell({ what: 'failed', id: null, doing, why: String(why) });
  }

  #sayState(): void {
    this.#told = this.#editor.state;
    this.#tell({ what: 'state', state: this.#told, done: this.#done });
  }

  #askFrame(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    requestAnimationFrame(() => this.#frame());
  }

  #frame(): void {
    this.#isFrameAsked = false;
    if (!this.#told || saysMore(this.#editor.state, this.#told)) this.#sayState();
    try {
      this.#painter.draw(this.#editor, this.#picture);
    } catch (error) {
      this.#cannot('step', error);
    }
  }
}
