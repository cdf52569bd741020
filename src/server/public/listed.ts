import { sql } from 'kysely';
import { refusedByLead } from '#server/store/directory-words.ts';

// 名录收已命名的工作室；撤销、注销的也留着，写明日期（domain 7）。
export const everNamed = sql<boolean>`(s.standing IN ('qualified', 'in-force', 'rectifying') OR (s.standing IN ('revoked', 'dissolved') AND t.ended_on IS NOT NULL))`;
/** 称号还在的：它的典型经验才对外公开；在申报的、已撤销的都不算。 */
export const stillNamed = sql<boolean>`s.standing IN ('qualified', 'in-force', 'rectifying')`;

/** 领衔人没有拒绝的，才上名录、典型经验和开放数据；工作室名称里就有领衔人的名字，所以整条不列，不只是隐去人名。 */
export const notRefused = sql<boolean>`NOT ${refusedByLead}`;
