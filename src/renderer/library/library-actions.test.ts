import { beforeEach, expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import { Draft } from '../create/draft.svelte.ts';
import { References } from '../create/references.svelte.ts';
import { Language } from '../i18n/language.svelte.ts';
import { Notices } from '../notices.svelte.ts';
import { modelFor } from '../../shared/model.ts';
import { LibraryActions } from './library-actions.ts';
import { LibraryStore } from './library-store.svelte.ts';
import { damaged, testOutside } from './test-library-store.ts';

const english = new Language(() => 'en', 'en');

function studio() {
  const outside = testOutside(serve);
  const library = new LibraryStore(outside.client.library);
  library.listen();
  const notices = new Notices();
  const draft = new Draft(outside.client.draft, new References(outside.client.inputs, () => modelFor('')));
  const actions = new LibraryActions({ library, notices, language: english, draft });
  return { ...outside, library, notices, actions, said: () => notices.all.map(({ text }) => text) };
}

let at: ReturnType<typeof studio>;
beforeEach(() => {
  at = studio();
});

test('an import tells how many came, how many brought their prompt, and how many were here already', async () => {
  const duplicate = { ...damaged, why: 'duplicate' } as const;
  at.state.imported = { imported: 1200, duplicates: 1, withPrompt: 3, problems: [duplicate] };
  await at.actions.import(['/x', '']);
  expect(at.asked.imported).toEqual([['/x']]);
  expect(at.said()).toEqual(['1,200 pictures added. 3 brought their prompts. 1 was here already.']);
  expect(at.notices.all[0]?.action).toBeUndefined();
});

test('from what could not be used a notice leads to the report', async () => {
  at.state.imported = { imported: 0, duplicates: 0, withPrompt: 0, problems: [damaged] };
  await at.actions.chooseImport('folder');
  expect(at.said()).toEqual(['0 pictures added. 1 could not be used.']);
  at.notices.all[0]?.action?.run();
  expect(at.library).toMatchObject({ isReportOpen: true, report: { what: 'import', report: { problems: [damaged] } } });
  at.library.closeReport();
  expect(at.library.isReportOpen).toBe(false);
});

test('nothing is said when the person changed their mind, and a picture from nowhere is refused with a sentence', async () => {
  at.state.imported = null;
  await at.actions.chooseImport('files');
  expect(at.said()).toEqual([]);
  await at.actions.import(['']);
  expect(at.said()).toEqual(['Only files and folders on this computer can be added.']);
  expect(at.asked.imported).toEqual([]);
});

test('what was called off says that it was, once', async () => {
  at.tell({});
  await at.library.cancel({ id: 'one', what: 'import', done: 1, total: 9, state: 'running', failure: null });
  await at.actions.import(['/x']);
  await at.actions.import(['/x']);
  expect(at.said()).toEqual(['Stopped. 2 pictures added.', '2 pictures added.']);
});

test('an export writes the pictures that the dialog was open for, as was chosen, and is remembered', async () => {
  const choice = { ...at.library.choice, naming: '{id}', as: 'zip' } as const;
  at.library.askHowToExport({ ids: ['a'.repeat(64), 'b'.repeat(64)] });
  at.state.problems = [damaged];
  await at.actions.export(choice);
  expect(at.asked.exported).toEqual([{ ...choice, of: { ids: ['a'.repeat(64), 'b'.repeat(64)] } }]);
  expect(at.library).toMatchObject({ isExportOpen: false, choice });
  expect(at.said()).toEqual(['2 pictures exported. 1 could not be used.']);
});

test('a check says whether all is well, and leads to what isn’t', async () => {
  await at.actions.verify();
  at.state.problems = [damaged];
  await at.actions.rebuild();
  expect(at.said()).toEqual(['3 pictures checked. All is well.', 'The index is new: 3 pictures. 1 problem found.']);
  at.notices.all[1]?.action?.run();
  expect(at.library.report?.what).toBe('rebuild');
});

test('copies that were found are shown; of a group everything but the first is one', async () => {
  await at.actions.findDuplicates();
  expect(at.said()).toEqual(['No picture lies here twice.']);
  const group = { id: 'a'.repeat(64), paths: ['own.png', 'copy.png', 'more/copy.png'] };
  at.state.groups = [group];
  await at.actions.findDuplicates();
  expect(at.library).toMatchObject({ isReportOpen: true, report: { what: 'duplicates', groups: [group] } });
  await at.actions.removeCopies(LibraryActions.copiesOf(group));
  expect(at.asked.removed).toEqual([['copy.png', 'more/copy.png']]);
  expect(at.said().at(-1)).toBe('2 copies are in the system’s trash.');
});

test('a move says where the library is now', async () => {
  await at.actions.move();
  expect(at.said()).toEqual(['The library is in /new now.']);
});
