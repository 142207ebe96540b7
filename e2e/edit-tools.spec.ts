import { expect, picture, test } from './in-editor.ts';

const full = 255;

test.describe('by mouse', () => {
  test('the brush paints where it is pressed, as large as it is set, and Shift draws a straight line', async ({
    editor,
    app,
    exportedMask,
  }) => {
    await editor.setBrush(40);
    await editor.drag(picture, { x: 100, y: 100 }, { x: 200, y: 100 });
    await app.page.keyboard.down('Shift');
    await editor.click(picture, { x: 200, y: 300 });
    await app.page.keyboard.up('Shift');
    const mask = await exportedMask();
    expect([mask.width, mask.height]).toEqual([600, 400]);
    expect([mask.at(150, 100), mask.at(150, 116), mask.at(200, 200)]).toEqual([full, full, full]);
    expect([mask.at(150, 124), mask.at(230, 200), mask.at(60, 100)]).toEqual([0, 0, 0]);
  });

  test('the eraser takes away, and undo and redo go back and forth', async ({ editor, app, exportedMask }) => {
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
  });

  test('lasso, polygon, rectangle and ellipse mark what they go around', async ({ editor, app, exportedMask }) => {
    await editor.choose('Lasso');
    await editor.drag(picture, { x: 20, y: 20 }, { x: 120, y: 20 }, { x: 120, y: 120 }, { x: 20, y: 120 });
    await editor.choose('Polygon');
    for (const [x, y] of [
      [220, 20],
      [320, 20],
      [270, 120],
    ] as const) {
      await editor.click(picture, { x, y });
    }
    await app.page.keyboard.press('Enter');
    await editor.choose('Rectangle');
    await editor.drag(picture, { x: 20, y: 200 }, { x: 120, y: 300 });
    await editor.choose('Ellipse');
    await editor.drag(picture, { x: 220, y: 200 }, { x: 320, y: 300 });
    const mask = await exportedMask();
    expect([mask.at(70, 70), mask.at(270, 50), mask.at(70, 250), mask.at(270, 250)]).toEqual([full, full, full, full]);
    // Between them, beside the triangle, and in the ellipse's corner.
    expect([mask.at(170, 70), mask.at(225, 110), mask.at(170, 250), mask.at(224, 204)]).toEqual([0, 0, 0, 0]);
  });

  test('areas replace, are added, taken away and intersected', async ({ editor, exportedMask }) => {
    await editor.choose('Rectangle');
    await editor.drag(picture, { x: 100, y: 100 }, { x: 300, y: 300 });
    await editor.button('Is taken from what is marked').click();
    await editor.drag(picture, { x: 200, y: 50 }, { x: 400, y: 200 });
    let mask = await exportedMask();
    expect([mask.at(150, 150), mask.at(250, 150), mask.at(250, 250)]).toEqual([full, 0, full]);
    await editor.button('Keeps only what both have').click();
    await editor.drag(picture, { x: 50, y: 220 }, { x: 500, y: 350 });
    mask = await exportedMask();
    expect([mask.at(150, 150), mask.at(250, 250), mask.at(400, 300)]).toEqual([0, full, 0]);
    await editor.button('Replaces what is marked').click();
    await editor.drag(picture, { x: 500, y: 20 }, { x: 560, y: 80 });
    mask = await exportedMask();
    expect([mask.at(250, 250), mask.at(530, 50)]).toEqual([0, full]);
  });

  // The picture has four colours, one in each quarter.
  test('the wand marks a colour and quick select what is painted over', async ({ editor, exportedMask }) => {
    const quarter = { x: 150, y: 100 };
    await editor.choose('Magic wand');
    await editor.click(picture, quarter);
    await expect(editor.sign).toHaveText('25% marked');
    let mask = await exportedMask();
    expect([mask.at(5, 5), mask.at(295, 195), mask.at(450, 300)]).toEqual([full, full, 0]);
    await editor.button('Clear').click();
    await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
    await editor.choose('Quick select');
    await editor.drag(picture, quarter, { x: 200, y: 120 });
    await expect(editor.sign).not.toHaveAttribute('data-marked', 'nothing');
    mask = await exportedMask();
    expect([mask.at(170, 108), mask.at(450, 300)]).toEqual([full, 0]);
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

  test('the view can be moved and zoomed during a stroke', async ({ editor, app, exportedMask }) => {
    const { page } = app;
    await editor.setBrush(30);
    const lying = await editor.lyingOf(picture);
    const [from, to] = [lying({ x: 300, y: 100 }), lying({ x: 300, y: 200 })];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    const before = await editor.zoom.textContent();
    await page.mouse.wheel(0, -300);
    await expect(editor.zoom).not.toHaveText(before ?? '');
    await page.mouse.move(to.x, to.y + 1);
    await page.mouse.up();
    await editor.button('Fit in the window').click();
    await expect(editor.zoom).toHaveText(before ?? '');
    expect((await exportedMask()).at(300, 150)).toBe(full);
  });

  test('Pan and Space move the view and mark nothing', async ({ editor, app }) => {
    const { page } = app;
    for (let step = 0; step < 4; step++) await page.keyboard.press('+');
    await editor.choose('Pan');
    await editor.drag(picture, { x: 300, y: 200 }, { x: 200, y: 150 });
    await page.keyboard.press('b');
    await page.keyboard.down('Space');
    await editor.drag(picture, { x: 300, y: 200 }, { x: 200, y: 150 });
    await page.keyboard.up('Space');
    await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
  });
});

test('the keyboard alone paints: arrows move, Space presses and lifts', async ({ editor, app, exportedMask }) => {
  const { page } = app;
  await editor.tool('Brush').focus();
  await page.keyboard.press('ArrowDown');
  await expect(editor.tool('Eraser')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(editor.tool('Brush')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  await expect(editor.stage).toBeFocused();
  await page.keyboard.press('Space');
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(editor.sign).toHaveAttribute('data-marked', 'part');
  expect((await exportedMask()).at(300, 200)).toBe(full);
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

test('tools, sizes and looks have their keys, and the prompt keeps what is typed in it', async ({ editor, app }) => {
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
  }
  await page.keyboard.press('w');
  await expect(editor.dialog.getByRole('spinbutton', { name: 'Tolerance', exact: true })).toBeVisible();
  await page.keyboard.press('b');
  await expect(editor.brushSize).toHaveAttribute('aria-valuetext', '80 px');
  await page.keyboard.press(']');
  await expect(editor.brushSize).toHaveAttribute('aria-valuetext', '90 px');
  await expect(editor.dialog.getByText('Brush size: 90 px', { exact: true })).toBeAttached();
  await page.keyboard.press('[');
  await expect(editor.brushSize).toHaveAttribute('aria-valuetext', '79 px');
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
  let mask = await exportedMask();
  expect([mask.at(210, 200), mask.at(300, 200)]).toEqual([0, full]);
  await editor.amount('Feather', 20);
  mask = await exportedMask();
  expect(mask.at(220, 200)).toBeGreaterThan(20);
  expect(mask.at(220, 200)).toBeLessThan(235);
  await editor.button('Invert').click();
  expect((await exportedMask()).at(10, 10)).toBe(full);
  await editor.button('Fill').click();
  await expect(editor.sign).toHaveText('Everything is marked');
  await editor.button('Clear').click();
  await expect(editor.sign).toHaveAttribute('data-marked', 'nothing');
});
