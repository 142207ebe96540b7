import { hiddenFolder } from '../layout.ts';

/** What the hidden folder is called while a library is being copied: a folder with this one is no library yet. */
export const arrivingFolder = `${hiddenFolder}-arriving`;
/** What the old one's is called once the copy counts: a folder with this one is no library any more. */
export const leavingFolder = `${hiddenFolder}-leaving`;

/** Where a file of the library is put while the copy isn't complete. */
export function arriving(path: string): string {
  return isOurs(path, hiddenFolder) ? arrivingFolder + path.slice(hiddenFolder.length) : path;
}

/** Where the new library has what lies in the old one, which has been left. */
export function arrivedFrom(path: string): string {
  return isOurs(path, leavingFolder) ? hiddenFolder + path.slice(leavingFolder.length) : path;
}

/** What is made anew, or is nobody's any more when the library is closed: it isn't copied, and deleted without a look. */
export function isDisposable(path: string): boolean {
  const [folder, sort, ...rest] = path.split('/');
  if (folder !== hiddenFolder && folder !== leavingFolder && folder !== arrivingFolder) return false;
  return (
    ((sort === 'incoming' || sort === 'edits') && rest.length > 0) || (sort?.startsWith('index.') === true && !sort.includes('damaged'))
  );
}

function isOurs(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
