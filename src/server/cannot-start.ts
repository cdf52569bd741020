/** Something stands in the way of starting, and the operator can end it: one sentence, no stack, exit code 2. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
