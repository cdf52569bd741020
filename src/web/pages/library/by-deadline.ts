import type { ChallengeRow } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';

type Due = Pick<ChallengeRow, 'state' | 'until'>;
const live = ({ state, until }: Due, today: Day): boolean => state.code === 'open' && until >= today;

/** 还能揭的在前，快截止的最前；截止了的、有了结果的，最近的在前。 */
export const byDeadline = <T extends Due>(rows: readonly T[], today: Day): readonly T[] =>
  rows.toSorted((a, b) => Number(live(b, today)) - Number(live(a, today)) || (live(a, today) ? 1 : -1) * a.until.localeCompare(b.until));
