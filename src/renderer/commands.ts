import type { AppInfo } from '../shared/app-info.ts';
import type { Bridge } from '../shared/bridge.ts';
import { commands, type CommandId } from '../shared/command.ts';
import { editsText, hasModifier, isChord } from './chord.ts';

/** What a screen does for the commands that it knows. `false` means "not now", and an earlier handler is asked. */
export type CommandHandlers = Partial<Readonly<Record<CommandId, () => unknown>>>;

const typingFields = 'input:not([type=button], [type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]';
const controls = 'button, a[href], summary, [role=button], [role=radio], [role=menuitem], [role=tab], [role=switch], [role=slider]';
const layers = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** Runs the entries of the command table, whether they come from the keyboard, the menu or a button. */
export class Commands {
  readonly #platform: AppInfo['platform'];
  #handlers: readonly CommandHandlers[] = [];

  constructor(platform: AppInfo['platform']) {
    this.#platform = platform;
  }

  /** Adds handlers on top of those that are there, and returns how to take them away. Made for `$effect(() => commands.handle({…}))`. */
  handle(handlers: CommandHandlers): () => void {
    this.#handlers = [handlers, ...this.#handlers];
    return () => {
      this.#handlers = this.#handlers.filter((other) => other !== handlers);
    };
  }

  /** Says whether anything handled the command. */
  run(id: CommandId): boolean {
    for (const handlers of this.#handlers) {
      const handle = handlers[id];
      if (handle && handle() !== false) return true;
    }
    return false;
  }

  /** Listens to the keyboard and the menu. */
  listen(target: Window, chosen: Bridge['app']['commandChosen']): () => void {
    const pressed = (event: KeyboardEvent): void => this.press(event);
    target.addEventListener('keydown', pressed);
    const forget = chosen((id) => this.run(id));
    return () => {
      target.removeEventListener('keydown', pressed);
      forget();
    };
  }

  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    for (const [id, { keys }] of Object.entries(commands) as [CommandId, (typeof commands)[CommandId]][]) {
      const chord = keys.find((key) => isChord(event, key, this.#platform));
      if (chord === undefined || belongsElsewhere(event, chord) || !this.run(id)) continue;
      event.preventDefault();
      return;
    }
  }
}

/** Whether the thing that has the focus has its own use for the chord. */
function belongsElsewhere(event: KeyboardEvent, chord: string): boolean {
  if (chord === 'Mod+C' && getSelection()?.isCollapsed === false) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return false;
  return isInLayer(target) || isForField(target, chord) || isForControl(target, chord);
}

/** A dialog or a menu keeps its keys to itself; a layer that wants the commands (the viewer) says so with `data-commands`. */
function isInLayer(target: Element): boolean {
  return target.closest(layers) !== null && target.closest('[data-commands]') === null;
}

function isForField(target: Element, chord: string): boolean {
  return target.closest(typingFields) !== null && (!hasModifier(chord) || editsText(chord));
}

function isForControl(target: Element, chord: string): boolean {
  return (chord === 'Enter' || chord === 'Space') && target.closest(controls) !== null;
}
