// What would be packaged beside Electron itself: its size, its production dependencies, and the memory after the start.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { launchApp } from '../e2e/app.ts';
import { report, rounded } from './figures.ts';

const root = path.resolve(import.meta.dirname, '..');
const modules = path.join(root, 'node_modules');

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages = productionPackages();
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
const app = await launchApp({ AFTERGLOW_HOME: home }, []);
await app.welcome.practise.click();
await app.create.prompt.waitFor();
const mainHeapMB = await app.electron.evaluate(() => process.memoryUsage().heapUsed / 1e6);
const client = await app.page.context().newCDPSession(app.page);
await client.send('HeapProfiler.collectGarbage');
const { usedSize } = await client.send('Runtime.getHeapUsage');
await app.close();
fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });

report({
  figure: 'footprint',
  packagedMB: rounded((sizeOf(path.join(root, 'out')) + [...packages.values()].reduce((sum, folder) => sum + sizeOf(folder), 0)) / 1e6),
  ofWhichOwnCodeMB: rounded(sizeOf(path.join(root, 'out')) / 1e6),
  productionDependencies: Object.keys(manifestOf(root).dependencies ?? {}).length,
  installedPackages: packages.size,
  mainHeapMB: rounded(mainHeapMB),
  pageHeapMB: rounded(usedSize / 1e6),
});

/** The packages that `dependencies` bring along on this system, by folder. */
function productionPackages(): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (folder: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(folder);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const inner = path.join(modules, name);
      if (found.has(name) || !fs.existsSync(inner)) continue;
      found.set(name, inner);
      visit(inner);
    }
  };
  visit(root);
  return found;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Bytes, without what packaging leaves out: sources of native modules, binaries of other systems, type declarations. */
function sizeOf(folder: string): number {
  const platform = `${process.platform}-${process.arch}`;
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).reduce((sum, entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const inside = path.relative(folder, file);
    const otherSystem = /prebuilds[\\/]/.test(inside) && !inside.includes(platform);
    const source = /^(deps|src|build)[\\/]|\.(map|md|d\.ts|[ch]pp?|cc)$/.test(inside) && !folder.endsWith('out');
    return entry.isFile() && !otherSystem && !source ? sum + fs.statSync(file).size : sum;
  }, 0);
}
