import { hash, verify, type Options } from '@node-rs/argon2';
import { Refusal } from '#server/kernel/refusal.ts';

// argon2id is the default algorithm; 19 MiB, two passes, one lane: about 10 ms (OWASP's first choice for servers).
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_WORK = 2;
const WAITING = 50;

/**
 * Runs at most `atWork` jobs at once and lets at most `waiting` more stand in line; who comes later is told to come again.
 * Hashing is meant to be expensive: without a bound, a burst of sign-ins would take the memory and every thread.
 */
export function boundedQueue(atWork: number, waiting: number) {
  const line: (() => void)[] = [];
  let running = 0;

  const enter = async (): Promise<void> => {
    if (running < atWork) {
      running += 1;
      return;
    }
    if (line.length >= waiting) throw new Refusal(503, [{ code: 'too-many-sign-ins', message: '此刻登录的人太多，请稍等几秒再试' }], 5);
    // The one who leaves hands over the place, so `running` stays as it is.
    await new Promise<void>((resolve) => line.push(resolve));
  };
  const leave = (): void => {
    const next = line.shift();
    if (next === undefined) running -= 1;
    else next();
  };

  return async <T>(job: () => Promise<T>): Promise<T> => {
    await enter();
    try {
      return await job();
    } finally {
      leave();
    }
  };
}

const inLine = boundedQueue(AT_WORK, WAITING);
// The same sign can be typed in two ways (é); people must not be locked out by another keyboard.
const normal = (password: string): string => password.normalize('NFC');

/** The argon2id hash of a password, with its salt and cost inside. */
export const hashPassword = (password: string): Promise<string> => inLine(() => hash(normal(password), cost));

let decoy: Promise<string> | undefined;

/**
 * Whether this is the password. An account that does not exist, or has no password yet (`undefined`),
 * costs the same time as a wrong password, so that time does not tell which accounts there are.
 */
export async function passwordMatches(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const against = stored ?? (await decoy);
  const matches = await inLine(() => verify(against, normal(password)));
  return matches && stored !== undefined;
}
