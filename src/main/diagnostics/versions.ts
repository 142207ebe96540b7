import os from 'node:os';

interface AppFacts {
  readonly app: string;
  readonly packaged: boolean;
  readonly language: string;
}

/** What runs here, by name: the app, its runtime and the system. Nothing that names the machine or its user. */
export function versions({ app, packaged, language }: AppFacts): Readonly<Record<string, string>> {
  const { electron, chrome, node, v8 } = process.versions as Readonly<Record<string, string | undefined>>;
  return {
    Afterglow: `${app}${packaged ? '' : ' (not packaged)'}`,
    Electron: electron ?? 'none',
    Chromium: chrome ?? 'not known',
    Node: node ?? 'not known',
    V8: v8 ?? 'not known',
    System: `${os.type()} ${os.release()} ${process.arch}, ${os.availableParallelism()} processors, ${Math.round(os.totalmem() / 1e9)} GB`,
    Language: language,
    'Running for': `${Math.round(process.uptime())} s`,
  };
}
