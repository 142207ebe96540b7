import * as v from 'valibot';

import { Failure, type FailureCode, type FailureData } from '../../shared/failure.ts';
import type { Reply } from './transport.ts';

/** What support asks for is short and plain; anything else in its place is none, and isn't carried about. */
const RequestId = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,200}$/));
const MaybeText = v.fallback(v.nullable(v.string()), null);
const MaybeRequestId = v.fallback(v.nullable(RequestId), null);
/** The error object in both of its documented forms: an integer code that repeats the status, or a string code. */
const ErrorBody = v.object({
  error: v.object({
    code: v.fallback(v.nullable(v.union([v.string(), v.number()])), null),
    message: MaybeText,
    type: MaybeText,
    request_id: MaybeRequestId,
  }),
  request_id: MaybeRequestId,
});
/** Uploads say it their own way, sometimes with status 200. */
const UploadErrorBody = v.object({
  success: v.literal(false),
  code: v.fallback(v.nullable(v.number()), null),
  msg: MaybeText,
});

const contentCodes = new Set(['content_policy_violation', 'sensitive_content', 'moderation_blocked', 'input_moderation_failed']);
const modelCodes = new Set([
  'no_available_channel',
  'model_unavailable',
  'model_not_found',
  'model_access_denied',
  'KEY_MODEL_NOT_ALLOWED',
]);
const statusCodes: Readonly<Record<number, FailureCode>> = {
  401: 'unauthorized',
  402: 'no-credit',
  403: 'forbidden',
  404: 'not-found',
  429: 'rate-limited',
};

/** Longer words than these are no sentence for a person; a page of megabytes must not go into the journal. */
const longestMessage = 2_000;
const longestCode = 100;

/** What a refusing or broken answer means. */
export function failureOf(reply: Reply): Failure {
  const { serviceCode, message, requestId } = saidIn(reply.text);
  return new Failure(codeOf(reply.status, serviceCode), message ?? `The service answered with status ${reply.status}.`, {
    serviceCode,
    requestId: requestId ?? requestIdOf(reply),
  });
}

interface Said {
  readonly serviceCode?: string | undefined;
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
}

function saidIn(text: string): Said {
  const body = jsonOrNull(text);
  const parsed = v.safeParse(ErrorBody, body);
  if (parsed.success) {
    const { error, request_id } = parsed.output;
    return { serviceCode: serviceCodeOf(error), message: shortened(error.message), requestId: request_id ?? error.request_id ?? undefined };
  }
  const upload = v.safeParse(UploadErrorBody, body);
  if (!upload.success) return {};
  return { serviceCode: upload.output.code?.toString(), message: shortened(upload.output.msg) };
}

function shortened(text: string | null): string | undefined {
  return text === null ? undefined : text.slice(0, longestMessage);
}

function codeOf(status: number, serviceCode: string | undefined): FailureCode {
  if (serviceCode !== undefined && contentCodes.has(serviceCode)) return 'content-policy';
  if (serviceCode !== undefined && modelCodes.has(serviceCode)) return 'model-unavailable';
  return statusCodes[status] ?? (status >= 500 ? 'service-down' : 'rejected');
}

/** The old form's integer only repeats the status; its `type` then says more. */
function serviceCodeOf({ code, type }: { code: string | number | null; type: string | null }): string | undefined {
  return (typeof code === 'string' ? code : type)?.slice(0, longestCode);
}

/** What support asks for, as the head of an answer tells it. */
export function requestIdOf({ headers }: Pick<Reply, 'headers'>): string | undefined {
  const told = v.safeParse(RequestId, firstOf(headers['x-request-id'] ?? headers['x-oneapi-request-id']));
  return told.success ? told.output : undefined;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // an HTML page from a proxy, or nothing at all: the status alone speaks
  }
}

const TaskError = v.object({ code: v.fallback(v.nullable(v.string()), null), message: v.fallback(v.nullable(v.string()), null) });

/** Why a task failed; `error` may be missing. `status` tells a cancelled one. */
export function taskFailure(error: unknown, status: string): FailureData {
  const parsed = v.safeParse(TaskError, error);
  const serviceCode = parsed.success ? (parsed.output.code?.slice(0, longestCode) ?? null) : null;
  const said = parsed.success ? shortened(parsed.output.message)?.replace(/\s+/g, ' ').trim() : undefined;
  const message = said ?? (status === 'failed' ? 'The service gave no reason.' : 'The task was cancelled at the service.');
  return { code: taskCode(serviceCode), message, ...(serviceCode !== null && { serviceCode }) };
}

function taskCode(serviceCode: string | null): FailureCode {
  if (serviceCode === null) return 'task-failed';
  if (contentCodes.has(serviceCode)) return 'content-policy';
  if (modelCodes.has(serviceCode)) return 'model-unavailable';
  return serviceCode === 'resource_not_found' ? 'task-lost' : 'task-failed';
}

/**
 * `Retry-After` as milliseconds from now, seconds and HTTP dates alike, kept between one second and one hour; null when absent
 * or nonsense. A date is read by the service's own clock where it tells the time: ours may be wrong.
 */
export function retryAfterMs({ headers }: Reply, now: number): number | null {
  const value = firstOf(headers['retry-after']);
  if (value === undefined) return null;
  const theirNow = Date.parse(firstOf(headers['date']) ?? '') || now;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - theirNow;
  return Number.isNaN(ms) ? null : Math.min(3_600_000, Math.max(1_000, ms));
}

export function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
