import { commands, type CommandGroup } from '../../shared/command.ts';
import type { Picture } from '../../shared/picture.ts';
import { commandsFor } from '../commands.ts';
import { keyboardPlace } from '../key-claims.ts';
import type { Pictures } from '../pictures.svelte.ts';
import type { Framing } from './framing.svelte.ts';
import type { GridView } from './grid-view.svelte.ts';
import { longPress } from './long-press.ts';
import { pointOf, type MenuAnchor } from './menu-anchor.ts';
import { moveKeyOf, type MoveKey } from './movement.ts';
import type { Selection } from './selection.svelte.ts';

interface Parts {
  readonly pictures: Pick<Pictures, 'at' | 'count'>;
  readonly view: GridView;
  readonly selection: Selection;
  readonly framing: Framing;
}

/** What a person does to the grid means something to others. */
export interface Meanings {
  readonly onopen: (picture: Picture) => void;
  readonly onmenu: (picture: Picture, anchor: MenuAnchor) => void;
  readonly ondragout: (event: DragEvent, picture: Picture) => void;
  /** A character that is no command: whoever has the focus after this gets it. */
  readonly ontype: (event: KeyboardEvent) => void;
  /** The keyboard has led to another picture. */
  readonly onmove: () => void;
}

/** What keys, clicks, fingers and drags on the grid mean. */
export class GridHands {
  readonly #parts: Parts;
  readonly #meanings: () => Meanings;
  #isTouch = false;
  /** A finger has just selected a picture: lifting it is no tap. */
  #wasLongPress = false;

  constructor(parts: Parts, meanings: () => Meanings) {
    this.#parts = parts;
    this.#meanings = meanings;
  }

  pressed(event: KeyboardEvent): void {
    const { selection, view, pictures } = this.#parts;
    if (event.altKey || pictures.count === 0) return;
    const key = moveKeyOf(event);
    const chord = `${event.ctrlKey || event.metaKey ? 'Mod+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.key.toLowerCase()}`;
    const chords: Readonly<Record<string, () => void>> = {
      'Mod+a': () => selection.selectAll(),
      'Mod+Shift+a': () => selection.clear(),
      'Mod+i': () => selection.invert(),
      'Mod+ ': () => selection.toggle(view.active),
    };
    const run = key ? () => this.#move(key, event.shiftKey) : chords[chord];
    if (run) {
      event.preventDefault();
      run();
    } else if (isTyped(event)) this.#meanings().ontype(event);
  }

  clicked(event: MouseEvent): void {
    const { framing, pictures, view } = this.#parts;
    const index = indexAt(event.target);
    const isEndOfOther = this.#wasLongPress || framing.tookClick();
    this.#wasLongPress = false;
    if (index < 0 || isEndOfOther) return;
    const before = view.active;
    view.activate(index);
    const picture = pictures.at(index);
    if (!this.#select(event, index, before) && picture) this.#meanings().onopen(picture);
  }

  pointed(event: PointerEvent, scroller: HTMLElement, grid: HTMLElement): void {
    this.#isTouch = event.pointerType === 'touch';
    this.#wasLongPress = false;
    this.#parts.framing.begin(event, scroller, grid);
    longPress(event, (index) => {
      this.#wasLongPress = true;
      this.#parts.view.activate(index);
      this.#parts.selection.toggle(index);
    });
  }

  askedForMenu(event: MouseEvent): void {
    const index = indexAt(event.target);
    if (index < 0) return;
    event.preventDefault();
    const picture = this.#parts.pictures.at(index);
    // A finger that rests on a picture selects it.
    if (this.#isTouch || !picture) return;
    this.#parts.view.activate(index);
    this.#meanings().onmenu(picture, pointOf(event));
  }

  dragged(event: DragEvent): void {
    const picture = this.#parts.pictures.at(indexAt(event.target));
    // With Shift a frame is drawn; a finger scrolls.
    if (!picture || event.shiftKey || this.#isTouch) event.preventDefault();
    else this.#meanings().ondragout(event, picture);
  }

  #move(key: MoveKey, isRange: boolean): void {
    const { selection, view } = this.#parts;
    if (isRange && selection.size === 0) selection.begin(view.active);
    view.move(key);
    if (isRange) selection.extendTo(view.active);
    this.#meanings().onmove();
  }

  /** Whether a click was for the selection. */
  #select({ shiftKey, ctrlKey, metaKey }: MouseEvent, index: number, before: number): boolean {
    const { selection } = this.#parts;
    if (shiftKey) {
      if (selection.size === 0) selection.begin(before);
      selection.extendTo(index);
    } else if (ctrlKey || metaKey || (this.#isTouch && selection.size > 0)) selection.toggle(index);
    else return false;
    return true;
  }
}

/** Their commands mean nothing here: when the grid has the keyboard, nothing lies above it. */
const layers: readonly CommandGroup[] = ['viewer', 'editor'];

/** Whether a key begins a word to search for: a character, also one to come from an input method, that is no command. */
function isTyped(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.key === ' ') return false;
  if (event.key === 'Process') return true;
  // Without a modifier a command has the same keys on every system.
  const meant = commandsFor(event, keyboardPlace(event.target), 'linux').filter((id) => !layers.includes(commands[id].group));
  return /^.$/u.test(event.key) && meant.length === 0;
}

/** The place of the picture that an event is about, or -1. */
export function indexAt(target: EventTarget | null): number {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return cell ? Number(cell.dataset['index']) : -1;
}
