import { getSystemErrorMap } from 'node:util';

import type { FailureData } from '../../shared/failure.ts';

const systemCodes = new Set([...getSystemErrorMap().values()].map(([name]) => name));
const technicalCode = /\b(?:UND_ERR|ERR|SQLITE)_[A-Z0-9_]+\b|\bE[A-Z0-9_]+\b|\bstatus \d{3}\b/g;

/** A name that a program made up: short, and without anything that a sentence, a path with folders or a link has. */
const identifier = /^[\w.:+=-]{1,128}$/;

/**
 * What may be told of a text that anybody may have written: how long it is, and the system's own error codes in it.
 * The rest may quote a prompt, a file's name or a link, so it stays here.
 */
export function lengthOf(text: string): string {
  return `(${[counted(Array.from(text).length, 'character'), ...codesIn(text)].join(', ')})`;
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Error codes that the system, the database or the network library gave, and the status of an HTTP answer. */
export function codesIn(text: string): readonly string[] {
  const found = text.match(technicalCode) ?? [];
  return [...new Set(found.filter((code) => !code.startsWith('E') || code.startsWith('ERR_') || systemCodes.has(code)))];
}

/** An id or a code as it is; anything else only by its length. */
export function idOf(text: string): string {
  return identifier.test(text) ? text : lengthOf(text);
}

/** The host of an address, without its path, its query or a name and password in it. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : lengthOf(address);
}

/** An address that the app was set to: its path is only counted, for some gateways put a secret there. */
export function baseOf(address: string): string {
  if (!URL.canParse(address)) return lengthOf(address);
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === '/' ? '' : `/${lengthOf(pathname.slice(1))}`}`;
}

/** Everything of a failure that support asks for; of its words only the length, for a service may quote the prompt. */
export function failureOf({ code, message, serviceCode, requestId }: FailureData): string {
  return [
    code,
    ...(serviceCode === undefined ? [] : [`service code ${idOf(serviceCode)}`]),
    ...(requestId === undefined ? [] : [`request id ${idOf(requestId)}`]),
    `words ${lengthOf(message)}`,
  ].join(', ');
}

/** The moment in UTC, so that it can be compared with what the service wrote down. */
export function timeOf(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : 'no time';
}
