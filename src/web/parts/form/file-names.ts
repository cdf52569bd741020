type Known = Readonly<{ name: string; size: number }>;
const kept = 'lingxian.files';
const most = 200;

const read = (): Record<string, Known> => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(kept) ?? '{}');
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
};

/** Names of files uploaded from this machine, so that a draft that is taken up again still says which file it holds. */
export const fileNames = {
  of: (id: string): Known | undefined => read()[id],
  keep(id: string, { name, size }: Known): void {
    const entries = [...Object.entries(read()), [id, { name, size }] as const].slice(-most);
    try {
      localStorage.setItem(kept, JSON.stringify(Object.fromEntries(entries)));
    } catch {
      // A full or forbidden store loses a name, never a file.
    }
  },
};
