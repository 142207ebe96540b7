import type { EventEmitter } from 'node:events';

import { electronEvent } from './event.ts';
import { applicationMenuItem } from './menu.ts';
import type { KeyPress } from './page-watch.ts';
import { windows } from './registry.ts';

/** What a key does that the page has let pass: the application menu's item with that accelerator. */
export function pressKey(contents: EventEmitter, press: KeyPress, ignoreMenu: boolean): void {
  const { taken, ...input } = press;
  const event = electronEvent({});
  contents.emit('before-input-event', event, { ...input, isComposing: false, location: 0, modifiers: [] });
  if (event.defaultPrevented) throw new Error('before-input-event: preventDefault is not implemented by the stand-in');
  if (taken || ignoreMenu || press.type !== 'keyDown') return;
  const item = applicationMenuItem(press);
  const window = [...windows].find(({ webContents }) => (webContents as EventEmitter) === contents);
  item?.click(
    { triggeredByAccelerator: true, ctrlKey: press.control, metaKey: press.meta, shiftKey: press.shift, altKey: press.alt },
    window,
    contents,
  );
}
