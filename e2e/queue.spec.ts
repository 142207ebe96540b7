import { expect, test, type Afterglow } from './app.ts';
import { askedFor, paidRequests } from './asked.ts';
import { pictureFile } from './picture-files.ts';

const foxes = ['a red fox', 'a blue fox', 'a green fox', 'a grey fox'] as const;

/** Jobs that wait in a paused queue, on the Activity screen. */
async function queueUp(app: Afterglow, prompts: readonly string[] = foxes): Promise<void> {
  await app.page.keyboard.press('ControlOrMeta+Shift+P');
  await expect(app.notices).toContainText('Paused: nothing more is sent');
  for (const prompt of prompts) await app.create.make(prompt, { size: '1:1' });
  await app.goTo('Activity');
  await expect(app.activity.queue.rows).toHaveCount(prompts.length);
}

const order = (app: Afterglow) => expect.poll(() => app.activity.queue.prompts());

test('a paused queue sends nothing, over a restart too, and goes on in its order when it is resumed', async ({ app, service, launch }) => {
  await queueUp(app);
  await expect(app.activity.queue.region).toContainText('4 jobs · about 10 credits in all');
  await expect(app.activity.queue.region).toContainText('costs nothing until it is sent');
  await app.goTo('Create');
  await expect(app.create.paused).toBeVisible();
  expect(paidRequests(service)).toEqual([]);
  await app.close();

  const again = await launch();
  await again.goTo('Activity');
  await expect(again.activity.queue.rows).toHaveCount(4);
  await again.activity.queue.resume.click();
  for (const fox of foxes) await expect(again.activity.jobIn('Done', fox)).toBeVisible();
  expect(askedFor(service).map(({ prompt }) => prompt)).toEqual(foxes);
  await expect(again.activity.queue.region).toHaveCount(0);
});

test('what was sent goes on while the queue is paused, and stands below what wasn’t', async ({ app, service, clock }) => {
  clock.stop();
  await app.create.make('a fox on its way');
  await expect.poll(() => service.ledger.length).toBe(1);
  await queueUp(app, ['a fox at home']);
  await expect(app.activity.queue.rows).toHaveText(/a fox at home/);
  await expect(app.activity.jobs.getByRole('listitem')).toHaveText(/a fox on its way/);
  const [unsent, sent] = await Promise.all([app.activity.queue.list.boundingBox(), app.activity.jobs.boundingBox()]);
  expect(unsent?.y).toBeLessThan(sent?.y ?? 0);
  clock.pass(1_000);
  await expect(app.activity.jobIn('Done', 'a fox on its way')).toBeVisible();
  expect(paidRequests(service)).toHaveLength(1);
});

test('keys put a job elsewhere, say where, and keep the focus; the requests follow', async ({ app, service }) => {
  await queueUp(app);
  const { queue } = app.activity;
  const green = queue.handle('a green fox');
  await green.focus();
  await app.page.keyboard.press('Alt+ArrowUp');
  await order(app).toEqual(['a red fox', 'a green fox', 'a blue fox', 'a grey fox']);
  await expect(queue.region.getByText('Moved to place 2 of 4')).toBeAttached();
  await expect(green).toBeFocused();
  await app.page.keyboard.press('Alt+End');
  await order(app).toEqual(['a red fox', 'a blue fox', 'a grey fox', 'a green fox']);
  await app.page.keyboard.press('Alt+ArrowDown');
  await expect(queue.region.getByText('This is the last one already')).toBeAttached();
  await app.page.keyboard.press('Alt+Home');
  await app.page.keyboard.press('Alt+ArrowDown');
  await order(app).toEqual(['a red fox', 'a green fox', 'a blue fox', 'a grey fox']);
  await expect(green).toBeFocused();

  await app.page.keyboard.press('ArrowDown');
  await expect(queue.handle('a blue fox')).toBeFocused();
  await app.activity.action('a blue fox', 'Edit').focus();
  await app.page.keyboard.press('Alt+Home');
  const wanted = ['a blue fox', 'a red fox', 'a green fox', 'a grey fox'];
  await order(app).toEqual(wanted);
  await expect(app.activity.action('a blue fox', 'Edit')).toBeFocused();
  await queue.resume.click();
  await expect.poll(() => askedFor(service).map(({ prompt }) => prompt)).toEqual(wanted);
});

test('a drag by the handle puts a job elsewhere, Escape puts it back; the requests follow', async ({ app, service }) => {
  await queueUp(app);
  const { queue } = app.activity;
  await queue.drag('a grey fox', 'a red fox', 'upper');
  await app.page.keyboard.press('Escape');
  await queue.drop();
  await order(app).toEqual([...foxes]);

  await queue.drag('a grey fox', 'a red fox', 'lower');
  await queue.drop();
  await order(app).toEqual(['a red fox', 'a grey fox', 'a blue fox', 'a green fox']);
  await expect(queue.region.getByText('Moved to place 2 of 4')).toBeAttached();
  await queue.drag('a red fox', 'a green fox', 'lower');
  await queue.drop();
  const wanted = ['a grey fox', 'a blue fox', 'a green fox', 'a red fox'];
  await order(app).toEqual(wanted);
  await queue.resume.click();
  await expect.poll(() => askedFor(service).map(({ prompt }) => prompt)).toEqual(wanted);
});

