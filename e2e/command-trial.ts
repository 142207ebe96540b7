import fs from 'node:fs';

import { expect } from '@playwright/test';

import { commands, type CommandId } from '../src/shared/command.ts';
import type { Afterglow } from './app.ts';
import { editorTrials, type EditorCommand } from './editor-trials.ts';
import { organiseTrials, type OrganiseCommand } from './organise-trials.ts';
import { pictureFile } from './picture-files.ts';
import { viewerTrials, type ViewerCommand } from './viewer-trials.ts';

interface Seen {
  copied: number;
  shown: number;
  /** What dialogs for choosing were opened for. */
  asked: string[];
}

declare global {
  var seenByTrial: Seen | undefined;
}

/** How to come to where a command may be given, and what must then have happened. */
export interface Trial {
  readonly from: () => Promise<void>;
  readonly expected: () => Promise<void>;
}

/** Tries commands one after another in one app that has a key and pictures, `a fox` and two of `a hare`. */
export class CommandTrial {
  readonly #app: Afterglow;
  readonly #elsewhere: string;
  #made = 0;

  constructor(app: Afterglow, elsewhere: string) {
    this.#app = app;
    this.#elsewhere = elsewhere;
  }

  /** The outside that commands reach: files to choose, a file manager, a clipboard. */
  async prepare(): Promise<void> {
    await this.#app.electron.evaluate(({ clipboard, shell }) => {
      const seen = { copied: 0, shown: 0, asked: [] as string[] };
      globalThis.seenByTrial = seen;
      clipboard.write = () => Promise.resolve(void (seen.copied += 1));
      shell.showItemInFolder = () => void (seen.shown += 1);
    });
  }

  async run(id: CommandId, give: () => Promise<void>): Promise<void> {
    const { from, expected } = { ...this.#trials, ...viewerTrials(this.#app), ...organiseTrials(this.#app), ...editorTrials(this.#app) }[
      id
    ];
    await from();
    await give();
    await expected();
  }

  async press(chord: string): Promise<void> {
    await this.#app.page.keyboard.press(chord.replace('Mod+', 'ControlOrMeta+').replace('Plus', '='));
  }

  async chooseFromMenu(id: CommandId): Promise<void> {
    const label = await this.#app.electron.evaluate(({ Menu }, wanted) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
      item?.click();
      return item?.label;
    }, id);
    expect(label).toBe(commands[id].label.en);
  }

  readonly #trials: Readonly<Record<Exclude<CommandId, ViewerCommand | OrganiseCommand | EditorCommand>, Trial>> = {
    'go-create': this.#goes('Gallery', 'Create'),
    'go-gallery': this.#goes('Create', 'Gallery'),
    'go-activity': this.#goes('Create', 'Activity'),
    'go-settings': this.#goes('Create', 'Settings'),
    generate: {
      from: () => this.#typePrompt(`a wolf ${++this.#made}`),
      expected: () => expect(this.#app.page.getByRole('listitem').filter({ hasText: `a wolf ${this.#made}` })).toBeVisible(),
    },
    'add-references': {
      from: () => this.#offerReference(),
      expected: () => expect(this.#app.create.allReferences).toHaveCount(1),
    },
    'focus-prompt': {
      from: async () => {
        await this.#app.goTo('Create');
        await this.#app.create.generate.focus();
      },
      expected: () => expect(this.#app.create.prompt).toBeFocused(),
    },
    'pause-queue': {
      from: () => this.#app.goTo('Create'),
      expected: async () => {
        await expect(this.#app.create.paused).toBeVisible();
        await this.#app.page.getByRole('button', { name: 'Resume' }).click();
        await expect(this.#app.create.paused).toHaveCount(0);
      },
    },
    search: { from: () => this.#standOnFirst(), expected: () => expect(this.#app.gallery.search).toBeFocused() },
    favourite: {
      from: () => this.#standOnFirst(),
      expected: async () => {
        await this.#app.gallery.showOnly('Favourites');
        await expect(this.#app.gallery.pictures).toHaveCount(1);
        await this.#app.gallery.showOnly('All');
        await expect(this.#app.gallery.pictures).not.toHaveCount(1);
      },
    },
    'reuse-settings': {
      from: () => this.#standOnFirst(),
      expected: async () => {
        await expect(this.#app.create.prompt).toHaveValue('a fox');
        await expect(this.#app.create.chosenSize('1:1')).toBeChecked();
      },
    },
    'use-as-reference': {
      from: async () => {
        await this.#withoutReferences();
        await this.#standOnFirst();
      },
      expected: () => expect(this.#app.create.allReferences).toHaveCount(1),
    },
    'copy-picture': this.#reaches('copied'),
    'export-picture': {
      from: async () => {
        fs.rmSync(this.#elsewhere, { recursive: true, force: true });
        fs.mkdirSync(this.#elsewhere);
        await this.#app.chooseFiles(this.#elsewhere);
        await this.#standOnFirst();
      },
      expected: async () => {
        await this.#app.library.export();
        await expect.poll(() => fs.readdirSync(this.#elsewhere).filter((name) => name.includes('a fox'))).toHaveLength(1);
      },
    },
    'import-files': this.#asksFor('openFile'),
    'import-folder': this.#asksFor('openDirectory'),
    'show-in-folder': this.#reaches('shown'),
    'move-to-trash': {
      from: () => this.#standOnFirst(),
      expected: async () => {
        await expect(this.#app.gallery.picture('a fox')).toHaveCount(0);
        await this.#app.gallery.undo.last().click();
        await expect(this.#app.gallery.picture('a fox')).toHaveCount(1);
      },
    },
    undo: {
      from: async () => {
        await this.#standOnFirst();
        await this.#app.page.keyboard.press('Delete');
        await expect(this.#app.gallery.picture('a fox')).toHaveCount(0);
      },
      expected: () => expect(this.#app.gallery.picture('a fox')).toHaveCount(1),
    },
    'open-picture': { from: () => this.#standOnFirst(), expected: () => this.#seesInViewer('a fox') },
    'previous-picture': { from: () => this.#openViewer('a hare'), expected: () => this.#seesInViewer('a fox') },
    'next-picture': { from: () => this.#openViewer('a fox'), expected: () => this.#seesInViewer('a hare') },
    close: { from: () => this.#openViewer('a fox'), expected: () => expect(this.#app.viewer.dialog).toHaveCount(0) },
    shortcuts: {
      from: () => this.#standOnFirst(),
      expected: async () => {
        const sheet = this.#app.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
        await expect(sheet).toBeVisible();
        await this.#app.page.keyboard.press('Escape');
        await expect(sheet).toHaveCount(0);
      },
    },
  };

  #goes(from: 'Create' | 'Gallery', to: 'Create' | 'Gallery' | 'Activity' | 'Settings'): Trial {
    return {
      from: () => this.#app.goTo(from),
      expected: () => expect(this.#app.rail.getByRole('button', { name: to })).toHaveAttribute('aria-current', 'page'),
    };
  }

  /** Something outside the app is reached once. */
  #reaches(what: 'copied' | 'shown'): Trial {
    let before = 0;
    return {
      from: async () => {
        before = await this.#seen(what);
        await this.#standOnFirst();
      },
      expected: () => expect.poll(() => this.#seen(what)).toBe(before + 1),
    };
  }

  /** The system's dialog is opened once, for files or for folders; the person changes their mind. */
  #asksFor(property: 'openFile' | 'openDirectory'): Trial {
    const asked = () => this.#app.electron.evaluate(() => globalThis.seenByTrial?.asked);
    return {
      from: async () => {
        await this.#app.goTo('Create');
        await this.#app.electron.evaluate(({ dialog }) => {
          if (globalThis.seenByTrial) globalThis.seenByTrial.asked = [];
          dialog.showOpenDialog = (...given: unknown[]) => {
            const options = given.at(-1) as Electron.OpenDialogOptions;
            globalThis.seenByTrial?.asked.push(options.properties?.[0] ?? '');
            return Promise.resolve({ canceled: true, filePaths: [] });
          };
        });
      },
      expected: async () => {
        await expect.poll(asked).toEqual([property]);
        await expect(this.#app.rail.getByRole('button', { name: 'Gallery' })).toHaveAttribute('aria-current', 'page');
      },
    };
  }

  async #typePrompt(prompt: string): Promise<void> {
    await this.#app.goTo('Create');
    await this.#app.create.prompt.fill(prompt);
  }

  async #offerReference(): Promise<void> {
    await this.#withoutReferences();
    await this.#app.chooseFiles(await pictureFile(this.#elsewhere, 'red.png', 'crimson'));
  }

  async #withoutReferences(): Promise<void> {
    await this.#app.goTo('Create');
    for (const reference of await this.#app.create.allReferences.all()) await reference.press('Delete');
    await expect(this.#app.create.allReferences).toHaveCount(0);
  }

  /** In the gallery, the keyboard on the fox. */
  async #standOnFirst(): Promise<void> {
    await this.#app.goTo('Gallery');
    await this.#app.gallery.picture('a fox').focus();
  }

  async #openViewer(prompt: string): Promise<void> {
    await this.#app.goTo('Gallery');
    await this.#app.gallery.open(prompt);
  }

  async #seesInViewer(prompt: string): Promise<void> {
    await expect(this.#app.page.getByRole('dialog', { name: prompt })).toBeVisible();
    await this.#app.page.keyboard.press('Escape');
    await expect(this.#app.viewer.dialog).toHaveCount(0);
  }

  #seen(what: 'copied' | 'shown'): Promise<number> {
    return this.#app.electron.evaluate((_, name) => globalThis.seenByTrial?.[name] ?? 0, what);
  }
}
