import { MaskEditor } from './mask-editor.ts';
import type { MaskCommand } from './mask-command.ts';
import type { Mask } from './mask.ts';
import { defaultTools, noModifiers, type Modifiers, type PointerSample, type ToolName, type ToolSettings } from './tool.ts';

/** An editor as a hand uses it, for tests: `editor(40, 20).brush(6).down(10, 10).move(30, 10).up().rows()`. */
export function editor(width = 64, height = 48, options: { historyBytes?: number } = {}): EditorDriver {
  return new EditorDriver(new MaskEditor({ width, height, tools: { ...defaultTools, hardness: 1 }, ...options }));
}

type Grip = Pick<PointerSample, 'pressure' | 'tiltX' | 'tiltY'>;
const mouse: Grip = { pressure: 0.5, tiltX: 0, tiltY: 0 };
/** A command that its name says all of. */
type PlainCommand = Exclude<MaskCommand, { px: number }>['what'];
const shades = '░▒▓';

export class EditorDriver {
  readonly editor: MaskEditor;
  #modifiers = noModifiers;
  #grip = mouse;

  constructor(editor: MaskEditor) {
    this.editor = editor;
  }

  get mask(): Mask {
    return this.editor.mask;
  }

  /** Every pixel, row by row. */
  get pixels(): Uint8Array {
    return this.mask.read(this.mask.canvas);
  }

  set(settings: Partial<ToolSettings>): this {
    this.editor.setTools({ ...this.editor.settings, ...settings });
    return this;
  }

  tool(tool: ToolName): this {
    return this.set({ tool });
  }

  brush(brushPx: number, hardness = 1): this {
    return this.set({ tool: 'brush', brushPx, hardness });
  }

  eraser(brushPx: number, hardness = 1): this {
    return this.set({ tool: 'eraser', brushPx, hardness });
  }

  /** Holds keys from now on; those that aren't named are let go. */
  with(keys: Partial<Modifiers>): this {
    this.#modifiers = { ...noModifiers, ...keys };
    return this;
  }

  /** Takes a pen into the hand. */
  pen(grip: Partial<Grip>): this {
    this.#grip = { ...mouse, ...grip };
    return this;
  }

  down(x: number, y: number): this {
    this.editor.down({ x, y, ...this.#grip }, this.#modifiers);
    return this;
  }

  move(x: number, y: number): this {
    this.editor.move([{ x, y, ...this.#grip }], this.#modifiers);
    return this;
  }

  up(): this {
    this.editor.up(this.#modifiers);
    return this;
  }

  click(x: number, y: number): this {
    return this.down(x, y).up();
  }

  /** Presses at the first point, goes through all others and lets go at the last. */
  drag(...points: readonly (readonly [number, number])[]): this {
    for (const [index, [x, y]] of points.entries())
      if (index === 0) this.down(x, y);
      else this.move(x, y);
    return this.up();
  }

  hover(x: number, y: number): this {
    this.editor.hover({ x, y }, this.#modifiers);
    return this;
  }

  run(command: MaskCommand | PlainCommand): this {
    this.editor.run(typeof command === 'string' ? { what: command } : command);
    return this;
  }

  at(x: number, y: number): number {
    return this.mask.at(x, y);
  }

  /** The mask as text, a character a pixel: blank is 0, a full block 255. */
  rows(): string[] {
    const { width, height } = this.mask;
    return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => shadeOf(this.at(x, y))).join(''));
  }
}

function shadeOf(value: number): string {
  if (value === 0 || value === 255) return value === 0 ? ' ' : '█';
  return shades[Math.floor((value / 255) * shades.length)] ?? '';
}
