import * as v from 'valibot';

import { Failure, type FailureCode, type FailureData } from '../../shared/failure.ts';
import type { Reply } from './transport.ts';

/** The error object in both of its documented forms: an integer code that repeats the status, or a string code. */
const ErrorBody = v.object({
  error: v.object({
    code: v.fallback(v.nullable(v.union([v.string(), v.number()])), null),
    message: v.fallback(v.nullable(v.string()), null),
    type: v.fallback(v.nullable(v.string()), null),
  }),
  request_id: v.fallback(v.nullable(v.string()), null),
});
/** Uploads say it their own way, sometimes with status 200. */
const UploadErrorBody = v.object({
  success: v.literal(false),
  code: v.fallback(v.nullable(v.number()), null),
  msg: v.fallback(v.nullable(v.string()), null),
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

/** What a refusing or broken answer means. */
export function failureOf(reply: Reply): Failure {
  const body = jsonOrNull(reply.text);
  const parsed = v.safeParse(ErrorBody, body);
  const upload = v.safeParse(UploadErrorBody, body);
  const serviceCode = parsed.success ? serviceCodeOf(parsed.output.error) : upload.success ? String(upload.output.code ?? '') : undefined;
  const said = parsed.success ? parsed.output.error.message : upload.success ? upload.output.msg : null;
  return new Failure(codeOf(reply.status, serviceCode), said ?? `The service answered with status ${reply.status}.`, {
    serviceCode: serviceCode === '' ? undefined : serviceCode,
    requestId: requestIdOf(reply, parsed.success ? parsed.output.request_id : null),
  });
}

function codeOf(status: number, serviceCode: string | undefined): FailureCode {
  if (serviceCode !== undefined && contentCodes.has(serviceCode)) return 'content-policy';
  if (serviceCode !== undefined && modelCodes.has(serviceCode)) return 'model-unavailable';
  return statusCodes[status] ?? (status >= 500 ? 'service-down' : 'rejected');
}

/** The old form's integer only repeats the status; its `type` then says more. */
function serviceCodeOf({ code, type }: { code: string | number | null; type: string | null }): string | undefined {
  return (typeof code === 'string' ? code : type) ?? undefined;
}

function requestIdOf({ headers }: Reply, inBody: string | null): string | undefined {
  return inBody ?? firstOf(headers['x-request-id'] ?? headers['x-oneapi-request-id']);
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
  const serviceCode = parsed.success ? parsed.output.code : null;
  const said = parsed.success ? parsed.output.message?.replace(/\s+/g, ' ').trim() : null;
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

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
