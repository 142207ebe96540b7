import { expect, test } from './app.ts';

test('a newcomer practises, makes a picture, and finds it again after a restart', async ({ launch }) => {
  const first = await launch();
  await first.welcome.practise.click();
  await first.create.make('a quiet sea at sunset', { size: '3:2' });
  await first.goTo('Gallery');
  await expect(first.gallery.picture('a quiet sea at sunset')).toBeVisible();
  await first.close();

  const second = await launch();
  await second.goTo('Gallery');
  await expect(second.gallery.picture('a quiet sea at sunset')).toBeVisible();
  expect(second.errors).toEqual([]);
});

test('four pictures of one request all arrive and are charged once', async ({ app, service }) => {
  await app.create.make('a fox in the snow', { count: 4 });
  await app.goTo('Gallery');
  await expect(app.gallery.pictures).toHaveCount(4);
  expect(service.ledger).toHaveLength(1);
});
