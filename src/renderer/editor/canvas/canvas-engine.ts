import type { Rectangle } from '../../../shared/edit.ts';
import { isSameExtent } from '../engine/extending.ts';
import { MaskEditor } from '../engine/mask-editor.ts';
import type { MaskCommand } from '../engine/mask-command.ts';
import { defaultTools, type ToolSettings } from '../engine/tool.ts';
import { CanvasPainter } from './canvas-painter.ts';
import { CanvasPicture } from './canvas-picture.ts';
import { maskFrom, pngOf } from './mask-exchange.ts';
import type { FromCanvas, OpenedPicture, StageView, ToCanvas } from './messages.ts';

export type Tell = (message: FromCanvas, transfer?: Transferable[]) => void;
type Pointing = Extract<ToCanvas, { what: 'down' | 'move' | 'up' | 'hover' }>;

/** So many of the page's pixels count as the same place for a hand. */
const nearPx = 8;
/** What changes the mask at once, or asks for it. */
const steps: readonly ToCanvas['what'][] = ['run', 'extent', 'import', 'encode'];
/** After each of these the page is told a state. */
const answered: readonly ToCanvas['what'][] = ['up', 'run', 'extent'];

/** Behind the worker's door: the mask and the picture, and what the page is told of them. Draws at most once a frame. */
export class CanvasEngine {
  readonly #tell: Tell;
  readonly #picture: CanvasPicture;
  readonly #painter: CanvasPainter;
  #editor = new MaskEditor({ width: 1, height: 1 });
  #tools: ToolSettings = defaultTools;
  #view: StageView | null = null;
  #isFrameAsked = false;
  #isStateNew = false;
  #extentOfColours: Rectangle | null = null;
  #reading: AbortController | null = null;
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
    import: ({ id, address }) => void this.#import(id, address),
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

  /** What the wand is pointed at before it knows the colours waits for them, and what is to happen after that waits too. */
  #hasToWait({ what }: ToCanvas): boolean {
    if (!this.#reading || !looksAtColours(this.#tools)) return false;
    return what === 'down' || what === 'move' || what === 'up' || (this.#held.length > 0 && steps.includes(what));
  }

  #do(message: ToCanvas): void {
    if (answered.includes(message.what)) this.#done += 1;
    (this.#on[message.what] as (heard: ToCanvas) => void)(message);
  }

  #open(picture: OpenedPicture, extent: Rectangle): void {
    this.#doHeld();
    this.#editor = new MaskEditor({ ...extent, tools: this.#tools });
    this.#editor.onChanged(() => this.#stateChanged());
    this.#forgetColours();
    if (this.#view) this.#setView(this.#view);
    this.#picture.open(picture);
    this.#sayState();
    this.#wantColours();
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
    else if (message.what === 'hover') this.#editor.hover(message.at);
    else this.#step((editor) => editor.up(message.modifiers));
  }

  /** Is answered with a state, whether anything changed or not. */
  #step(work: (editor: MaskEditor) => void): void {
    work(this.#editor);
    const { extent } = this.#editor.state;
    if (this.#extentOfColours && !isSameExtent(extent, this.#extentOfColours)) this.#forgetColours();
    this.#wantColours();
    this.#sayState();
  }

  /** What goes through every pixel with a width says so first: the page hears it while this thread is at work. */
  #run(command: MaskCommand): void {
    const isLong = 'px' in command;
    if (isLong) this.#tell({ what: 'busy', busy: true });
    this.#step((editor) => editor.run(command));
    if (isLong) this.#tell({ what: 'busy', busy: this.#reading !== null });
  }

  /** The wand and quick select look at the picture, and nothing else does: it is read when one of them is taken up. */
  #wantColours(): void {
    if (!looksAtColours(this.#tools) || this.#extentOfColours || !this.#picture.isOpen) return;
    const { extent } = this.#editor.state;
    this.#extentOfColours = extent;
    this.#reading = new AbortController();
    this.#tell({ what: 'busy', busy: true });
    void this.#readColours(extent, this.#reading);
  }

  async #readColours(extent: Rectangle, reading: AbortController): Promise<void> {
    const colours = await this.#picture.colours(extent, reading.signal);
    if (this.#reading !== reading) return;
    this.#editor.setColours(colours);
    this.#reading = null;
    this.#tell({ what: 'busy', busy: false });
    this.#doHeld();
  }

  #doHeld(): void {
    for (const message of this.#held.splice(0)) {
      if (this.#editor.colours || steps.includes(message.what)) this.#do(message);
      else if (message.what === 'up') this.#countOnly();
    }
  }

  #countOnly(): void {
    this.#done += 1;
    this.#sayState();
  }

  #forgetColours(): void {
    this.#reading?.abort();
    if (this.#reading) this.#tell({ what: 'busy', busy: false });
    this.#reading = null;
    this.#extentOfColours = null;
    this.#editor.setColours(null);
  }

  async #import(id: number, address: string): Promise<void> {
    try {
      const { extent } = this.#editor.state;
      const { mask, scaledFrom } = await maskFrom(address, extent);
      this.#step((editor) => editor.load(mask));
      this.#tell({ what: 'imported', id, scaledFrom });
    } catch (error) {
      this.#tell({ what: 'failed', id, doing: 'import', why: String(error) });
    }
  }

  async #encode(id: number): Promise<void> {
    try {
      const png = await pngOf(this.#editor.mask);
      this.#tell({ what: 'encoded', id, png }, [png.buffer]);
    } catch (error) {
      this.#tell({ what: 'failed', id, doing: 'encode', why: String(error) });
    }
  }

  #stateChanged(): void {
    this.#isStateNew = true;
    this.#askFrame();
  }

  #sayState(): void {
    this.#isStateNew = false;
    this.#tell({ what: 'state', state: this.#editor.state, done: this.#done });
  }

  #askFrame(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    requestAnimationFrame(() => this.#frame());
  }

  #frame(): void {
    this.#isFrameAsked = false;
    if (this.#isStateNew) this.#sayState();
    const startedAt = performance.now();
    if (this.#painter.draw(this.#editor, this.#picture)) this.#tell({ what: 'drawn', tookMs: performance.now() - startedAt });
  }
}

function looksAtColours({ tool }: ToolSettings): boolean {
  return tool === 'wand' || tool === 'quick-select';
}
