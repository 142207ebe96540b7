import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Job } from '../../shared/job.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { sampleJob, sampleRequest } from '../jobs/sample-job.ts';
import { Redaction } from '../redaction.ts';
import { reportText, type ReportFacts } from './report.ts';
import { sampleAt as at, sampleFacts as facts, sampleTask as task } from './sample-facts.ts';

/** What a person wrote, drew, named or keeps to themselves: words that can't occur in the report by chance. */
const secret = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{12,40}$/),
  fc.stringMatching(/^[狐狸雪中的祖母生日快乐山水]{6,20}$/),
  fc.stringMatching(/^[A-Zi-p]{8,12}( [A-Zi-p]{8,12}){1,4}$/),
);
const key = fc.stringMatching(/^[A-Za-z0-9]{20,40}$/);
const secrets = fc.record({
  ...{ prompt: secret, revised: secret, words: secret, folder: secret, person: secret, file: secret, token: secret, nested: secret, key },
});
type Secrets = typeof secrets extends fc.Arbitrary<infer S> ? S : never;

/** Each secret wherever something of its kind could stand. */
function planted(s: Secrets): ReportFacts {
  const token = encodeURIComponent(s.token);
  const link = `https://user:${token}@files.evolink.ai/${token}.png?X-Signature=${token}`;
  const said = {
    code: 'rejected',
    message: `${s.words}: "${s.prompt}" at ${link} (${s.key})`,
    requestId: 'req_1',
    serviceCode: 'invalid_request',
  } as const;
  const home = `/home/${s.person}`;
  const request = sampleRequest({ prompt: s.prompt, callbackUrl: `https://hook.example.com/${token}?secret=${token}` });
  const withTask = { ...task, revisedPrompt: s.revised };
  const jobs: Job[] = [
    { ...sampleJob({ request }), state: 'unknown', sentAt: at, failure: said },
    { ...sampleJob({ request }), state: 'saving', task: withTask, links: [link], waiting: null },
    { ...sampleJob({ request }), state: 'failed', task: withTask, failure: said, finishedAt: at },
  ];
  const file = `${home}/${s.folder}/${s.file}.png`;
  const detail = { ...said, file, links: [link], deep: { prompt: s.prompt, also: [s.nested] }, [s.nested]: s.nested };
  return facts({
    home,
    settings: { ...defaultSettings, apiUrl: `https://gateway.example.com/${token}`, libraryFolder: `${home}/${s.folder}` },
    account: { ...facts().account, failure: said },
    library: { ...facts().library, folder: `/media/${s.person}/${s.folder}`, failure: { code: 'library-unavailable', message: file } },
    notices: [{ what: 'library-unavailable', folder: file }],
    jobs,
    events: [s.prompt, detail, [s.nested], null].map((one) => ({
      jobId: jobs[0]?.id ?? '',
      at,
      what: 'refused',
      state: null,
      detail: one,
    })),
    log: logLines(s, file, link),
  });
}

function logLines(s: Secrets, file: string, link: string): string[] {
  return [
    `2026-11-22T09:00:00.000Z error Unexpected Error: ENOENT: no such file or directory, open '${file}'`,
    `    at open (${file}:1:2)`,
    `    at keep (/home/${s.person}/app/out/main/index.js:10:4) {`,
    `  prompt: '${s.prompt}', requestId: 'req_log', url: '${link}',`,
    `  [cause]: SyntaxError: Unexpected token, "${s.words}" is not valid JSON`,
    `2026-11-22T09:00:01.000Z error Unexpected in ${s.person}.${s.file} TypeError: ${s.words} ${s.key}`,
    s.prompt,
    `2026-11-22T09:00:02.000Z info ${s.words}`,
  ];
}

test('nothing that a person wrote, named or keeps secret is ever in it, wherever it stood', () => {
  fc.assert(
    fc.property(secrets, (s) => {
      const redaction = new Redaction();
      redaction.hide(s.key);
      const text = redaction.of(reportText(planted(s), 'Intro.'));
      for (const one of Object.values(s)) {
        for (const spelling of [one, encodeURIComponent(one), one.slice(0, one.length / 2), one.slice(-(one.length / 2))]) {
          expect(text).not.toContain(spelling);
        }
      }
      for (const kept of ['req_1', 'req_log', 'task-unified-1-x', 'ENOENT', 'hook.example.com', 'out/main/index.js:10:4']) {
        expect(text).toContain(kept);
      }
    }),
    { numRuns: 300 },
  );
});
