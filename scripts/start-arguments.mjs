import { Trouble } from './trouble.mjs';

/**
 * @typedef {object} StartArguments
 * @property {string} [screenshot] the file to save to
 * @property {{ width: number, height: number }} size of the window in a screenshot, in pixels
 * @property {string} [screen] the screen to show in it; without one, the one that the app opens with
 * @property {boolean} downloadElectron tries again even if it failed lately
 * @property {string[]} app what the app gets
 */

/**
 * @param {readonly string[]} args
 * @returns {StartArguments}
 */
export function readStartArguments(args) {
  /** @type {StartArguments} */
  const read = { size: { width: 1440, height: 900 }, downloadElectron: false, app: [] };
  const rest = args.flatMap((arg) => /^(--(?:screenshot|size|screen))=(.*)$/s.exec(arg)?.slice(1) ?? [arg]);
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--screenshot') read.screenshot = valueOf(rest, 'npm start -- --screenshot picture.png');
    else if (arg === '--size') read.size = readSize(valueOf(rest, sizeExample));
    else if (arg === '--screen') read.screen = readScreen(valueOf(rest, screenExample));
    else if (arg === '--download-electron') read.downloadElectron = true;
    else read.app.push(arg);
  }
  return read;
}

const screenExample = 'npm start -- --screenshot picture.png --screen gallery';
const sizeExample = 'npm start -- --screenshot picture.png --size 1440x900';

/**
 * @param {string[]} rest
 * @param {string} example
 */
function valueOf(rest, example) {
  const value = rest.shift();
  if (!value || value.startsWith('--')) throw new Trouble(`Something is missing there. For example: ${example}`);
  return value;
}

/** @param {string} text */
function readSize(text) {
  const [, width, height] = /^(\d{2,5})x(\d{2,5})$/.exec(text) ?? [];
  if (!width || !height) throw new Trouble(`“${text}” is no size. For example: ${sizeExample}`);
  return { width: Number(width), height: Number(height) };
}

/** @param {string} text */
function readScreen(text) {
  if (!['create', 'gallery', 'activity', 'settings'].includes(text)) {
    throw new Trouble(`“${text}” is none of the screens create, gallery, activity and settings. For example: ${screenExample}`);
  }
  return text;
}
