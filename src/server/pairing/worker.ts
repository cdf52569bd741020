import type { PairingInput } from '#core/inspection/pairing.ts';
import { openSolver } from './flow.ts';
import { pairedBy } from './paired.ts';

/**
 * A process of its own beside the server: a long calculation keeps nobody waiting, its memory goes back, and it can be
 * ended at any moment. A bundle of its own in dist/. It is told one input and says one answer.
 */
process.once('message', (input: PairingInput) => {
  void openSolver().then((solver) => {
    const started = performance.now();
    const paired = pairedBy(solver, input);
    process.send?.({ paired, milliseconds: performance.now() - started }, () => process.disconnect());
  });
});
