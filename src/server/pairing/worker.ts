import { assignedBy } from './assign.ts';
import { openSolver, type Solver } from './flow.ts';
import type { Job } from './job.ts';
import { pairedBy } from './paired.ts';

const answerOf = (solver: Solver, job: Job) => (job.of === 'pairing' ? pairedBy(solver, job.input) : assignedBy(solver, job.input));

/**
 * A process of its own beside the server: a long calculation keeps nobody waiting, its memory goes back, and it can be
 * ended at any moment. A bundle of its own in dist/. It is told one input and says one answer.
 */
process.once('message', (job: Job) => {
  void openSolver().then((solver) => {
    const started = performance.now();
    const answer = answerOf(solver, job);
    process.send?.({ answer, milliseconds: performance.now() - started }, () => process.disconnect());
  });
});
