import { expect, picture, test } from './in-editor.ts';
import type { Spot } from './pages/editor.ts';

const full = 255;

test.describe('by mouse', () => {
  test('the brush paints where it is pressed, as large and as hard as it is set, and Shift draws a straight line', async ({
    editor,
    app,
    exportedMask,
  }) => {
    await editor.setBrush(40);
    await editor.drag(picture, { x: 100, y: 100 }, { x: 200, y: 100 });
    await app.page.keyboard.down('Shift');
    await editor.click(picture, { x: 200, y: 300 });
    await app.page.keyboard.up('Shift');
    await editor.setBrush(100);
    for (const [hardness, y] of [
      [100, 100],
      [0, 300],
    ] as const) {
      await editor.set('Hardness', hardness);
      await editor.drag(picture, { x: 350, y }, { x: 500, y });
    }
    const mask = await exportedMask();
    expect([mask.width, mask.height]).toEqual([600, 400]);
    expect([mask.at(150, 100), mask.at(150, 116), mask.at(200, 200)]).toEqual([full, full, full]);
    expect([mask.at(150, 124), mask.at(230, 200), mask.at(60, 100)]).toEqual([0, 0, 0]);
    const across = (y: number): number[] => [0, 25, 45, 53].map((away) => mask.at(425, y + away));
    expect(across(100)).toEqual([full, full, full, 0]);
    const [middle = 0, halfway = 0, edge = 0, beyond] = across(300);
    expect([middle > 250, halfway > 90 && halfway < 165, edge > 0 && edge < 30, beyond]).toEqual([true, true, true, 0]);
  });

  test('the eraser takes away, and undo and redo go back and forth, however often', async ({ editor, app, exportedMask }) => {
    await editor.setBrush(60);
    await editor.drag(picture, { x: 100, y: 200 }, { x: 400, y: 200 });
    await editor.choose('Eraser');
    await editor.drag(picture, { x: 200, y: 120 }, { x: 200, y: 280 });
    expect((await exportedMask()).at(200, 200)).toBe(0);
    await editor.button('Undo').click();
    expect((await exportedMask()).at(200, 200)).toBe(full);
    await editor.button('Redo').click();
    expect((await exportedMask()).at(200, 200)).toBe(0);
    await editor.stage.focus();
    for (let step = 0; step < 2; step++) await app.page.keyboard.press('Control+z');
    await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
    await expect(editor.button('Undo')).toBeDisabled();
    await app.page.keyboard.press('Control+Shift+z');
    await app.page.keyboard.press('Control+y');
    expect((await exportedMask()).at(200, 200)).toBe(0);

    for (let step = 0; step < 2; step++) await editor.button('Undo').click();
    await editor.choose('Brush');
    const spots = Array.from({ length: 60 }, (_, step) => ({ x: 30 + (step % 10) * 40, y: 30 + Math.floor(step / 10) * 40 }));
    await editor.setBrush(20);
    for (const spot of spots) await editor.click(picture, spot);
    for (const key of times(60, 'Control+z')) await app.page.keyboard.press(key);
    await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
    await expect(editor.button('Undo')).toBeDisabled();
    for (const key of times(60, 'Control+Shift+z')) await app.page.keyboard.press(key);
    await expect(editor.button('Redo')).toBeDisabled();
    const mask = await exportedMask();
    expect(spots.filter(({ x, y }) => mask.at(x, y) !== full)).toEqual([]);
  });

  test('lasso, polygon, rectangle and ellipse mark what they go around', async ({ editor, app, exportedMask }) => {
    await editor.choose('Lasso');
    await editor.drag(picture, { x: 20, y: 20 }, { x: 120, y: 20 }, { x: 120, y: 120 }, { x: 20, y: 120 });
    await editor.choose('Polygon');
    for (const corner of triangle(220, 20)) await editor.click(picture, corner);
    await app.page.keyboard.press('Enter');
    await editor.click(picture, { x: 420, y: 20 });
    await editor.click(picture, { x: 520, y: 20 });
    await editor.doubleClick(picture, { x: 470, y: 120 });
    for (const corner of triangle(420, 200)) await editor.click(picture, corner);
    await expect(editor.sign).toHaveText('');
    await app.page.keyboard.press('Escape');
    await expect(editor.sign).not.toHaveText('');
    await editor.choose('Rectangle');
    await editor.drag(picture, { x: 20, y: 200 }, { x: 120, y: 300 });
    await editor.choose('Ellipse');
    await editor.drag(picture, { x: 220, y: 200 }, { x: 320, y: 300 });
    const mask = await exportedMask();
    expect([mask.at(70, 70), mask.at(270, 50), mask.at(70, 250), mask.at(270, 250)]).toEqual([full, full, full, full]);
    // The one that was closed by a double click, and the one that was given up.
    expect([mask.at(470, 50), mask.at(470, 230)]).toEqual([full, 0]);
    // Between them, beside the triangle, and in the ellipse's corner.
    expect([mask.at(170, 70), mask.at(225, 110), mask.at(170, 250), mask.at(224, 204)]).toEqual([0, 0, 0, 0]);
  });

  test('Escape gives up what is being drawn, and leaves what was there', async ({ editor, app, exportedMask }) => {
    await editor.setBrush(40);
    await editor.drag(picture, { x: 100, y: 100 }, { x: 200, y: 100 });
    const lying = await editor.lyingOf(picture);
    const [from, to] = [lying({ x: 100, y: 300 }), lying({ x: 300, y: 300 })];
    await app.page.mouse.move(from.x, from.y);
    await app.page.mouse.down();
    await app.page.mouse.move(to.x, to.y, { steps: 5 });
    await app.page.keyboard.press('Escape');
    await app.page.mouse.up();
    await expect(editor.dialog).toBeVisible();
    const mask = await exportedMask();
    expect([mask.at(150, 100), mask.at(200, 300)]).toEqual([full, 0]);
  });
});

