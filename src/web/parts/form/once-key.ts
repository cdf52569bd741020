// randomUUID exists only behind https; many unions run this on a plain intranet address.
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** One key for one content: sending the same again is a repeat, sending something else is not. */
export function onceKey(): { for: (content: unknown) => string; done: () => void } {
  let last: { content: string; key: string } | undefined;
  return {
    for(content) {
      const text = JSON.stringify(content);
      if (last?.content !== text) last = { content: text, key: newKey() };
      return last.key;
    },
    done() {
      last = undefined;
    },
  };
}
