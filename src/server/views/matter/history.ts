import type { Matter as MatterShape } from '#contract/shapes.ts';
import { officeZh, type Office } from '#core/people/actor.ts';
import { sitsAt } from '#core/people/desks.ts';
import { isCityside, knownTo } from '#core/people/incognito.ts';
import type { Matter, Moment } from '#core/shared/life.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { namesOf, titlesOf } from '../names.ts';
import { broughtTexts, idsIn } from './texts.ts';

const special: Readonly<Record<string, string>> = { open: '发起', enlist: '列入名单' };

/** What happened to a matter, for this reader: what was brought in confidence stays with the city's side. */
export async function historyOf({ tx, actor }: Work, matter: Matter, moment: Moment): Promise<MatterShape['history']> {
  const life = lifeOf(matter.kind);
  if (life.insiders !== undefined && !life.insiders(matter).some(sitsAt(actor))) return [];
  const rows = await tx
    .selectFrom('matterEvent')
    .innerJoin('person', 'person.id', 'matterEvent.byPerson')
    .select(['transition', 'fromState', 'toState', 'at', 'byOffice', 'brought', 'person.name', 'person.id as personId'])
    .where('matterId', '=', matter.id)
    .orderBy('matterEvent.id')
    .execute();
  const ids = rows.flatMap(({ brought }) => idsIn(brought));
  const named = await namesOf(tx, ids);
  const titles = await titlesOf(
    tx,
    ids.filter((id) => !named.has(id)),
  );
  const names = new Map([...named, ...titles]);
  const stateOf = (code: string) => ({ code, zh: life.states[code]?.zh ?? code });
  return rows.map(({ transition, fromState, toState, at, byOffice, brought, name, personId }) => {
    const row = life.transitions[transition];
    const open = row?.confidential !== true || isCityside(actor);
    const shown = knownTo(actor, { office: byOffice, person: personId }) ? name : officeZh.expert;
    return {
      transition,
      zh: row?.zh ?? special[transition] ?? transition,
      from: fromState === null ? null : stateOf(fromState),
      to: stateOf(toState),
      at,
      by: { name: shown, office: byOffice, officeZh: officeZh[byOffice as Office] },
      brought: open && row !== undefined ? broughtTexts(names, life.formOf(matter, transition, moment), brought) : [],
    };
  });
}
