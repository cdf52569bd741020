import type { MatterRow } from '#contract/shapes.ts';

export type StudioSheets = Readonly<{ title: string; sheets: readonly MatterRow[] }>;

/** 一家一行：colleagues' sheets become visible with one's own, so a studio seen here is a studio scored. */
export function sheetsByStudio(rows: readonly MatterRow[]): readonly StudioSheets[] {
  const groups = new Map<string, MatterRow[]>();
  for (const row of rows) {
    const title = row.studio?.name ?? row.title;
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  return [...groups].map(([title, sheets]) => ({ title, sheets }));
}
