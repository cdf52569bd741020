import type { House } from '#server/kernel/house.ts';
import { hurryMail } from './courier.ts';
import { postMails } from './post.ts';
import { sendDueLetters } from './send-letters.ts';

const EVERY_MS = 2_000;
/** What hurries is looked for less often: the question is dearer. */
const HURRY_MS = 15_000;
/** A server that cannot be reached is left alone for a while. */
const REST_MS = 30_000;

/** While the server runs: letters leave when their hold is over, what hurries is mailed, and the queue is handed over. */
export function keepPosting(house: House): () => Promise<void> {
  let [hurried, restsUntil] = [0, 0];
  let running: Promise<void> | undefined;
  const tick = async (): Promise<void> => {
    await sendDueLetters(house);
    const machine = Date.now();
    if (machine - hurried >= HURRY_MS) {
      hurried = machine;
      await hurryMail(house);
    }
    if (machine >= restsUntil && !(await postMails(house))) restsUntil = Date.now() + REST_MS;
  };
  const timer = setInterval(() => {
    running ??= tick()
      .catch((error: unknown) => house.log(`mail: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => (running = undefined));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
