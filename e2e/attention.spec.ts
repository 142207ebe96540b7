import { expect, test } from './app.ts';
import { Desktop } from './desktop.ts';

test.use({ serviceOptions: { pictures: 'plain', taskMs: () => 10_000 } });

test('a person who looks elsewhere is told when a job ends, and a click brings them to it', async ({ app, service, clock }) => {
  const desktop = await Desktop.watch(app.electron);
  clock.stop();
  await app.create.make('a quick fox');
  await app.create.make('a hopeless fox [fail:service_error]');
  await expect.poll(() => service.ledger.length).toBe(2);
  clock.pass(4_000);
  await expect.poll(() => desktop.bar()).toBeCloseTo(0.51);

  await desktop.lookElsewhere();
  clock.pass(10_000);
  await expect
    .poll(() => desktop.notices())
    .toEqual(
      expect.arrayContaining([
        { title: 'Your picture is ready', body: 'a quick fox' },
        { title: 'A picture could not be made', body: 'a hopeless fox [fail:service_error]' },
      ]),
    );
  await expect.poll(() => desktop.bar()).toBe(-1);

  await desktop.clickNotice('a quick fox');
  await expect(app.gallery.picture('a quick fox')).toBeVisible();
  await desktop.clickNotice('a hopeless fox [fail:service_error]');
  await expect(app.activity.jobIn('Failed', 'a hopeless fox [fail:service_error]')).toBeVisible();
  await expect.poll(() => desktop.isInFront()).toBe(true);
});

test('who is looking at the window is not disturbed', async ({ app, service, clock }) => {
  const desktop = await Desktop.watch(app.electron);
  clock.stop();
  await app.create.make('a fox in plain sight');
  await expect.poll(() => service.ledger.length).toBe(1);
  clock.pass(10_000);
  await expect(app.page.getByRole('button', { name: 'a fox in plain sight' })).toBeVisible();
  expect(await desktop.notices()).toEqual([]);
});
