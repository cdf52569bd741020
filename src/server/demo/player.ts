import type { Actor, Office } from '#core/people/actor.ts';
import type { Kind } from '#core/lives.ts';
import { dayIn } from '#core/shared/days.ts';
import type { FactKind } from '#core/studio/ledger.ts';
import { advance } from '#server/actions/advance.ts';
import { begin, beginnings } from '#server/actions/openings.ts';
import { recordFact } from '#server/actions/record-fact.ts';
import { recordFile } from '#server/files/stored-files.ts';
import type { House, Work } from '#server/kernel/house.ts';
import { perform } from '#server/kernel/perform.ts';
import type { Received } from '#server/files/receive-upload.ts';

/** Somebody of the demo city and the chair they sit on. */
export type Chair = Readonly<{ person: string; office: Office; officeId: string; union?: string; studio?: string }>;

/** Whoever sits in a chair, as core knows them. */
export const actorOf = ({ person, office, officeId, union, studio }: Chair): Actor => ({
  id: person,
  office,
  officeId,
  kin: [],
  ...(union === undefined ? {} : { union }),
  ...(studio === undefined ? {} : { studio }),
});

/** Plays the city through its own actions: nothing in the demo is there that somebody did not do. */
export type Player = ReturnType<typeof player>;

export function player(house: House, paper: Received) {
  const act = async <T>(chair: Chair, what: string, which: string, run: (work: Work) => Promise<T>): Promise<T> => {
    let result: T | undefined;
    await perform(house, { actor: actorOf(chair), address: '', request: 'demo', body: null }, { what, which }, async (work) => {
      result = await run(work);
      return { status: 200, body: null };
    });
    return result as T;
  };
  return {
    today: () => dayIn(house.clock.now()),
    /** A scanned paper, uploaded by this person. */
    scan: (chair: Chair, name: string) =>
      act(chair, 'file.upload', paper.sha256, async ({ tx, now }) => (await recordFile(tx, chair.person, now, { ...paper, name: `${name}.pdf` })).id),
    step: (chair: Chair, kind: Kind, id: string, transition: string, input?: unknown) =>
      act(chair, `${kind}.${transition}`, id, (work) => advance(work, { kind, id, transition, input })),
    fact: (chair: Chair, studio: string, kind: FactKind, input: unknown) => act(chair, `${kind}.add`, studio, (work) => recordFact(work, studio, kind, input)),
    begin: (chair: Chair, name: string, studio: string | undefined, input?: unknown) =>
      act(chair, name, studio ?? '', (work) =>
        begin(
          work,
          beginnings.find((one) => one.name === name)!,
          studio,
          input,
        ),
      ),
  };
}
