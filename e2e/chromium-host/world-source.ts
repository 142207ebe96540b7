import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

import type { Question } from './dialog-page.ts';
import { pauseSource } from './file-paths.ts';
import type { PreloadSetup } from './preload-world.ts';

const cached = new Map<string, string>();

/** The files that run inside pages, as one script without imports: each file's types, imports and `export`s taken away. */
function joined(...files: readonly string[]): string {
  return files
    .map((file) => {
      const source = cached.get(file) ?? plainScript(readFileSync(join(import.meta.dirname, file), 'utf8'));
      cached.set(file, source);
      return source;
    })
    .join('\n');
}

function plainScript(source: string): string {
  return stripTypeScriptTypes(source)
    .replace(/^import [^;]*;$/gm, '')
    .replace(/^export /gm, '');
}

export function pageWorldSource(token: string): string {
  return `(() => {${joined('world-link.ts', 'page-world.ts')}\nstartPageWorld(${JSON.stringify(token)});\n})();`;
}

/** `preload` is the text of the app's preload script, or null for a window without one. Throws what is wrong with its syntax. */
export function preloadWorldSource(setup: PreloadSetup, preload: string | null): string {
  const wrapped = preload === null ? 'null' : `(function (require, module, exports, process) {${preload}\n})`;
  new Script(wrapped);
  const files = joined('codec.ts', 'pieces.ts', 'world-link.ts', 'page-watch.ts', 'renderer-modules.ts', 'preload-world.ts');
  return `(() => {${pauseSource}\n${files}\nstartPreloadWorld(${JSON.stringify(setup)}, ${wrapped});\n})();`;
}

export function dialogSource(question: Question): string {
  return `(() => {${joined('dialog-page.ts')}\nstartDialogPage(${JSON.stringify(question)});\n})();`;
}
