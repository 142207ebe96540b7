import { expect, test } from './in-gallery.ts';

test('finds prompts as they are typed, in both languages, from one character on', async ({ inGallery: app }) => {
  const { search, pictures } = app.gallery;
  const found: [typed: string, prompts: readonly string[]][] = [
    ['s', ['sunset over the sea', 'a red fox in the snow', 'a red fox in the snow', 'a sunny morning in the old town']],
    ['sun', ['sunset over the sea', 'a sunny morning in the old town']],
    ['SEA', ['sunset over the sea']],
    ['雪', ['雪山下的湖面倒影']],
    ['海边', ['夕阳下的海边小镇']],
    ['下的', ['雪山下的湖面倒影', '夕阳下的海边小镇']],
    ['fox snow', ['a red fox in the snow', 'a red fox in the snow']],
    ['sun -sea', ['a sunny morning in the old town']],
    ['"old town"', ['a sunny morning in the old town']],
  ];
  for (const [typed, prompts] of found) {
    await search.fill('');
    await search.pressSequentially(typed);
    await expect.poll(() => app.gallery.prompts(), { message: typed }).toEqual(prompts);
  }
  await search.fill('');
  await expect(pictures).toHaveCount(6);
  expect(app.errors).toEqual([]);
});

test('says that nothing is found, and shows everything again when cleared', async ({ inGallery: app }) => {
  await app.gallery.search.fill('"town old"');
  await expect(app.page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await app.page.getByRole('button', { name: 'Clear search' }).last().click();
  await expect(app.gallery.pictures).toHaveCount(6);
  await expect(app.gallery.search).toHaveValue('');

  await app.gallery.search.fill('fox');
  await expect(app.gallery.count).toHaveText('2 found');
  await app.page.keyboard.press('Escape');
  await expect(app.gallery.count).toHaveText('6 pictures');
});

test('what is searched for stays while a picture is looked at, and its neighbours are those found', async ({ inGallery: app }) => {
  await app.gallery.search.fill('sun');
  await expect(app.gallery.pictures).toHaveCount(2);
  await app.gallery.open('sunset over the sea');
  await app.page.keyboard.press('ArrowRight');
  await expect(app.viewer.dialog).toHaveAccessibleName('a sunny morning in the old town');
  await expect(app.viewer.next).toBeDisabled();
  await app.page.keyboard.press('Escape');
  await expect(app.gallery.pictures).toHaveCount(2);
  await expect(app.gallery.search).toHaveValue('sun');
});
