/** Tells whoever shows the sign-in dialog that the session is over; pages keep what was typed. */
const listeners = new Set<() => void>();

export const sessionEnded = {
  tell(): void {
    for (const listener of listeners) listener();
  },
  listen(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
