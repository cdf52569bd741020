/** One line of the table in docs/performance.md. */
export type Line = Readonly<{ what: string; a: string; b: string; ratio: number; gate: string; fine: boolean }>;
