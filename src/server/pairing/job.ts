import type { PairingInput } from '#core/inspection/pairing.ts';
import type { AssignmentInput } from '#core/panel/assignment.ts';

/** What the process is asked to calculate. */
export type Job = Readonly<{ of: 'pairing'; input: PairingInput }> | Readonly<{ of: 'assignment'; input: AssignmentInput }>;
