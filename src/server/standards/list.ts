import type { Option, StandardRow } from '#contract/shapes.ts';
import { dayIn, type Day } from '#core/shared/days.ts';
import { takeBackForm, takeOverForm } from '#core/standard/forms.ts';
import { inTheWayOfTakingBack } from '#core/standard/takeover.ts';
import type { Standard } from '#core/standard/standard.ts';
import { schemaOf } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { known } from '#server/views/names.ts';
import { mayChangeStandards } from './bring.ts';

const stateOf = (from: Day | undefined, today: Day, inForce: boolean): StandardRow['state'] =>
  inForce
    ? { code: 'in-force', zh: '施行中' }
    : from === undefined
      ? { code: 'trial', zh: '未定施行日' }
      : from > today
        ? { code: 'planned', zh: '待施行' }
        : { code: 'past', zh: '已被新版本取代' };

function optionsOn(work: Work, id: string, from: Day | undefined): Option[] {
  const today = dayIn(work.now);
  if (!mayChangeStandards(work) || (from !== undefined && from <= today)) return [];
  const option = (name: string, title: string, tone: Option['tone'], path: string, form: Parameters<typeof schemaOf>[0]): Option => ({
    name,
    title,
    tone,
    method: 'POST',
    href: `/api/standards/${id}/${path}`,
    input: schemaOf(form, {}),
  });
  return [
    option('standard.takeOver', from === undefined ? '定施行日' : '改施行日', 'forward', 'takeover', takeOverForm(today)),
    ...(inTheWayOfTakingBack(work.house.standards.schedule(), id, today).length === 0
      ? [option('standard.takeBack', '收回施行日', 'stop', 'takeback', takeBackForm)]
      : []),
  ];
}

/** How many matters were opened under each version, and how many are still on somebody's desk. */
async function cases({ tx }: Work) {
  const rows = await tx
    .selectFrom('matter')
    .select(({ fn }) => ['standard', fn.countAll<number>().as('all'), fn.countAll<number>().filterWhere('closedAt', 'is', null).as('open')])
    .groupBy('standard')
    .execute();
  return new Map(rows.map(({ standard, all, open }) => [standard, { all: Number(all), open: Number(open) }]));
}

/** Who set the day, when, and on what grounds: the last word on each version. */
async function lastWords({ tx }: Work) {
  const rows = await tx
    .selectFrom('standardTakeover')
    .innerJoin('person', 'person.id', 'standardTakeover.setBy')
    .distinctOn('standardTakeover.standard')
    .select(['standardTakeover.standard', 'reason', 'setAt', 'person.name'])
    .orderBy('standardTakeover.standard')
    .orderBy('standardTakeover.id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.standard, row]));
}

const titleOf = ({ document: { title, number, year }, programme }: Standard): string =>
  [number, title ?? `${programme.zh}（${year}年）`].filter((part) => part !== null).join(' ');

/** 政策的全部版本：哪一版施行，哪一版待施行，各有多少事项按它办。 */
export async function listStandards(work: Work): Promise<{ items: StandardRow[]; mayBring: boolean }> {
  const { standards } = work.house;
  const today = dayIn(work.now);
  const [counts, said] = [await cases(work), await lastWords(work)];
  const days = new Map(standards.schedule().versions.map(({ standard, from }) => [standard, from]));
  const inForce = standards.inForceOn(today).id;
  const items = standards.all.map((standard): StandardRow => {
    const { id } = standard;
    const [from, word] = [days.get(id), said.get(id)];
    return known({
      id,
      title: titleOf(standard),
      from,
      state: stateOf(from, today, id === inForce),
      matters: counts.get(id)?.all ?? 0,
      open: counts.get(id)?.open ?? 0,
      shipped: standards.shipped.versions.some((one) => one.standard === id),
      set: word === undefined ? undefined : { by: word.name, at: word.setAt, reason: word.reason },
      options: optionsOn(work, id, from),
    });
  });
  return { items: items.toSorted((a, b) => (b.from ?? '9').localeCompare(a.from ?? '9')), mayBring: mayChangeStandards(work) };
}
