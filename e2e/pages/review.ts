import { expect, type Locator, type Page } from '@playwright/test';

import { lyingOf } from './viewer.ts';

/** The answers of a masked edit, laid over the picture in the editor. */
export class ReviewPage {
  readonly panel: Locator;
  readonly answers: Locator;
  readonly previous: Locator;
  readonly next: Locator;
  readonly strength: Locator;
  readonly feather: Locator;
  readonly beforeAfter: Locator;
  readonly holdOriginal: Locator;
  readonly keep: Locator;
  readonly kept: Locator;
  /** What was saved, and how true it is. */
  readonly saved: Locator;
  /** That the picture's colours had to become others. */
  readonly converted: Locator;
  readonly stage: Locator;
  /** Why what should be seen isn't. */
  readonly trouble: Locator;
  readonly #editor: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.#editor = page.getByRole('dialog', { name: 'Edit picture' });
    this.panel = this.#editor.getByRole('complementary', { name: 'Answers' });
    this.answers = this.panel.getByRole('list', { name: 'Answers' }).getByRole('button');
    this.previous = this.panel.getByRole('button', { name: 'Previous answer' });
    this.next = this.panel.getByRole('button', { name: 'Next answer' });
    this.strength = this.panel.getByRole('slider', { name: 'Strength' });
    this.feather = this.panel.getByRole('slider', { name: 'Feather' });
    this.beforeAfter = this.#editor.getByRole('slider', { name: 'Before and after' });
    this.holdOriginal = this.panel.getByRole('button', { name: 'Hold for the original' });
    this.keep = this.panel.getByRole('button', { name: 'Keep', exact: true });
    this.kept = this.panel.getByRole('button', { name: 'Kept', exact: true });
    this.saved = this.panel.getByText(/^Saved\./);
    this.converted = this.panel.getByText('Its colours were converted to sRGB.');
    this.stage = this.#editor.getByRole('img', { name: 'Mask canvas' });
    this.trouble = this.#editor.getByRole('alert');
  }

  view(name: 'Only the mark' | 'As it came' | 'What changed'): Locator {
    return this.panel.getByRole('radio', { name, exact: true });
  }

  badge(words: RegExp): Locator {
    return this.panel.getByText(words);
  }

  action(name: 'Back to editing' | 'Strength and feather as suggested' | 'Edit on' | 'Show in gallery' | 'Open it' | 'Try again'): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  /** The answer that is shown can be kept: it has been judged, and is in sight. */
  async isReady(): Promise<void> {
    await expect(this.keep).toBeEnabled();
    await expect(this.stage).not.toHaveAttribute('aria-busy');
  }

  /** What is seen of the picture in a rectangle of the stage (each from 0 to 1), when nothing lies over it. */
  async seen(part: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): Promise<Buffer> {
    const stage = await lyingOf(this.stage);
    const [x, y] = [stage.x + stage.width * part.x, stage.y + stage.height * part.y];
    const clip = { x, y, width: stage.width * part.width, height: stage.height * part.height };
    return this.#page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
  }

  /** Draws the line between before and after to a part of the stage's width, from 0 to 1. */
  async dragLine(to: number): Promise<void> {
    const handle = await lyingOf(this.beforeAfter);
    const stage = await lyingOf(this.stage);
    const y = handle.y + handle.height / 2;
    const { mouse } = this.#page;
    await mouse.move(handle.x + handle.width / 2, y);
    await mouse.down();
    await mouse.move(stage.x + stage.width * to, y, { steps: 6 });
    await mouse.up();
  }
}
