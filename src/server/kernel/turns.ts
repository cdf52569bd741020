/** A queue of one: whoever comes waits for whoever came before, whether that went well or not. */
export function turns(): <T>(run: () => Promise<T>) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  return (run) => {
    const mine = before.then(run, run);
    before = mine.catch(() => {});
    return mine;
  };
}