test('the keyboard alone paints: arrows move, Space presses and lifts, with every tool', async ({ editor, app, exportedMask }) => {
  const { page } = app;
  await editor.tool('Brush').focus();
  await page.keyboard.press('ArrowDown');
  await expect(editor.tool('Eraser')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(editor.tool('Brush')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  await expect(editor.stage).toBeFocused();
  /** With a tool, from where the cursor is: held down along a way. */
  const draw = async (key: string, tool: string, ...way: readonly string[]): Promise<void> => {
    await press(key, 'Space');
    await expect(editor.cursorSaid).toHaveText(new RegExp(`^${tool} down at \\d+, \\d+$`));
    await press(...way, 'Space');
    await expect(editor.sign).toHaveText(/marked$/);
  };
  await draw('b', 'Brush', ...times(5, 'ArrowRight'));
  await press('w', ...times(2, 'Shift+ArrowDown'), 'Space');
  await expect(editor.cursorSaid).toHaveText(/^Magic wand down at/);
  await press(...times(2, 'Shift+ArrowRight'));
  await draw('e', 'Eraser', 'Shift+ArrowRight');
  // Into three of the picture's corners, whatever a step is.
  await press(...times(12, 'Shift+ArrowUp'), ...times(12, 'Shift+ArrowRight'));
  await draw('o', 'Ellipse', ...times(4, 'Shift+ArrowLeft'), ...times(3, 'Shift+ArrowDown'));
  await press(...times(20, 'Shift+ArrowLeft'), ...times(12, 'Shift+ArrowDown'));
  const around = [...times(3, 'Shift+ArrowUp'), ...times(4, 'Shift+ArrowRight'), ...times(4, 'Shift+ArrowDown')];
  await draw('l', 'Lasso', ...around);
  await press(...times(12, 'Shift+ArrowUp'), 'Shift+ArrowDown');
  await draw('q', 'Quick select', 'Shift+ArrowDown');
  const mask = await exportedMask();
  expect([mask.at(300, 200), mask.at(590, 390), mask.at(440, 286), mask.at(513, 64)]).toEqual([full, full, 0, full]);
  expect([mask.at(596, 3), mask.at(86, 350), mask.at(86, 205)]).toEqual([0, full, 0]);
  expect([mask.at(172, 60), mask.at(340, 150)]).toEqual([full, 0]);

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }
});

test('the keyboard alone draws a polygon and a square, and hears what came of it', async ({ editor, app, exportedMask }) => {
  const said = editor.stage.getByRole('status');
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await app.page.keyboard.press(key);
  };
  await editor.choose('Polygon');
  await editor.stage.focus();
  await press(
    'Shift+ArrowRight',
    'Space',
    'Shift+ArrowRight',
    'Space',
    'Shift+ArrowDown',
    'Space',
    'Shift+ArrowUp',
    'Shift+ArrowUp',
    'Space',
  );
  await expect(editor.sign).toHaveText('');
  await press('Backspace');
  await expect(said).toHaveText('Last corner taken back');
  await press('Enter');
  await expect(editor.sign).toHaveText(/marked$/);
  expect((await exportedMask()).at(375, 212)).toBe(full);
  await editor.choose('Rectangle');
  await editor.stage.focus();
  await press('ArrowUp', 'Space', 'Shift+ArrowRight', 'ArrowDown', 'Shift+Enter');
  await expect(said).toHaveText(/^Rectangle (\d+) × \1$/);
});

