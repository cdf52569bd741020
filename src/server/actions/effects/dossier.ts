import type { Assessment } from '#core/assessment/life.ts';
import { criterionPoints } from '#core/criteria/points.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { canonical, newId, sha256 } from '#server/kernel/ids.ts';
import { judgedNow } from '#server/store/kinds/declaration.ts';
import { readingOf } from '../moment.ts';

/** 材料定稿：问了什么、答了什么、凭什么，连同摘要封存；此后只读。人只留编号，姓名另存。 */
export async function freeze(work: Work, matter: Matter, { purpose }: { purpose: string }): Promise<void> {
  const { facts, grounds, policy, judged, eligibility } = await judgedNow(
    readingOf(work),
    matter,
    matter.kind === 'assessment' ? (matter as Assessment).year : undefined,
  );
  const { members, lead, ...rest } = facts;
  const content = {
    purpose,
    standard: policy.id,
    judged: { on: grounds.today, year: grounds.year },
    asked: policy.criteriaSet.criteria.map(({ code, zh, asks }) => ({ code, zh, asks })),
    verdicts: judged,
    eligibility,
    points: criterionPoints(policy, grounds).map(({ code, automatic, items }) => ({
      code,
      automatic,
      items: items.map(({ item, points }) => ({ code: item.code, points })),
    })),
    facts: {
      ...rest,
      lead: { person: lead.person, honours: lead.honours },
      members: members.map(({ id, person, department, role, duty, specialist, eventOn, leftOn }) => ({
        id,
        person,
        department,
        role,
        duty,
        specialist,
        eventOn,
        ...(leftOn === undefined ? {} : { leftOn }),
      })),
    },
    matter: proseOf(matter),
  };
  await work.tx
    .insertInto('dossier')
    .values({ id: newId(), matterId: matter.id, purpose, frozenAt: work.now, content: JSON.stringify(content), sha256: sha256(canonical(content)) })
    .execute();
}

const prose = ['statement', 'goals', 'ipStatement', 'record', 'frozen', 'result', 'round'] as const;
const proseOf = (matter: Matter): Record<string, unknown> => {
  const record = matter as unknown as Record<string, unknown>;
  return Object.fromEntries(prose.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])));
};
