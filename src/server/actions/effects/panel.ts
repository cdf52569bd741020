import type { Sheet } from '#core/acceptance/sheet.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { canonical, newId, sha256 } from '#server/kernel/ids.ts';
import { tell } from '../notify.ts';

/** 交一次表定格一次：请回来重评的，前后两份都在，比得出来，也重算得出来。 */
export async function freezeSheet({ house, tx, now }: Work, matter: Matter): Promise<void> {
  const { standard, round, expertId, points = {}, reasons = {}, veto, vetoReason, advice } = matter as Sheet;
  const { rubric } = house.standards.get(standard);
  const items = rubric.items.flatMap(({ code, zh, max }) =>
    points[code] === undefined ? [] : [{ code, zh, max, points: points[code], ...(reasons[code] === undefined ? {} : { reason: reasons[code] }) }],
  );
  const content = { purpose: '交表', standard, round, expert: expertId, marks: items, ...(veto === undefined ? {} : { veto, vetoReason }), advice };
  await tx
    .insertInto('dossier')
    .values({ id: newId(), matterId: matter.id, purpose: content.purpose, frozenAt: now, content: JSON.stringify(content), sha256: sha256(canonical(content)) })
    .execute();
}

/** 位子交回：告诉分派专家的人；为什么，点开看。 */
export async function giveBack(work: Work, { parent = '', title }: Matter, { text }: { text: string }): Promise<void> {
  await tell(work, parent, `《${title}》${text}`, [{ office: 'department' }]);
}
