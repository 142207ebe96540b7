import { bridge } from '../../shared/bridge.ts';
import { failureCodes } from '../../shared/failure.ts';
import { codesIn, idOf } from './retelling.ts';

/** Kinds of errors that can stand in the log: the language's, our own, and those of the libraries. */
const errorNames = [
  ...['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'AggregateError', 'AssertionError', 'DOMException'],
  ...['AbortError', 'TimeoutError', 'SqliteError', 'ValiError', 'SocketError', 'ConnectTimeoutError', 'HeadersTimeoutError'],
  ...['BodyTimeoutError', 'Failure', 'NotSent', 'LostAnswer', 'LinkRefused', 'Postponed', 'DamagedJournal'],
];
const errorName = new RegExp(`(?<![\\w.])(?:${errorNames.join('|')})(?=[: ]|$)`, 'g');
/** What the engine says about a bug in our code. Everything else that an error says may quote anything. */
const engineSentences = [
  /Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '[\w$]{1,40}'\)/,
  /(?<![\w.$])[\w$.#]{1,60} is not (?:a function|a constructor|iterable|defined)/,
];
const channels = new Set(Object.entries(bridge).flatMap(([service, members]) => Object.keys(members).map((name) => `${service}.${name}`)));
const start = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (info|error) (.*)$/;
const frame = /^\s+at (?:async )?(?:(?<what>[\w$.#<>]+|new [\w$]+)(?: \[as [\w$]+\])? \()?(?<file>\S.*?)(?<spot>:\d+:\d+)\)?/;
const ourFile = /(?:^|[/\\])((?:out[/\\](?:main|preload)|src[/\\]main)[/\\](?:[\w.-]+[/\\]){0,3}[\w.-]+)$/;
const theirFile = /(?:^|[/\\])(node_modules[/\\](?:@[\w-]+[/\\])?[\w.-]+)[/\\]/;

/** The log as it may be given away: when, how bad, which kind of error, where in the code. What an error says in words is left out. */
export function logFacts(lines: readonly string[]): readonly string[] {
  return lines.map(lineFacts).filter((line) => line !== '');
}

function lineFacts(line: string): string {
  const [, at, level, rest] = start.exec(line) ?? [];
  if (at !== undefined && level !== undefined) return [at, level, headOf(rest ?? ''), ...partsOf(rest ?? '')].join(' ').trimEnd();
  const place = frameOf(line);
  if (place !== '') return `    at ${place}`;
  const parts = partsOf(line);
  return parts.length === 0 ? '' : `    ${parts.join(' ')}`;
}

/** `Unexpected`, and which question of the page led to it. */
function headOf(rest: string): string {
  const [, channel] = /^Unexpected in (\S+)/.exec(rest) ?? [];
  if (channel !== undefined && channels.has(channel)) return `Unexpected in ${channel}`;
  return rest.startsWith('Unexpected ') ? 'Unexpected' : '';
}

function partsOf(text: string): readonly string[] {
  const failureCode = /\bcode: '([a-z-]+)'/.exec(text)?.[1] ?? '';
  const requestId = /\brequestId: '([^']+)'/.exec(text)?.[1];
  return [
    ...new Set(text.match(errorName) ?? []),
    ...engineSentences.flatMap((sentence) => sentence.exec(text)?.[0] ?? []),
    ...codesIn(text),
    ...((failureCodes as readonly string[]).includes(failureCode) ? [failureCode] : []),
    ...(requestId === undefined ? [] : [`request id ${idOf(requestId)}`]),
  ];
}

function frameOf(line: string): string {
  const { what = '…', file = '', spot = '' } = frame.exec(line)?.groups ?? {};
  const known = knownFile(file);
  return known === undefined ? '' : `${what} ${known}${spot}`;
}

/** A file of the program, without the folder that the program is in. */
function knownFile(file: string): string | undefined {
  return /^node:[\w/]+$/.test(file) ? file : (ourFile.exec(file)?.[1] ?? theirFile.exec(file)?.[1]);
}
