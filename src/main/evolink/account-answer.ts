import * as v from 'valibot';

import type { Balance } from '../../shared/account.ts';
import { loose, read } from './answer-form.ts';

/** May be below zero. */
const Remaining = v.pipe(v.number(), v.finite());
const CreditsAnswer = v.object({
  data: v.object({
    user: v.object({ remaining_credits: Remaining }),
    token: loose(v.object({ remaining_credits: loose(Remaining), unlimited_credits: loose(v.boolean()) })),
  }),
});

export function readBalance(body: unknown, at: number): Balance {
  const { user, token } = read(CreditsAnswer, body, 'the balance').data;
  const limited = token !== null && token.unlimited_credits === false;
  return { credits: user.remaining_credits, keyCredits: limited ? token.remaining_credits : null, at };
}
