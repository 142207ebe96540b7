import { hashText } from './randomness.ts';
import { strangeAnswers, type Task } from './tasks.ts';

/** What a prompt asks of the practice server itself, so that a person can see how failures look. */
export interface PromptOrders {
  /** The task fails with this code. */
  readonly fail: string | undefined;
  readonly slow: boolean;
  /** One picture less than asked. */
  readonly fewer: boolean;
  /** The links to the results have run out before anybody can use them. */
  readonly expired: boolean;
  /** How the task tells its progress; nothing leaves that to the server. */
  readonly pace: Task['pace'] | undefined;
  readonly strange: Task['strange'] | undefined;
}

export function promptOrders(prompt: string): PromptOrders {
  return {
    fail: /\[fail:([a-z_]{1,64})\]/.exec(prompt)?.[1],
    slow: prompt.includes('[slow]'),
    fewer: prompt.includes('[fewer]'),
    expired: prompt.includes('[expired]'),
    pace: orderedPace(prompt),
    strange: strangeAnswers.find((one) => prompt.includes(`[${one}]`)),
  };
}

function orderedPace(prompt: string): Task['pace'] | undefined {
  if (prompt.includes('[stuck]')) return { kind: 'stuck', at: 42 };
  return prompt.includes('[silent]') ? { kind: 'silent' } : undefined;
}

const messages: Readonly<Record<string, string>> = {
  content_policy_violation: 'The request was rejected by the content policy.\nPlease change the prompt or the images.',
  invalid_parameters: 'The request parameters are invalid.',
  image_processing_error: 'The input image could not be processed.',
  image_dimension_mismatch: 'The mask and the image must have the same dimensions.',
  request_cancelled: 'The request was cancelled.',
  generation_failed_no_content: 'The model answered without a picture.',
  service_error: 'The service had an internal problem.',
  generation_timeout: 'The generation took too long.',
  resource_exhausted: 'The service is out of capacity.',
  quota_exceeded: 'The quota of the upstream account is used up.',
  service_unavailable: 'The service is unavailable.',
};

export function failureMessage(code: string): string {
  return messages[code] ?? `The task failed (${code}).`;
}

/** Depends on the prompt alone, so that the same words without a size always give the same shape. */
export function promptHash(prompt: string): number {
  return hashText(prompt.trim().toLowerCase());
}
