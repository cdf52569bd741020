import { Refusal } from '#server/kernel/refusal.ts';

/** The refusal an attempt ends with; it fails the test when the attempt succeeds, or fails otherwise. */
export async function refused(attempt: Promise<unknown>): Promise<Refusal> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was done');
}
