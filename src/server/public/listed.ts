import { sql } from 'kysely';

// 名录收已命名的工作室；撤销、注销的也留着，写明日期（domain 7）。
export const everNamed = sql<boolean>`(s.standing IN ('qualified', 'in-force', 'rectifying') OR (s.standing IN ('revoked', 'dissolved') AND t.ended_on IS NOT NULL))`;
/** 称号还在的：它的典型经验才对外公开；在申报的、已撤销的都不算。 */
export const stillNamed = sql<boolean>`s.standing IN ('qualified', 'in-force', 'rectifying')`;
