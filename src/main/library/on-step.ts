/**
 * Called between the durable steps of a change, so that a test can stop the process there. In order:
 * keep: `received` (complete, no name yet) → `checked` (decoded) → `placed` (under its name) → `recorded` → `indexed` → `thumbnailed`;
 * trash: `trash-moved` → `trash-indexed`; restore: `restore-moved` → `restore-indexed`;
 * inputs: `input-received` → `input-placed` → `input-described`; favourites: `marked` → `marks-indexed`.
 */
export type OnStep = (step: LibraryStep) => unknown;

export type LibraryStep =
  | 'received'
  | 'checked'
  | 'placed'
  | 'recorded'
  | 'indexed'
  | 'thumbnailed'
  | 'trash-moved'
  | 'trash-indexed'
  | 'restore-moved'
  | 'restore-indexed'
  | 'input-received'
  | 'input-placed'
  | 'input-described'
  | 'marked'
  | 'marks-indexed';
