// npm run bench -- NAME: one figure, printed as a line of JSON.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

import { ensureBuilt } from './build.mjs';
import { command } from './command.mjs';
import { standInEnvironment } from './electron-binary.mjs';
import { inPrivateSession, sessionNeeds } from './private-session.mjs';
import { projectNode, root } from './project.mjs';
import { run } from './run.mjs';
import { ensurePackages } from './system-packages.mjs';
import { Trouble } from './trouble.mjs';

const folder = path.join(root, 'bench');
const [name = '', ...args] = process.argv.slice(2);
const file = path.join(folder, `${name}.ts`);

await command(import.meta.url, {
  first: () => {
    if (existsSync(file)) return;
    const names = readdirSync(folder).flatMap((entry) => /^([^.]+)\.ts$/.exec(entry)?.slice(1) ?? []);
    throw new Trouble(`Say which figure: npm run bench -- ${names.join(' | ') || 'NAME'}`);
  },
  body: async () => {
    await ensurePackages(['chromium', 'chineseFont', ...sessionNeeds]);
    await ensureBuilt();
    const { code } = await inPrivateSession((env) => run([projectNode, file, ...args], { env: { ...env, ...standInEnvironment } }));
    return code;
  },
});
