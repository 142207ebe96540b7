import type { Rectangle } from '../../../shared/edit.ts';
import { saysMore, type EditorState } from '../engine/editor-state.ts';
import type { MaskEditor, MaskEditorOptions } from '../engine/mask-editor.ts';
import type { MaskCommand } from '../engine/mask-command.ts';
import type { Mask } from '../engine/mask.ts';
import { defaultTools, type ToolSettings } from '../engine/tool.ts';
import { CanvasPainter } from './canvas-painter.ts';
import { CanvasPicture } from './canvas-picture.ts';
import { maskFrom, packed } from './mask-exchange.ts';
import type { FromCanvas, OpenedPicture, StageView, ToCanvas } from './messages.ts';
import { Sheet } from './sheet.ts';
import { looksAtColours } from './wand-sight.ts';

export type Tell = (message: FromCanvas, transfer?: Transferable[]) => void;
type Pointing = Extract<ToCanvas, { what: 'down' | 'move' | 'up' | 'hover' }>;
type Replacing = Extract<ToCanvas, { what: 'import' | 'exchange' }>;

/** So many of the page's pixels count as the same place for a hand. */
const nearPx = 8;
/** What changes the mask at once, or asks for it. */
const steps: readonly ToCanvas['what'][] = ['run', 'extent', 'import', 'exchange', 'bring-back', 'encode'];
/** After each of these the page is told a state. */
const answered: readonly ToCanvas['what'][] = ['open', 'up', 'run', 'extent', 'bring-back'];

