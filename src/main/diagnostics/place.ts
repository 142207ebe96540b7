import path from 'node:path';

/** Folders that every machine has, or that say which file sync is at work. Any other name may be a person's. */
const plainNames = new Set(
  [
    ...['Pictures', 'Documents', 'Desktop', 'Downloads', 'Public', 'Afterglow', 'afterglow', 'data', 'pictures', 'Library', 'Volumes'],
    ...['media', 'mnt', 'run', 'home', 'Users', 'tmp', 'var', 'opt', 'srv', 'private'],
    ...['Dropbox', 'OneDrive', 'Google Drive', 'Nextcloud', 'Syncthing', 'Sync', 'iCloud Drive', 'CloudStorage', 'Mobile Documents'],
  ].map((name) => name.normalize()),
);

/** Where a folder is, as far as it says nothing of the person: `~` for their home, `…` for each name of their own. */
export function placeOf(
  folder: string,
  home: string,
  system: Pick<path.PlatformPath, 'relative' | 'isAbsolute' | 'parse' | 'sep'> = path,
): string {
  const inHome = home === '' ? '..' : system.relative(home, folder);
  const isInHome = inHome !== '..' && !inHome.startsWith(`..${system.sep}`) && !system.isAbsolute(inHome);
  if (isInHome) return ['~', ...named(inHome, system.sep)].join(system.sep);
  const { root } = system.parse(folder);
  // A drive's letter is nobody's secret; a computer's name on the network may be.
  const start = /^(?:[A-Za-z]:)?[\\/]?$/.test(root) ? root : `${system.sep}${system.sep}…${system.sep}`;
  return start + named(folder.slice(root.length), system.sep).join(system.sep);
}

function named(way: string, sep: string): string[] {
  return way
    .split(sep)
    .filter((name) => name !== '')
    .map((name) => (plainNames.has(name.normalize()) ? name : '…'));
}
