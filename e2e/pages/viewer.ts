import { expect, type Locator, type Page } from '@playwright/test';

import { twoFrames } from '../frames.ts';

type Action =
  | 'Favourite'
  | 'Pick'
  | 'Reject'
  | 'Reuse settings'
  | 'Use as reference'
  | 'Copy'
  | 'Export'
  | 'Show in folder'
  | 'Move to trash'
  | 'Copy prompt'
  | 'Copy task ID'
  | 'Look for it again'
  | 'Fit in the window'
  | 'Actual pixels (1:1)'
  | 'Zoom in'
  | 'Zoom out'
  | 'Compare…'
  | 'Family tree'
  | 'Back along the family'
  | 'Details'
  | 'Close';

/** Where the picture lies in the window, in the page's pixels. */
export interface Lying {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class ViewerPage {
  readonly dialog: Locator;
  readonly details: Locator;
  readonly previous: Locator;
  readonly next: Locator;
  /** The picture itself; its thumbnail, shown until it is there, has no name. */
  readonly original: Locator;
  readonly stage: Locator;
  readonly zoom: Locator;
  /** The pictures of the same job. */
  readonly filmstrip: Locator;
  readonly rating: Locator;
  readonly family: FamilyTreePart;
  readonly chooser: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog');
    this.details = this.dialog.getByRole('complementary', { name: 'Details' });
    this.previous = this.dialog.getByRole('button', { name: 'Previous picture' });
    this.next = this.dialog.getByRole('button', { name: 'Next picture' });
    this.original = this.dialog.locator('img[src^="picture/"]');
    this.stage = this.dialog.locator('.canvas');
    this.zoom = this.dialog.getByRole('group', { name: 'Zoom', exact: true }).getByRole('status');
    this.filmstrip = this.dialog.getByRole('navigation', { name: 'Of the same job' }).getByRole('button');
    this.rating = this.dialog.getByRole('group', { name: 'Rating' });
    this.family = new FamilyTreePart(this.dialog);
    this.chooser = page.getByRole('dialog', { name: 'Compare with…' });
  }

  action(name: Action): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** What stands beside that name in the details. */
  fact(name: string): Locator {
    return this.details.getByRole('definition').and(this.details.locator(`dt:text-is("${name}") + dd`));
  }

  stars(count: number): Locator {
    return this.rating.getByRole('button', { name: count === 1 ? '1 star' : `${count} stars` });
  }

  async lying(): Promise<Lying> {
    return lyingOf(this.original);
  }

  /** The middle of the stage. */
  async middle(): Promise<{ readonly x: number; readonly y: number }> {
    const { x, y, width, height } = await lyingOf(this.stage);
    return { x: x + width / 2, y: y + height / 2 };
  }

  async drag(dx: number, dy: number): Promise<void> {
    const { x, y } = await this.middle();
    const { mouse } = this.#page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + dx / 2, y + dy / 2);
    await mouse.move(x + dx, y + dy);
    await mouse.up();
  }

  /** Lays pictures beside the one that is shown, by their prompts. */
  async compareWith(...prompts: string[]): Promise<void> {
    await this.action('Compare…').click();
    for (const prompt of prompts) await this.chooser.getByRole('button', { name: prompt }).first().click();
    await this.chooser.getByRole('button', { name: 'Compare', exact: true }).click();
  }
}

/** Parents, the picture, children. */
export class FamilyTreePart {
  readonly tree: Locator;
  readonly parents: Locator;
  readonly self: Locator;
  readonly children: Locator;
  readonly way: Locator;

  constructor(dialog: Locator) {
    this.tree = dialog.getByRole('region', { name: 'Family tree' });
    const column = (title: string): Locator =>
      this.tree.locator('.column').filter({ has: dialog.page().getByRole('heading', { name: title, exact: true }) });
    this.parents = column('Made from').getByRole('button');
    this.self = column('This picture').getByRole('button');
    this.children = column('Made from it').getByRole('button');
    this.way = dialog.getByRole('navigation', { name: 'The way here' });
  }
}

/** Once the page has drawn what it knows by now: how large its stages are it learns with a frame. */
export async function lyingOf(element: Locator): Promise<Lying> {
  await twoFrames(element.page());
  const box = await element.boundingBox();
  expect(box).not.toBeNull();
  return box ?? { x: 0, y: 0, width: 0, height: 0 };
}
