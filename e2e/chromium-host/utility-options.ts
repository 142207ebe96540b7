type Stdio = 'pipe' | 'ignore' | 'inherit';

/** Electron's, as far as the stand-in can honour them. */
export interface ForkOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: string | readonly string[];
  readonly serviceName?: string;
}

const MODES: readonly string[] = ['pipe', 'ignore', 'inherit'] satisfies Stdio[];
const REFUSED = ['session', 'partition', 'respondToAuthRequestsFromMainProcess'];
/** In Electron a rejection that nobody handles doesn't end a utility process. */
const ALWAYS = ['--disable-warning=ExperimentalWarning', '--unhandled-rejections=warn-with-error-code'];

/** Checks the options of `utilityProcess.fork` in Electron's words, and puts them into Node's. */
export function forkOptions(options: ForkOptions) {
  check(options);
  const { env = {}, execArgv = [], cwd, serviceName = 'Node Utility Process', stdio = 'inherit' } = options;
  return {
    serviceName,
    execArgv: [...ALWAYS, ...execArgv],
    stdio: ['ignore', ...outputs(stdio), 'ipc'] satisfies (Stdio | 'ipc')[],
    ...(cwd !== undefined && { cwd }),
    // An empty one counts as none given.
    ...(Object.keys(env).length > 0 && { env }),
  };
}

/** Whoever calls it may have no types. */
function check({ execArgv, serviceName, cwd, ...rest }: { readonly [Name in keyof ForkOptions]?: unknown }): void {
  for (const name of REFUSED) if (name in rest) throw new Error(`The stand-in can't honour ${name} of utilityProcess.fork`);
  if (execArgv !== undefined && !Array.isArray(execArgv)) throw new TypeError('execArgv must be an array of strings.');
  if (serviceName !== undefined && typeof serviceName !== 'string') throw new TypeError('serviceName must be a string.');
  if (cwd !== undefined && typeof cwd !== 'string') throw new TypeError('cwd path must be a string.');
}

function outputs(stdio: string | readonly string[]): [Stdio, Stdio] {
  if (typeof stdio === 'string') {
    if (!MODES.includes(stdio)) throw new Error('stdio must be of the following values: inherit, pipe, ignore');
    return [stdio as Stdio, stdio as Stdio];
  }
  if (stdio.length < 3) throw new Error('configuration missing for stdin, stdout or stderr.');
  const [stdin, stdout = '', stderr = ''] = stdio;
  if (stdin !== 'ignore') throw new Error('stdin value other than ignore is not supported.');
  if (!MODES.includes(stdout)) throw new Error('stdout configuration must be of the following values: inherit, pipe, ignore');
  if (!MODES.includes(stderr)) throw new Error('stderr configuration must be of the following values: inherit, pipe, ignore');
  return [stdout as Stdio, stderr as Stdio];
}
