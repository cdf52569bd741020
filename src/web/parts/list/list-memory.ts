/** The list a matter was opened from: next and previous follow it, and the way back leads to it. Lives with the tab. */
export type OpenedFrom = Readonly<{ ids: readonly string[]; back: string; name: string }>;
const kept = 'lingxian.list';

export const listMemory = {
  keep(from: OpenedFrom): void {
    try {
      sessionStorage.setItem(kept, JSON.stringify(from));
    } catch {
      // Without it there is only no “next”.
    }
  },
  read(): OpenedFrom | undefined {
    try {
      const value: unknown = JSON.parse(sessionStorage.getItem(kept) ?? 'null');
      if (typeof value !== 'object' || value === null || !('ids' in value) || !Array.isArray(value.ids) || !('back' in value) || !('name' in value))
        return undefined;
      return { ids: value.ids.map(String), back: String(value.back), name: String(value.name) };
    } catch {
      return undefined;
    }
  },
};

export type Neighbours = Readonly<{ previous?: string; next?: string; place: number; of: number; back: string; name: string }>;
/** Who comes before and after in the list it was opened from; undefined when it was not opened from one. */
export function neighbours(id: string, from: OpenedFrom | undefined): Neighbours | undefined {
  const at = from?.ids.indexOf(id) ?? -1;
  if (from === undefined || at < 0) return undefined;
  return { previous: from.ids[at - 1], next: from.ids[at + 1], place: at + 1, of: from.ids.length, back: from.back, name: from.name };
}