/** Behind the worker's door: the mask and the picture, and what the page is told of them. Draws at most once a frame. */
export class CanvasEngine {
  readonly #tell: Tell;
  readonly #picture: CanvasPicture;
  readonly #painter: CanvasPainter;
  #tools: ToolSettings = defaultTools;
  #view: StageView | null = null;
  #sheet = this.#newSheet({ width: 1, height: 1 });
  /** The person's own, while another mask lies in its place. */
  #aside: Sheet | null = null;
  /** Goes up whenever another mask is asked for: an earlier one that comes later is too late. */
  #exchanges = 0;
  #isFrameAsked = false;
  #told: EditorState | null = null;
  #held: ToCanvas[] = [];
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
    'bring-back': () => this.#bringBack(),
    encode: ({ id }) => void this.#encode(id),
    down: (heard) => this.#point(heard),
    move: (heard) => this.#point(heard),
    up: (heard) => this.#point(heard),
    hover: (heard) => this.#point(heard),
  };

  constructor(tell: Tell) {
    this.#tell = tell;
    this.#painter = new CanvasPainter(
      () => this.#askFrame(),
      (why) => tell({ what: 'failed', id: null, doing: 'answer', why }),
    );
    this.#picture = new CanvasPicture({
      changed: () => this.#painter.invalidate(),
      paintable: (picture) => tell({ what: 'paintable', picture }),
      failed: (why) => tell({ what: 'failed', id: null, doing: 'picture', why }),
    });
  }

  hear(message: ToCanvas): void {
    if (this.#hasToWait(message)) this.#held.push(message);
    else this.#do(message);
  }

  get #editor(): MaskEditor {
    return this.#sheet.editor;
  }

  /** What the wand is pointed at before it knows the colours waits for them, and what is to happen after that waits too. */
  #hasToWait({ what }: ToCanvas): boolean {
    if (!this.#sheet.sight.isReading || !looksAtColours(this.#tools)) return false;
    return what === 'down' || what === 'move' || what === 'up' || (this.#held.length > 0 && steps.includes(what));
  }

  #do(message: ToCanvas): void {
    if (answered.includes(message.what)) this.#done += 1;
    (this.#on[message.what] as (heard: ToCanvas) => void)(message);
  }

  #open(picture: OpenedPicture, extent: Rectangle): void {
    this.#doHeld();
    this.#exchanges += 1;
    this.#sheet.sight.forget();
    this.#aside?.sight.forget();
    this.#aside = null;
    this.#picture.open(picture);
    this.#lay(this.#newSheet(extent));
  }

  #newSheet(options: MaskEditorOptions): Sheet {
    const sheet = new Sheet(options, {
      read: (extent, signal) => this.#picture.colours(extent, signal),
      busy: (busy) => this.#tell({ what: 'busy', busy }),
      failed: (why) => this.#tell({ what: 'failed', id: null, doing: 'colours', why }),
      done: () => this.#doHeld(),
    });
    sheet.editor.onChanged(() => this.#stateChanged(sheet));
    return sheet;
  }

  /** From now on this is the mask. */
  #lay(sheet: Sheet): void {
    this.#sheet = sheet;
    sheet.editor.setTools(this.#tools);
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
    try {
      work?.(this.#editor);
      this.#sheet.sight.keepFor(this.#editor.state.extent);
      this.#wantColours();
    } finally {
      this.#sayState();
    }
  }

  /** What goes through every pixel with a width says so first: the page hears it while this thread is at work. */
  #run(command: MaskCommand): void {
    const isLong = 'px' in command;
    if (isLong) this.#tell({ what: 'busy', busy: true });
    try {
      this.#step((editor) => editor.run(command));
    } finally {
      if (isLong) this.#tell({ what: 'busy', busy: this.#sheet.sight.isReading });
    }
  }

  /** The wand and quick select look at the picture, and nothing else does: it is read when one of them is taken up. */
  #wantColours(): void {
    if (looksAtColours(this.#tools) && this.#picture.isOpen) this.#sheet.sight.want(this.#editor.state.extent);
  }

  #doHeld(): void {
    for (const message of this.#held.splice(0)) {
      if (this.#editor.colours || steps.includes(message.what)) this.#do(message);
      else if (message.what === 'up') {
        this.#done += 1;
        this.#sayState();
      }
    }
  }

  #import(heard: Extract<ToCanvas, { what: 'import' }>): void {
    const { editor } = this.#sheet;
    void this.#replace(heard, editor.state.extent, (mask) => {
      editor.load(mask);
      this.#step();
    });
  }

  #exchange(heard: Extract<ToCanvas, { what: 'exchange' }>): void {
    const { extent } = heard;
    const asked = (this.#exchanges += 1);
    void this.#replace(heard, extent, (mask) => {
      if (asked !== this.#exchanges) throw new Error('It was taken back.');
      // What was begun on it is kept as it is by now.
      this.#editor.up();
      this.#aside ??= this.#sheet;
      // Nobody who remembers a revision of the person's own takes this for it.
      this.#lay(this.#newSheet({ ...extent, mask, firstRevision: this.#editor.state.revision + 1 }));
    });
  }

  #bringBack(): void {
    this.#exchanges += 1;
    this.#lay(this.#aside ?? this.#sheet);
    this.#aside = null;
  }

  /** Fetches a mask, and does with it what is to be done. */
  async #replace({ what, id, address }: Replacing, extent: Rectangle, take: (mask: Mask) => void): Promise<void> {
    try {
      const { mask, scaledFrom } = await maskFrom(address, extent);
      take(mask);
      this.#tell({ what: 'imported', id, scaledFrom });
    } catch (error) {
      this.#tell({ what: 'failed', id, doing: what, why: String(error) });
    }
  }

  async #encode(id: number): Promise<void> {
    try {
      const { png, state } = await packed(this.#editor);
      this.#tell({ what: 'encoded', id, png, state }, [png.buffer]);
    } catch (error) {
      this.#tell({ what: 'failed', id, doing: 'encode', why: String(error) });
    }
  }

  #stateChanged(sheet: Sheet): void {
    if (sheet === this.#sheet) this.#askFrame();
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
    this.#painter.draw(this.#editor, this.#picture);
  }
}
