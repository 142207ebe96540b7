import fc from 'fast-check';

/** Answers as the service gives them, one or more forms for each endpoint. */
export const sampleAnswers = {
  acceptance: [
    {
      created: 1757156493,
      id: 'task-unified-1757156493-imcg5zqt',
      model: 'gpt-4o-image',
      object: 'image.generation.task',
      progress: 0,
      status: 'pending',
      task_info: { can_cancel: true, estimated_time: 100 },
      type: 'image',
      usage: { billing_rule: 'per_call', credits_reserved: 2.5, user_group: 'default' },
    },
  ],
  task: [
    {
      created: 1756817821,
      id: 'task-1',
      progress: 100,
      results: ['https://files.evolink.ai/a.png', 'https://files.evolink.ai/b.png'],
      status: 'completed',
      duration: 42,
      revised_prompt: 'A fox',
      usage: { credits_used: 5 },
    },
    { id: 'task-1', progress: 100, result_data: [{ url: 'https://files.evolink.ai/a.png' }], status: 'completed' },
    { id: 'task-1', progress: 100, result_data: { image_url: 'https://files.evolink.ai/a.png' }, status: 'completed' },
    { id: 'task-1', progress: 40, status: 'processing', task_info: { can_cancel: true, estimated_time: 60 } },
    {
      id: 'task-1',
      progress: 100,
      status: 'failed',
      error: { code: 'service_error', message: 'Try\nlater', type: 'task_error' },
      usage: { credits_used: 0 },
    },
  ],
  list: [
    {
      data: [
        { id: 'task-2', model: 'gpt-4o-image', type: 'image', status: 'completed', progress: 100, created_at: 1756817821, result_count: 1 },
        { id: 'task-1', model: 'gpt-4o-image', type: 'image', status: 'failed', created_at: '2025-09-02T12:00:00Z', has_error: true },
      ],
      total: 2,
      page: 1,
      page_size: 100,
    },
  ],
  upload: [
    {
      success: true,
      code: 200,
      msg: 'File uploaded successfully',
      data: { file_id: 'file_abc123', file_url: 'https://files.evolink.ai/a.png', expires_at: '2025-10-12T00:00:00+08:00' },
    },
    { success: false, code: 40003, msg: 'quota exceeded' },
  ],
  balance: [
    {
      data: {
        token: { remaining_credits: 99416.4429, unlimited_credits: false, used_credits: 583.5571 },
        user: { remaining_credits: 1095.3996, used_credits: 135.9048 },
      },
      message: '',
      success: true,
    },
  ],
  error: [
    { error: { code: 402, message: 'Insufficient quota', type: 'insufficient_quota_error' }, request_id: 'req-1' },
    { error: { code: 'invalid_request', message: 'No.', type: 'invalid_request_error', param: 'prompt', request_id: 'req-2' } },
    { success: false, code: 40001, msg: 'too large' },
  ],
} as const;

/** Stand for what JSON can say and `JSON.stringify` can't. */
const literals: Readonly<Record<string, string>> = {
  '@endless@': '1e999',
  '@endless below@': '-1e999',
  '@many digits@': `0.${'1'.repeat(400)}`,
  '@deep list@': '['.repeat(2_000) + ']'.repeat(2_000),
  '@deep object@': '{"id":'.repeat(500) + '1' + '}'.repeat(500),
  '@broken surrogate@': '"\\ud800"',
};

export const hostileLinks = [
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'javascript:alert(1)',
  'blob:https://files.test/1',
  'ftp://files.test/a.png',
  'http://127.0.0.1/',
  'http://2130706433/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://localhost./',
  'https://me:pw@files.test/',
  'https://files.test:22/',
  '//files.test/a.png',
  'https://',
  `https://files.test/${'a'.repeat(9_000)}`,
];

const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, [], {}, [[]], [null], '', ' ', '0', '12', 'NaN', 'Infinity', '-1', 'null', 'undefined'),
  fc.constantFrom(0, -0, -1, 0.1, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, 8.64e15, 1e21, 1e300),
  fc.constantFrom(...Object.keys(literals)),
  fc.constantFrom(
    '.',
    '..',
    '../..',
    'a/b',
    'a\\b',
    'a\nb',
    'a?b#c',
    '%2e%2e',
    '\u0000',
    '\uffff',
    '\u202e',
    '𐍈',
    '__proto__',
    'constructor',
    'toString',
  ),
  fc.constantFrom(...hostileLinks),
  fc.integer({ min: 1, max: 5_000 }).map((length) => 'a'.repeat(length)),
  fc.integer({ min: 60, max: 200 }).map((length) => Array.from({ length }, () => 'https://files.test/a.png')),
  fc.jsonValue({ maxDepth: 1 }),
);

const change = fc.record({
  where: fc.nat({ max: 1_000 }),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'nest', 'list', 'rename', 'add', 'swap'),
  value: strangeValue,
  name: fc.constantFrom('__proto__', 'constructor', 'id', 'data', 'error', 'url', 'success', 'status', ''),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** What may become of the text on its way. */
const damage = fc.oneof(
  { weight: 8, arbitrary: fc.constant((text: string) => text) },
  {
    weight: 1,
    arbitrary: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => (text: string) => text.slice(0, Math.floor(text.length * share))),
  },
  { weight: 1, arbitrary: fc.constantFrom(...['\ufeff', '\u0000', ")]}',\n", '<html>']).map((before) => (text: string) => before + text) },
  { weight: 1, arbitrary: fc.constantFrom(...['x', '{}', '\u0000', ']']).map((after) => (text: string) => text + after) },
);

/** The text of an answer that begins as one of the samples and comes out wrong in some way. */
export function strangeAnswer(kind: keyof typeof sampleAnswers): fc.Arbitrary<string> {
  const samples: readonly object[] = sampleAnswers[kind];
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 3 }), damage)
    .map(([sample, changes, damaged]) => damaged(withLiterals(JSON.stringify(changes.reduce(changed, sample)))));
}

function withLiterals(text: string): string {
  return Object.entries(literals).reduce((so, [name, literal]) => so.replaceAll(`"${name}"`, () => literal), text);
}

/** The whole, with one change at one of its places. */
function changed(whole: object, { where, how, value, name }: Change): object {
  const root: { whole: unknown } = { whole: structuredClone(whole) };
  const places = placesIn(root);
  const place = places[where % places.length];
  const other = places[(where * 7 + 3) % places.length];
  if (!place || !other) return whole;
  const { holder, key } = place;
  const before = holder[key];
  const becomes = { nest: { [name]: before }, list: [before, value], swap: structuredClone(other.holder[other.key]), replace: value };
  if (how === 'remove') Reflect.deleteProperty(holder, key);
  else if (how === 'rename' || how === 'add') define(holder, name, how === 'add' ? value : before);
  else holder[key] = becomes[how];
  return root.whole instanceof Object ? root.whole : { whole: null };
}

/** As JSON.parse does it: `__proto__` is a name like any other. */
function define(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
