import type { CommandHandlers } from '../commands.ts';
import type { EditorDesk } from './editor-desk.svelte.ts';
import { toolTable } from './tools/tool-table.ts';

/** What the screen itself does for commands. */
export interface ScreenCommands {
  readonly open: () => void;
  readonly send: () => void;
  readonly lastMask: () => unknown;
  readonly focusPrompt: () => void;
  readonly leave: () => void;
}

/** The editor's commands while something is painted. What belongs to screens below it is taken up, so that no key pays for something out of sight. */
export function editorCommands(desk: EditorDesk, screen: ScreenCommands): CommandHandlers {
  const { session } = desk;
  const tools = toolTable.map(({ name, command }) => [command, () => desk.choose(name)] as const);
  return {
    ...Object.fromEntries(tools),
    'open-for-editing': screen.open,
    'send-edit': screen.send,
    generate: screen.send,
    'focus-prompt': screen.focusPrompt,
    'brush-smaller': () => desk.stepBrush(-1),
    'brush-larger': () => desk.stepBrush(1),
    'brush-softer': () => desk.stepHardness(-1),
    'brush-harder': () => desk.stepHardness(1),
    'swap-combination': () => desk.swapCombination(),
    'mask-invert': () => desk.run({ what: 'invert' }),
    'mask-fill': () => desk.run({ what: 'fill' }),
    'mask-clear': () => desk.run({ what: 'clear' }),
    'mask-look': () => desk.nextLook(),
    'last-mask': screen.lastMask,
    undo: () => desk.run({ what: 'undo' }),
    redo: () => desk.run({ what: 'redo' }),
    close: () => desk.cancelGesture() || (session.isSubmitting ? undefined : screen.leave()),
  };
}

/** While answers are looked at. What keeps one of them is the panel's. */
export function reviewCommands(end: () => void, { open }: Pick<ScreenCommands, 'open'>): CommandHandlers {
  return { close: end, 'open-for-editing': open, 'send-edit': () => false, undo: nothing };
}

const nothing = (): void => undefined;

/** Between painting and answers: what is pressed then is meant for neither. */
export const betweenCommands: CommandHandlers = { close: nothing, generate: nothing, 'send-edit': nothing, undo: nothing };
