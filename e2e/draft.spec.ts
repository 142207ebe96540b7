import { expect, test } from './app.ts';
import { pictureFile } from './picture-files.ts';

test('what stands in the composer is there again after a restart', async ({ app, launch, elsewhere }) => {
  await app.create.drop(await pictureFile(elsewhere, 'red.png', 'crimson'), await pictureFile(elsewhere, 'gold.jpg', 'gold'));
  await expect(app.create.allReferences).toHaveCount(2);
  await app.create.choose({ size: '2:3', count: 4, callbackUrl: 'https://example.com/hook' });
  await app.create.prompt.fill('an unfinished thought, 还没写完 🦊');
  await app.close();

  const { create, errors } = await launch();
  await expect(create.prompt).toHaveValue('an unfinished thought, 还没写完 🦊');
  await expect(create.chosenSize('2:3')).toBeChecked();
  await expect(create.chosenCount(4)).toBeChecked();
  await expect(create.callbackUrl).toHaveValue('https://example.com/hook');
  await expect.poll(() => create.referenceNames()).toEqual(['Reference 1: red.png', 'Reference 2: gold.jpg']);
  expect(errors).toEqual([]);
});
