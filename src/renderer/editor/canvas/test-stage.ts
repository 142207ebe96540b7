import { Language } from '../../i18n/language.svelte.ts';
import type { EditorState } from '../engine/editor-state.ts';
import { emptyBox } from '../engine/geometry.ts';
import { defaultTools, type ToolName } from '../engine/tool.ts';
import { CanvasClient } from './canvas-client.svelte.ts';
import { KeyboardCursor } from './keyboard-cursor.svelte.ts';
import type { FromCanvas, ToCanvas } from './messages.ts';
import { PointerGestures } from './pointer-gestures.svelte.ts';
import { StageSight } from './stage-sight.svelte.ts';
import type { CanvasWorker } from './worker-line.ts';

/** What lies behind the page: hears everything, and says what the test wants. */
export class FakeWorker implements CanvasWorker {
  readonly heard: ToCanvas[] = [];
  onmessage: Worker['onmessage'] = null;
  onerror: Worker['onerror'] = null;
  isEnded = false;

  postMessage(message: ToCanvas): void {
    this.heard.push(structuredClone(message));
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(message: FromCanvas): void {
    this.onmessage?.call(this as unknown as Worker, { data: message } as MessageEvent<FromCanvas>);
  }

  /** As when its script can't be loaded: then there is no message. */
  fail(message?: string): void {
    this.onerror?.call(this as unknown as AbstractWorker, { message } as ErrorEvent);
  }

  /** What was heard of a gesture, and where, in short. */
  get gestures(): readonly string[] {
    return this.heard.flatMap((message) => {
      if (message.what === 'down') return [`down ${at(message.at)}`];
      if (message.what === 'move') return [`move ${message.to.map(at).join(' ')}`];
      if (message.what === 'run') return [message.command.what];
      if (message.what === 'tools') return [message.tools.tool];
      return message.what === 'up' ? ['up'] : [];
    });
  }

  forget(): void {
    this.heard.length = 0;
  }
}

const at = ({ x, y }: { x: number; y: number }): string => `${Math.round(x)},${Math.round(y)}`;

export const untouched: EditorState = {
  ...{ undo: null, redo: null, bounds: emptyBox, coverage: 0, isDrawing: false, revision: 1 },
  extent: { left: 0, top: 0, width: 1000, height: 500 },
};

/** A canvas of 1000 × 500 in the middle of a stage of 600 × 600 at 1:1: more than is seen. */
export function stage(tool: ToolName) {
  const worker = new FakeWorker();
  const client = new CanvasClient(worker);
  worker.say({ what: 'state', state: untouched, done: 0 });
  client.setTools({ ...defaultTools, tool });
  const sight = new StageSight(() => client.extent);
  sight.setStage({ left: 100, top: 50, width: 600, height: 600 }, 1);
  sight.zooming.actual();
  const keys = { space: false };
  const gestures = new PointerGestures({ client, sight, isSpaceDown: () => keys.space });
  const cursor = new KeyboardCursor({ client, sight, language: new Language(() => 'en', 'en') });
  worker.forget();
  return { worker, client, sight, keys, gestures, cursor };
}

/** A pointer at a place of the page. */
export function pointer(x: number, y: number, changes: Partial<PointerEvent> = {}): PointerEvent {
  const event = { pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, pressure: 0.5, tiltX: 0, tiltY: 0, clientX: x, clientY: y };
  return { ...event, getCoalescedEvents: () => [], ...changes } as PointerEvent;
}

export function key(name: string, changes: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return { key: name, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, repeat: false, ...changes } as KeyboardEvent;
}