test('a long queue shows its beginning, and scrolls along while a job is dragged', async ({ app }) => {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  const many = Array.from({ length: 14 }, (_, index) => `fox number ${String.fromCharCode(65 + index)}`);
  await app.page.keyboard.press('ControlOrMeta+Shift+P');
  for (const prompt of many) await app.create.make(prompt);
  await app.goTo('Activity');
  const { queue } = app.activity;
  await expect(queue.rows).toHaveCount(8);
  await queue.region.getByRole('button', { name: 'Show 6 more' }).click();
  await expect(queue.rows).toHaveCount(14);

  await queue.handle('fox number A').hover();
  await app.page.mouse.down();
  await app.page.mouse.move(400, 590, { steps: 4 });
  await expect(queue.rows.last()).toBeInViewport({ ratio: 1 });
  const last = await queue.rows.last().boundingBox();
  await app.page.mouse.move(400, (last?.y ?? 0) + (last?.height ?? 0) - 4, { steps: 4 });
  await queue.drop();
  await order(app).toEqual([...many.slice(1), 'fox number A']);

  await queue.region.getByRole('button', { name: 'Show fewer' }).click();
  await queue.handle('fox number B').focus();
  await app.page.keyboard.press('Alt+End');
  await order(app).toEqual([...many.slice(2), 'fox number A', 'fox number B']);
  await expect(queue.handle('fox number B')).toBeFocused();
});

test('Edit takes a job back into the composer with its references; undo brings back both', async ({ app, service, elsewhere }) => {
  await app.chooseFiles(await pictureFile(elsewhere, 'red.png', 'crimson'));
  await app.create.addReferences.click();
  await expect(app.create.reference('red.png')).toBeVisible();
  await queueUp(app, ['a fox like this', 'a second fox']);
  await app.goTo('Create');
  await app.create.reference('red.png').press('Delete');
  await app.create.prompt.fill('a half-written wish');

  const edit = async (): Promise<void> => {
    await app.goTo('Activity');
    await app.activity.action('a fox like this', 'Edit').click();
    await expect(app.create.prompt).toHaveValue('a fox like this');
    // The words are there first.
    await expect(app.create.reference('red.png')).toBeVisible();
  };
  await edit();
  await expect(app.create.prompt).toBeFocused();
  await app.notices.getByRole('button', { name: 'Undo' }).click();
  await expect(app.create.prompt).toHaveValue('a half-written wish');
  await expect(app.create.allReferences).toHaveCount(0);
  await app.goTo('Activity');
  await order(app).toEqual(['a fox like this', 'a second fox']);

  await edit();
  await app.create.make('a better fox');
  await app.goTo('Activity');
  await order(app).toEqual(['a second fox', 'a better fox']);
  await app.activity.queue.resume.click();
  // Their uploads go side by side, and nobody waits for another one's: which request is first isn't promised.
  const asked = { 'a second fox': 1, 'a better fox': 1 };
  await expect
    .poll(() => Object.fromEntries(askedFor(service).map(({ prompt, image_urls: links }) => [prompt, links?.length])))
    .toEqual(asked);
  expect(paidRequests(service)).toHaveLength(2);
});

test('what is cancelled costs nothing, and comes back where it stood', async ({ app, service }) => {
  await queueUp(app, ['a red fox', 'a blue fox', 'a green fox']);
  const { queue } = app.activity;
  const undo = app.notices.getByRole('button', { name: 'Undo' });
  await queue.handle('a blue fox').press('Delete');
  await order(app).toEqual(['a red fox', 'a green fox']);
  await expect(queue.handle('a green fox')).toBeFocused();
  await undo.click();
  await order(app).toEqual(['a red fox', 'a blue fox', 'a green fox']);

  await queue.cancelAll.click();
  await expect(app.notices).toContainText('3 jobs cancelled. They cost nothing.');
  await expect(queue.rows).toHaveCount(0);
  await app.activity.show('Cancelled');
  await expect(app.activity.jobIn('Cancelled', 'a red fox')).toBeVisible();
  await expect(app.page.getByText('You took these back before they were sent. They cost nothing.')).toBeVisible();
  await undo.click();
  await order(app).toEqual(['a red fox', 'a blue fox', 'a green fox']);
  await queue.resume.click();
  await expect.poll(() => askedFor(service).map(({ prompt }) => prompt)).toEqual(['a red fox', 'a blue fox', 'a green fox']);
  expect(service.ledger).toHaveLength(3);
});

test('the same wish twice, meant twice, is twice there after undo', async ({ app }) => {
  await app.stopClock();
  await queueUp(app, ['a fox']);
  await app.goTo('Create');
  await app.create.make('a fox', { size: '1:1' });
  await app.notices.getByRole('button', { name: 'Make it again anyway' }).click();
  await app.goTo('Activity');
  await expect(app.activity.queue.rows).toHaveCount(2);
  await app.activity.queue.cancelAll.click();
  await app.notices.getByRole('button', { name: 'Undo' }).click();
  await expect(app.activity.queue.rows).toHaveCount(2);
});
