import * as v from 'valibot';

import { isPrivateHost } from './public-address.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** A base URL: https, or http to this machine only (tests, practice). */
const BaseUrl = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(2048),
  v.check((text) => URL.canParse(text), 'This is not a web address.'),
  v.check(isSafeBase, 'The address must begin with https://.'),
  v.check((text) => !/[?#]/.test(text), 'The address ends with its path: paths of the service are put behind it.'),
  v.transform((text) => text.replace(/\/+$/, '')),
);

function isSafeBase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' ? true : protocol === 'http:' && loopback && isPrivateHost(hostname);
}

/** What a person can choose. Nothing secret: this is written to disk as it stands. */
export const Settings = v.object({
  apiUrl: BaseUrl,
  filesUrl: BaseUrl,
  model: v.pipe(v.string(), v.trim(), v.regex(/^[\w.-]{1,100}$/, 'A model name has only letters, digits, dots and dashes.')),
  /** Empty: the default folder, `Afterglow` in the person's pictures. */
  libraryFolder: v.pipe(v.string(), v.maxLength(4096)),
  language: v.picklist(['system', ...languages]),
  theme: v.picklist(['system', 'light', 'dark']),
  motion: v.picklist(['system', 'reduced']),
  /** How many jobs may be at the service at once. */
  concurrency: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
  /** Credits a calendar month may use, or null for no limit. */
  monthlyBudget: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000))),
  notifications: v.boolean(),
});
export type Settings = v.InferOutput<typeof Settings>;

export const SettingsPatch = v.partial(Settings);
export type SettingsPatch = v.InferOutput<typeof SettingsPatch>;

export const defaultSettings: Settings = {
  apiUrl: 'https://api.evolink.ai',
  filesUrl: 'https://files-api.evolink.ai',
  model: 'gpt-4o-image',
  libraryFolder: '',
  language: 'system',
  theme: 'system',
  motion: 'system',
  concurrency: 3,
  monthlyBudget: null,
  notifications: true,
};
