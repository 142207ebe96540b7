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
  await expect(app.gallery.count).toHaveText('2 of 6');
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

test('what an input method is still composing isn’t searched for; what it came to is', async ({ inGallery: app }) => {
  const { search } = app.gallery;
  await search.focus();
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('Input.imeSetComposition', { text: 'hai bian', selectionStart: 8, selectionEnd: 8 });
  await expect(search).toHaveValue('hai bian');
  await expect(app.gallery.pictures).toHaveCount(6);
  await session.send('Input.insertText', { text: '海边' });
  await expect(app.gallery.pictures).toHaveCount(1);
  await expect.poll(() => app.gallery.prompts()).toEqual(['夕阳下的海边小镇']);
});

test('the help beside the box says how to search', async ({ inGallery: app }) => {
  await app.page.getByRole('button', { name: 'How to search' }).click();
  const help = app.page.getByRole('note', { name: 'How to search' });
  await expect(help).toContainText('"old town"');
  await expect(help).toContainText('sea -boat');
  await app.page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});
