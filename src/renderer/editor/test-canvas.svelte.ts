import type { Rectangle } from '../../shared/edit.ts';
import type { Input } from '../../shared/input.ts';
import { idOf } from '../test-pictures.ts';
import type { Imported } from './canvas/canvas-client.svelte.ts';
import type { PackedMask } from './canvas/messages.ts';
import type { CanvasPort } from './canvas-port.ts';
import type { EditorState } from './engine/editor-state.ts';
import { emptyBox, type Box } from './engine/geometry.ts';

export const whole: Rectangle = { left: 0, top: 0, width: 3000, height: 2000 };
export const painted: Box = { left: 100, top: 200, right: 400, bottom: 500 };
/** What a mask becomes when it is kept. */
export const aMask: Input = { id: idOf(9), name: 'mask.png', kind: 'png', widthPx: 3000, heightPx: 2000, bytes: 4 };

/** What the worker would say, without its pixels. */
export class TestCanvas implements CanvasPort {
  state: EditorState | null = $state.raw(null);
  trouble: CanvasPort['trouble'] = null;
  readonly done: string[] = [];
  /** What masks that are imported have to be scaled from. */
  scaledFrom: Imported = null;
  /** Until this is over, nothing that is asked for is done. */
  working: Promise<unknown> = Promise.resolve();

  constructor(bounds: Box = emptyBox, extent = whole, coverage = 0.1) {
    this.state = { undo: null, redo: null, extent, bounds, coverage, isDrawing: false, revision: 1 };
  }

  /** Somebody paints. */
  paint(bounds: Box = painted): void {
    if (this.state) this.state = { ...this.state, bounds, revision: this.state.revision + 1 };
  }

  run({ what }: Parameters<CanvasPort['run']>[0]): void {
    this.done.push(what);
  }

  setTools({ tool }: Parameters<CanvasPort['setTools']>[0]): void {
    this.done.push(tool);
  }

  setExtent({ width, height }: Rectangle): void {
    this.done.push(`extent ${width} ${height}`);
  }

  async importMask(address: string): Promise<Imported> {
    this.done.push(`import ${address.slice(-2)}`);
    await this.working;
    return this.scaledFrom;
  }

  async exchangeMask(address: string): Promise<null> {
    this.done.push(`exchange ${address.slice(-2)}`);
    await this.working;
    return null;
  }

  bringMaskBack(): void {
    this.done.push('bring back');
  }

  show(): void {
    this.done.push('show');
  }

  async packed(): Promise<PackedMask> {
    const { state } = this;
    if (!state) throw new Error('There is no picture.');
    await this.working;
    return { png: new Uint8Array(4), state };
  }

  lastPacked: PackedMask | null = null;

  async packedAtRest(): Promise<PackedMask | null> {
    if (this.state?.isDrawing) return null;
    return (this.lastPacked = await this.packed());
  }

  async settled(): Promise<EditorState> {
    await this.working;
    if (!this.state) throw new Error('There is no picture.');
    return this.state;
  }
}
