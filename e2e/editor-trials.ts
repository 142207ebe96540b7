import type { CommandId } from '../src/shared/command.ts';
import { expect, type Afterglow } from './app.ts';
import type { Trial } from './command-trial.ts';
import type { Tool } from './pages/editor.ts';

export type EditorCommand = Extract<
  CommandId,
  | `tool-${string}`
  | `brush-${string}`
  | `mask-${string}`
  | 'swap-combination'
  | 'last-mask'
  | 'redo'
  | 'send-edit'
  | 'open-for-editing'
  | 'edit-picture'
>;

/** How the commands of the editor are tried, with `a fox` in it. */
export function editorTrials(app: Afterglow): Readonly<Record<EditorCommand, Trial>> {
  const { editor, page } = app;
  const open = async (): Promise<void> => {
    await app.goTo('Gallery');
    await app.gallery.picture('a fox').focus();
    await page.keyboard.press('e');
    await editor.ready();
    await editor.choose('Brush');
    await editor.stage.focus();
  };
  const inEditor = (expected: () => Promise<void>, before = async (): Promise<void> => {}): Trial => ({
    from: async () => {
      await open();
      await before();
    },
    expected: async () => {
      await expected();
      // What is left behind would be there again in the next trial.
      if (await editor.button('Clear').isEnabled()) await editor.button('Clear').click();
      await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
      await editor.button('Done').click();
      await expect(editor.dialog).toHaveCount(0);
    },
  });
  const takes = (tool: Tool, before: Tool = 'Brush'): Trial =>
    inEditor(
      () => expect(editor.tool(tool)).toHaveAttribute('aria-pressed', 'true'),
      () => editor.choose(before),
    );
  const marks = (what: 'nothing' | 'everything', before = async (): Promise<void> => {}): Trial =>
    inEditor(() => expect(editor.sign).toHaveAttribute('data-marked', what), before);
  const everything = (): Promise<void> => editor.button('Fill').click();
  const sizes = (from: number, to: string): Trial =>
    inEditor(
      () => expect(editor.brushSize).toHaveAttribute('aria-valuetext', to),
      () => editor.setBrush(from),
    );
  const hardens = (from: number, to: string): Trial =>
    inEditor(
      () => expect(editor.dialog.getByRole('slider', { name: 'Hardness' })).toHaveAttribute('aria-valuetext', to),
      async () => {
        await editor.dialog.getByRole('spinbutton', { name: /^Hardness/ }).fill(String(from));
        await editor.stage.focus();
      },
    );
  return {
    'edit-picture': {
      from: async () => {
        await app.goTo('Gallery');
        await app.gallery.picture('a fox').focus();
      },
      expected: async () => {
        await editor.ready();
        await editor.button('Done').click();
        await expect(editor.dialog).toHaveCount(0);
      },
    },
    'open-for-editing': inEditor(
      async () => {
        await expect.poll(() => app.electron.evaluate(() => globalThis.seenByTrial?.asked)).toEqual(['openFile']);
      },
      () =>
        app.electron.evaluate(({ dialog }) => {
          if (globalThis.seenByTrial) globalThis.seenByTrial.asked = [];
          dialog.showOpenDialog = (...given: unknown[]) => {
            const options = given.at(-1) as Electron.OpenDialogOptions;
            globalThis.seenByTrial?.asked.push(options.properties?.[0] ?? '');
            return Promise.resolve({ canceled: true, filePaths: [] });
          };
        }),
    ),
    'send-edit': inEditor(
      () => expect(editor.dialog).toContainText('Say what should change first.'),
      async () => {
        await editor.prompt.fill('');
        await editor.stage.focus();
      },
    ),
    'tool-brush': takes('Brush', 'Eraser'),
    'tool-eraser': takes('Eraser'),
    'tool-lasso': takes('Lasso'),
    'tool-polygon': takes('Polygon'),
    'tool-rectangle': takes('Rectangle'),
    'tool-ellipse': takes('Ellipse'),
    'tool-wand': takes('Magic wand'),
    'tool-quick-select': takes('Quick select'),
    'tool-pan': takes('Pan'),
    'brush-smaller': inSize(sizes(80, '70 px')),
    'brush-larger': inSize(sizes(80, '90 px')),
    'brush-softer': hardens(90, '75 %'),
    'brush-harder': hardens(50, '75 %'),
    'swap-combination': inEditor(
      () => expect(editor.button('Is taken from what is marked')).toHaveAttribute('aria-pressed', 'true'),
      async () => {
        await editor.choose('Lasso');
        await editor.button('Is added to what is marked').click();
      },
    ),
    'mask-invert': marks('nothing', everything),
    'mask-fill': marks('everything'),
    'mask-clear': marks('nothing', everything),
    'last-mask': marks('everything', async () => {
      await everything();
      await editor.button('Done').click();
      await open();
      await expect(editor.sign).toHaveAttribute('data-marked', 'everything');
      await editor.button('Clear').click();
      await editor.stage.focus();
    }),
    redo: marks('everything', async () => {
      await everything();
      await editor.button('Undo').click();
      await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
    }),
    'mask-look': inEditor(
      () => expect(editor.button('As an outline')).toHaveAttribute('aria-pressed', 'true'),
      () => editor.button('As a tint').click(),
    ),
  };

  /** The keys are the stage's again after a number was typed. */
  function inSize(trial: Trial): Trial {
    return {
      ...trial,
      from: async () => {
        await trial.from();
        await editor.stage.focus();
      },
    };
  }
}
