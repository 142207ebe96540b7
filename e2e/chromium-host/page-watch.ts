// Runs in the preload's isolated world (types stripped). So it imports only types.
import type { Wire } from './renderer-modules.ts';

/** A key as the main process needs it for menu accelerators and `before-input-event`. */
export interface KeyPress {
  readonly type: 'keyDown' | 'keyUp';
  readonly key: string;
  readonly code: string;
  readonly isAutoRepeat: boolean;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  /** The page called preventDefault: the menu doesn't see the key, as on Electron. */
  readonly taken: boolean;
}

/** Tells of key presses by the person (not of the page's own events) once the page has seen them. */
export function watchKeys(wire: Wire): void {
  const tell = (event: KeyboardEvent): void => {
    if (!event.isTrusted) return;
    // After every listener of the page, wherever it is registered: only then is it known whether the page took the key.
    setTimeout(() => {
      const {
        key,
        code,
        repeat: isAutoRepeat,
        ctrlKey: control,
        shiftKey: shift,
        altKey: alt,
        metaKey: meta,
        defaultPrevented: taken,
      } = event;
      const type = event.type === 'keydown' ? 'keyDown' : 'keyUp';
      wire.send({ kind: 'key', press: { type, key, code, isAutoRepeat, control, shift, alt, meta, taken } satisfies KeyPress });
    });
  };
  window.addEventListener('keydown', tell, { capture: true });
  window.addEventListener('keyup', tell, { capture: true });
}

/** Tells of what the person does to the window, and of its menu key. */
export function watchWindow(wire: Wire): void {
  window.addEventListener('resize', () => wire.send({ kind: 'resize', width: innerWidth, height: innerHeight }));
  window.addEventListener('contextmenu', (event) => {
    if (!event.isTrusted) return;
    const { clientX: x, clientY: y } = event;
    const selectionText = getSelection()?.toString() ?? '';
    const isEditable =
      event.target instanceof HTMLElement && (event.target.isContentEditable || /^(INPUT|TEXTAREA)$/.test(event.target.tagName));
    setTimeout(() => {
      if (!event.defaultPrevented) wire.send({ kind: 'context-menu', params: { x, y, selectionText, isEditable } });
    });
  });
}
