import { isAbsolute, join } from 'node:path';

import * as v from 'valibot';

import { Failure } from '../shared/failure.ts';
import { Settings } from '../shared/settings.ts';

/** The folders of this run, all absolute. */
export interface Paths {
  /** Settings, draft, journal: what belongs to the app. */
  readonly userData: string;
  readonly logs: string;
  /** The library, unless the settings name another folder. */
  readonly library: string;
}

/** What the environment says about this run. */
export interface Surroundings {
  readonly paths: Paths;
  /** Other base URLs than those of the settings. */
  readonly addresses: Readonly<Partial<Pick<Settings, 'apiUrl' | 'filesUrl'>>>;
}

const Home = v.pipe(v.string(), v.check(isAbsolute, 'It must be an absolute path.'));

/** Reads the three variables of the app. An empty one counts as unset; nonsense is a Failure with a sentence for the terminal. */
export function readEnvironment(env: NodeJS.ProcessEnv, systemFolder: (name: 'userData' | 'pictures') => string): Surroundings {
  const home = read(env, 'AFTERGLOW_HOME', Home);
  const apiUrl = read(env, 'AFTERGLOW_API_URL', Settings.entries.apiUrl);
  const filesUrl = read(env, 'AFTERGLOW_FILES_URL', Settings.entries.filesUrl);
  const userData = home === undefined ? systemFolder('userData') : join(home, 'data');
  const pictures = home === undefined ? systemFolder('pictures') : join(home, 'pictures');
  return {
    paths: { userData, logs: join(userData, 'logs'), library: join(pictures, 'Afterglow') },
    addresses: { ...(apiUrl !== undefined && { apiUrl }), ...(filesUrl !== undefined && { filesUrl }) },
  };
}

function read(env: NodeJS.ProcessEnv, name: string, schema: v.GenericSchema<string, string>): string | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  const checked = v.safeParse(schema, text);
  if (!checked.success) throw new Failure('invalid', `${name} is “${text}”. ${checked.issues[0].message}`);
  return checked.output;
}