test('tools, sizes and looks have their keys and say so, and the prompt keeps what is typed in it', async ({ editor, app }) => {
  const { page } = app;
  await editor.stage.focus();
  const keys = {
    b: 'Brush',
    e: 'Eraser',
    l: 'Lasso',
    p: 'Polygon',
    m: 'Rectangle',
    o: 'Ellipse',
    w: 'Magic wand',
    q: 'Quick select',
    h: 'Pan',
  } as const;
  for (const [key, tool] of Object.entries(keys)) {
    await page.keyboard.press(key);
    await expect(editor.tool(tool)).toHaveAttribute('aria-pressed', 'true');
    await expect(editor.said).toHaveText(new RegExp(`^${tool}\\. `));
  }
  await page.keyboard.press('w');
  await expect(editor.dialog.getByRole('spinbutton', { name: 'Tolerance', exact: true })).toBeVisible();
  await page.keyboard.press('b');
  const lying = await editor.lyingOf(picture);
  const [{ x, y }, corner] = [lying({ x: 300, y: 200 }), lying({ x: 0, y: 0 })];
  const ringIs = (px: number): Promise<void> => expect.poll(() => editor.ringPx()).toBeCloseTo((px * (x - corner.x)) / 300, 0);
  await page.mouse.move(x, y);
  await ringIs(80);
  await page.keyboard.press(']');
  await expect(editor.brushSize).toHaveAttribute('aria-valuetext', '90 px');
  await expect(editor.said).toHaveText('Brush size: 90 px');
  await ringIs(90);
  await page.keyboard.press('[');
  await ringIs(79);
  await page.keyboard.press('Control+1');
  await expect.poll(() => editor.ringPx()).toBeCloseTo(79, 0);
  await page.keyboard.press('v');
  await expect(editor.button('As an outline')).toHaveAttribute('aria-pressed', 'true');
  await editor.prompt.fill('');
  await editor.prompt.pressSequentially('belv[]');
  await expect(editor.prompt).toHaveValue('belv[]');
  await expect(editor.tool('Brush')).toHaveAttribute('aria-pressed', 'true');
  await expect(editor.button('As an outline')).toHaveAttribute('aria-pressed', 'true');
});

test('the mask is turned around, filled, cleared, grown, shrunk and softened', async ({ editor, exportedMask }) => {
  await editor.choose('Rectangle');
  await editor.drag(picture, { x: 200, y: 100 }, { x: 400, y: 300 });
  await editor.amount('Grow', 20);
  expect((await exportedMask()).at(190, 200)).toBe(full);
  await editor.amount('Shrink', 40);
  const mask = await exportedMask();
  expect([mask.at(210, 200), mask.at(300, 200)]).toEqual([0, full]);
  await editor.amount('Feather', 20);
  expect(Math.abs((await exportedMask()).at(220, 200) - 127)).toBeLessThan(108);
  await editor.button('Invert').click();
  expect((await exportedMask()).at(10, 10)).toBe(full);
  await editor.button('Fill').click();
  await expect(editor.sign).toHaveText('Everything is marked');
  await editor.button('Clear').click();
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
});

function times(count: number, key: string): string[] {
  return Array.from({ length: count }, () => key);
}

/** The corners, left, right and below. */
function triangle(x: number, y: number): readonly Spot[] {
  return [
    { x, y },
    { x: x + 100, y },
    { x: x + 50, y: y + 100 },
  ];
}
