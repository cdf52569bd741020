import { describe, expect, it } from 'vitest';
import { boundedQueue, hashPassword, passwordMatches } from '#server/people/passwords.ts';
import { refused } from '../support/refused.ts';

describe('口令的散列', () => {
  it('is argon2id of the cost we chose, and matches only its password, however it was typed', async () => {
    const hash = await hashPassword('Café-2013x');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches(hash, 'Cafe\u0301-2013x')).toBe(true);
    expect(await passwordMatches(hash, 'café-2013x')).toBe(false);
  });

  it('never matches an account without a password, not even with the decoy’s', async () => {
    expect(await passwordMatches(undefined, 'nobody has this password')).toBe(false);
  });
});

describe('有界的队', () => {
  const held = () => {
    let release: () => void = () => {};
    const done = new Promise<void>((resolve) => (release = resolve));
    return { job: () => done, release };
  };

  it('works on so many at once, lets so many wait, and asks the rest to come again', async () => {
    const queue = boundedQueue(2, 1);
    let running = 0;
    let most = 0;
    const jobs = [held(), held(), held()];
    const started = jobs.map(({ job }) =>
      queue(async () => {
        running += 1;
        most = Math.max(most, running);
        await job();
        running -= 1;
      }),
    );
    expect(await refused(queue(() => Promise.resolve()))).toMatchObject({ status: 503, retryAfter: 5 });
    for (const { release } of jobs) release();
    await Promise.all(started);
    expect(most).toBe(2);
    await expect(queue(() => Promise.resolve('free again'))).resolves.toBe('free again');
  });

  it('goes on after a job that failed', async () => {
    const queue = boundedQueue(1, 1);
    await expect(queue(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(queue(() => Promise.resolve(1))).resolves.toBe(1);
  });
});
