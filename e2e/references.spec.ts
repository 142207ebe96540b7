import { askedFor, paidRequests, uploads } from './asked.ts';
import { expect, test } from './app.ts';
import { contentName, heavyPng, pictureFile, textFile } from './picture-files.ts';

const colours = ['crimson', 'gold', 'seagreen', 'navy', 'orchid', 'black'] as const;

test('references come by button, drop and paste, and are sent in the order that they were put in', async ({ app, service, elsewhere }) => {
  const { create } = app;
  const [red, gold, green] = await Promise.all([
    pictureFile(elsewhere, 'red.png', 'crimson'),
    pictureFile(elsewhere, 'gold.jpg', 'gold'),
    pictureFile(elsewhere, 'green.webp', 'seagreen'),
  ]);
  await app.chooseFiles(red);
  await create.addReferences.click();
  await expect(create.reference('red.png')).toBeVisible();
  await create.drop(gold);
  await expect(create.reference('gold.jpg')).toBeVisible();
  await create.paste(green);
  await expect.poll(() => create.referenceNames()).toEqual(['Reference 1: red.png', 'Reference 2: gold.jpg', 'Reference 3: green.webp']);

  await create.reference('green.webp').dragTo(create.reference('red.png'));
  await expect.poll(() => create.referenceNames()).toEqual(['Reference 1: green.webp', 'Reference 2: red.png', 'Reference 3: gold.jpg']);
  await create.reference('red.png').press('ArrowRight');
  await expect.poll(() => create.referenceNames()).toEqual(['Reference 1: green.webp', 'Reference 2: gold.jpg', 'Reference 3: red.png']);

  await create.make('the three of them');
  await expect.poll(() => paidRequests(service).length).toBe(1);
  const [{ image_urls: links = [] } = {}] = askedFor(service);
  expect(links.map((link) => new URL(link).pathname.split('/').at(-1)?.slice(0, 16))).toEqual([green, gold, red].map(contentName));
  expect(uploads(service)).toHaveLength(3);

  await create.reference('gold.jpg').press('Delete');
  await create.make('two of them, without another upload');
  await expect.poll(() => paidRequests(service).length).toBe(2);
  expect(askedFor(service)[1]?.image_urls).toEqual([links[0], links[2]]);
  expect(uploads(service)).toHaveLength(3);
});

test('what cannot be a reference is refused with a sentence, and nothing leaves the machine', async ({ app, service, elsewhere }) => {
  const { create } = app;
  const asked = service.requests.length;

  await test.step('no picture, whatever its name', async () => {
    await create.drop(textFile(elsewhere, 'notes.png'));
    await expect(create.references.getByRole('alert')).toContainText('“notes.png” isn’t a PNG, JPEG or WebP picture');
    await expect(create.allReferences).toHaveCount(0);
  });

  await test.step('larger than 10 MB, dropped and chosen', async () => {
    await create.dropBlank('blank.png', 10 * 1024 * 1024 + 1);
    await expect(create.references.getByRole('alert')).toContainText('“blank.png” is larger than 10 MB');
    await app.chooseFiles(await heavyPng(elsewhere, 'heavy.png', 10 * 1024 * 1024));
    await create.addReferences.click();
    await expect(create.references.getByRole('alert')).toContainText('“heavy.png” is larger than 10 MB');
    await expect(create.allReferences).toHaveCount(0);
  });

  await test.step('a sixth, and one that is there already', async () => {
    const files = await Promise.all(colours.map((colour) => pictureFile(elsewhere, `${colour}.png`, colour)));
    await create.drop(...files);
    await expect(create.allReferences).toHaveCount(5);
    await expect(create.references.getByRole('alert')).toContainText('At most 5 references are possible');
    await create.reference('orchid.png').press('Delete');
    await create.paste(files[0] ?? '');
    await expect(create.references.getByRole('alert')).toContainText('“crimson.png” is a reference already');
  });

  expect(service.requests).toHaveLength(asked);
});
