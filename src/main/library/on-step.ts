/**
 * Called between the durable steps of a change, so that a test can stop the process there. In order:
 * keep: `received` (complete, no name yet) → `checked` (decoded) → `placed` (under its name) → `recorded` → `indexed` → `thumbnailed`;
 * trash: `trash-noted` → `trash-moved` (each) → `trash-indexed`; deleting: `delete-noted` → `delete-unmarked` → `delete-removed` → `delete-indexed`;
 * restore: `restore-named` → `restore-moved` (each) → `restore-indexed`;
 * imports: `import-staged` (each picture) → `import-placed` → `import-recorded` → `import-indexed` (each batch);
 * inputs: `input-received` → `input-placed` → `input-described`;
 * edits: `composed` (complete, no name yet), then as `keep`;
 * moving to another disk: `file-copied` (each); marks: `marks-written` (each file) → `marked` → `marks-indexed`.
 */
export type OnStep = (step: LibraryStep) => unknown;

export type LibraryStep =
  | 'received'
  | 'composed'
  | 'checked'
  | 'placed'
  | 'recorded'
  | 'indexed'
  | 'thumbnailed'
  | 'trash-noted'
  | 'trash-moved'
  | 'trash-indexed'
  | 'restore-named'
  | 'restore-moved'
  | 'restore-indexed'
  | 'import-staged'
  | 'import-placed'
  | 'import-recorded'
  | 'import-indexed'
  | 'input-received'
  | 'input-placed'
  | 'input-described'
  | 'delete-noted'
  | 'delete-unmarked'
  | 'delete-removed'
  | 'delete-indexed'
  | 'file-copied'
  | 'marks-written'
  | 'marked'
  | 'marks-indexed';
