import { Failure } from '../../shared/failure.ts';

/** The mask is empty. */
export function nothingPainted(): Failure {
  return new Failure('invalid', 'Nothing is painted, so nothing would change.', { because: { why: 'nothing-painted' } });
}

/** What is edited moves. */
export function animatedPicture(): Failure {
  return new Failure('bad-picture', "An animated picture can't be edited.", { because: { why: 'animated' } });
}
