import type { AppInfo } from '../shared/app-info.ts';
import type { Bridge } from '../shared/bridge.ts';
import { commands, type CommandId } from '../shared/command.ts';
import { isChord, type Stroke } from './chord.ts';
import { isClaimed, keyboardPlace, type KeyboardPlace } from './key-claims.ts';

const commandIds = Object.keys(commands) as CommandId[];

/** What a screen does for the commands that it knows. `false` means "not now", and an earlier handler is asked. */
export type CommandHandlers = Partial<Readonly<Record<CommandId, () => unknown>>>;

/** Runs the entries of the command table, whether they come from the keyboard, the menu or a button. */
export class Commands {
  readonly #platform: AppInfo['platform'];
  #handlers: readonly CommandHandlers[] = [];
  /** Waits for the screen that knows it. */
  #awaited: CommandId | null = null;

  constructor(platform: AppInfo['platform']) {
    this.#platform = platform;
  }

  /** Adds handlers on top of those that are there, and returns how to take them away. Made for `$effect(() => commands.handle({…}))`. */
  handle(handlers: CommandHandlers): () => void {
    this.#handlers = [handlers, ...this.#handlers];
    const awaited = this.#awaited;
    if (awaited !== null && handlers[awaited]) {
      this.#awaited = null;
      queueMicrotask(() => this.run(awaited));
    }
    return () => {
      this.#handlers = this.#handlers.filter((other) => other !== handlers);
    };
  }

  /** Says whether anything handled the command. */
  run(id: CommandId): boolean {
    return this.#handlers.some((handlers) => runs(handlers, id));
  }

  /** Runs a command as soon as a screen that knows it is there: for one that leads to another screen. */
  runWhenKnown(id: CommandId): void {
    this.#awaited = id;
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
    if (this.strike(event, keyboardPlace(event.target))) event.preventDefault();
  }

  /** Says whether the chord was somebody's. What lies on top decides what it means: in the viewer Mod+1 is 1:1, elsewhere it leads to Create. */
  strike(stroke: Stroke, place: KeyboardPlace): boolean {
    const candidates = commandsFor(stroke, place, this.#platform);
    return this.#handlers.some((handlers) => candidates.some((id) => runs(handlers, id)));
  }
}

function runs(handlers: CommandHandlers, id: CommandId): boolean {
  const handle = handlers[id];
  return handle !== undefined && handle() !== false;
}

/** The commands that a key press stands for at a place, in the order of the table. */
export function commandsFor(stroke: Stroke, place: KeyboardPlace, platform: AppInfo['platform']): readonly CommandId[] {
  return commandIds.filter((id) => commands[id].keys.some((chord) => isChord(stroke, chord, platform) && !isClaimed(chord, place)));
}
