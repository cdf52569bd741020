import { verbOf, verbsFor } from '#core/handling/handle.ts';
import type { VerbName } from '#core/handling/verbs.ts';
import type { Matter, Moment } from '#core/shared/life.ts';
import type { Option } from '#contract/shapes.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { schemaOf } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { mayTell } from './options.ts';
import { someoneAt, type Whom } from './seats.ts';

/** What needs somebody to be chosen is offered where there is somebody. */
const needs: Readonly<Partial<Record<VerbName, Whom>>> = {
  handOver: 'colleagues',
  delegate: 'peers',
  circulate: 'signers',
  addSigners: 'signers',
  copyTo: 'signers',
};
const first: readonly VerbName[] = ['countersign', 'disagree'];

/** 每件事项都有的办法，此人此刻能用哪些。Whoever is asked to sign finds signing first; the rest stands behind “更多”. */
export async function arrangementsOf(work: Work, matter: Matter, moment: Moment): Promise<Option[]> {
  const life = lifeOf(matter.kind);
  const names = verbsFor(life, matter, moment);
  const asked = new Set(names.flatMap((name) => needs[name] ?? []));
  const there = new Map(await Promise.all([...asked].map(async (whom) => [whom, await someoneAt(work, matter, whom)] as const)));
  const place = { matter: matter.id, ...(matter.studio === undefined ? {} : { studio: matter.studio }) };
  return names
    .filter((name) => needs[name] === undefined || there.get(needs[name]) === true)
    .map((name): Option => {
      const { zh, tone = 'forward', brings } = verbOf(name);
      const form = brings?.(life, matter, moment);
      return {
        name: `matter.${name}`,
        title: zh,
        tone,
        method: 'POST',
        href: `/api/matters/${matter.id}/${name}`,
        input: form === undefined ? null : schemaOf(form, place),
        ...(name === 'returnTo' || name === 'undo' ? mayTell(work, {}) : {}),
        ...(first.includes(name) ? {} : { more: true as const }),
      };
    });
}
