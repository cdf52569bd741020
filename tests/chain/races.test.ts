import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedItems } from '#core/acceptance/sheet.ts';
import { advance } from '#server/actions/advance.ts';
import type { Chair } from '#server/demo/player.ts';
import type { Story } from '#server/demo/studio-story.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';

/** Two people press at the same moment. */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const people = new Map<string, Promise<Person>>();
const as = (chair: Chair): Promise<Person> => {
  if (!people.has(chair.officeId)) people.set(chair.officeId, city.as(chair));
  return people.get(chair.officeId)!;
};
const versionOf = async (id: string): Promise<number> =>
  (await city.house.db.selectFrom('matter').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version;
const stateOf = async (id: string): Promise<string> =>
  (await city.house.db.selectFrom('matter').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
const eventsOf = async (id: string): Promise<number> =>
  (await city.house.db.selectFrom('matterEvent').select('id').where('matterId', '=', id).execute()).length;

type Press = Readonly<{ chair: Chair; path: string; id: string; input?: unknown }>;
/** Everybody presses at once, each having seen the matter as it was. */
async function together(...presses: readonly Press[]) {
  const ready = await Promise.all(
    presses.map(async ({ chair, path, id, input }) => ({
      person: await as(chair),
      path,
      body: { version: await versionOf(id), ...(input === undefined ? {} : { input }) },
    })),
  );
  return Promise.all(ready.map(({ person, path, body }) => person.send('POST', path, body)));
}
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).toSorted((a, b) => a - b);

const draft = () => ({ statement: '工作室围绕本单位生产难题开展攻关。', goals: '每年完成攻关一至两项，三年内培养骨干。', ipStatement: '职务发明，归单位所有' });

describe('one matter, two people', () => {
  it('ten times over: one is done, the other is told that it is stale', async () => {
    const { declaration = '', lead, secretary } = city.story('draft');
    for (let n = 0; n < 10; n += 1) {
      const before = await eventsOf(declaration);
      const press = (chair: Chair) => ({ chair, path: `/api/declarations/${declaration}/fill`, id: declaration, input: draft() });
      const answers = await together(press(lead), press(secretary));
      expect(statuses(answers)).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ reasons: [{ code: 'stale' }] });
      expect(await eventsOf(declaration)).toBe(before + 1);
    }
  });

  const contests: readonly (readonly [string, () => Promise<readonly [Press, Press]>])[] = [
    [
      'endorsed and withdrawn',
      async () => {
        const { declaration: id = '', lead, unit } = city.story('union-review');
        const seal = await (await as(unit.union.supervisor)).upload();
        return [
          { chair: unit.union.supervisor, path: `/api/declarations/${id}/endorse`, id, input: { opinion: '同意推荐。', seal } },
          { chair: lead, path: `/api/declarations/${id}/withdraw`, id, input: { reason: '明年再申报。' } },
        ];
      },
    ],
    [
      'accepted and sent for correction',
      async () => {
        const { declaration: id = '' } = city.story('formal-check');
        return [
          { chair: city.department[0]!, path: `/api/declarations/${id}/accept`, id },
          { chair: city.department[1]!, path: `/api/declarations/${id}/correct`, id, input: { remarks: [{ field: '有工作经费', says: '请补充到账凭证。' }] } },
        ];
      },
    ],
    [
      'confirmed and looked at again',
      async () => {
        const id = await city.matterOf(city.story('reviewed'), 'acceptance');
        return [
          { chair: city.department[0]!, path: `/api/acceptances/${id}/confirm`, id, input: { opinion: '同意。' } },
          { chair: city.department[1]!, path: `/api/acceptances/${id}/secondLook`, id, input: { reason: '评分分歧较大。' } },
        ];
      },
    ],
    [
      'paid and sent back',
      async () => {
        const id = await city.matterOf(city.story('paying'), 'grant');
        return [
          { chair: city.finance[0]!, path: `/api/grants/${id}/pay`, id, input: { paidOn: today, voucherNo: '银付字第1号' } },
          { chair: city.finance[1]!, path: `/api/grants/${id}/sendBack`, id, input: { remarks: [{ field: '账号', says: '请核对账号。' }] } },
        ];
      },
    ],
    [
      'upheld and rejected',
      async () => {
        const id = await city.matterOf(city.story('objected'), 'objection');
        const press = (chair: Chair, transition: string): Press => ({
          chair,
          path: `/api/objections/${id}/${transition}`,
          id,
          input: { finding: '经查，已有结论。' },
        });
        return [press(city.department[0]!, 'uphold'), press(city.department[1]!, 'reject')];
      },
    ],
  ];
  it.each(contests)('cannot be %s', async (_, contest) => {
    const [one, other] = await contest();
    const before = await eventsOf(one.id);
    const answers = await together(one, other);
    expect(statuses(answers)).toEqual([200, 409]);
    expect(await eventsOf(one.id)).toBe(before + 1);
    const done = answers.find(({ status }) => status === 200);
    expect(done?.body['state']).toMatchObject({ code: await stateOf(one.id) });
  });
});

/** Full marks, from nothing but the rubric. */
const fullMarks = (standard: string) => ({
  ...Object.fromEntries(askedItems(city.house.standards.get(standard)).map(({ code, max }) => [code, max])),
  advice: '',
});

describe('two beginnings of the same thing', () => {
  const both = async (one: Chair, other: Chair, path: string, input?: unknown) => {
    const people = await Promise.all([as(one), as(other)]);
    return Promise.all(people.map((person) => person.send('POST', path, input === undefined ? {} : { input })));
  };

  it('a studio declares once, whoever of it presses', async () => {
    const { lead, secretary, studio } = city.story('ledger');
    expect(statuses(await both(lead, secretary, '/api/declarations'))).toEqual([201, 409]);
    expect(await city.sql("select 1 from matter where studio = $1 and kind = 'declaration'", [studio])).toHaveLength(1);
  });

  it('a year gets one table of targets', async () => {
    for (let year = 2020; year < 2025; year += 1) {
      expect(
        statuses(await both(city.department[0]!, city.department[1]!, '/api/allocations', { year, basis: 'annual', createdTotal: 100, qualifiedTotal: 66 })),
      ).toEqual([201, 409]);
    }
  });

  it('a unit founds a studio once, however often the button is hit', async () => {
    const { grassroots } = city.story('ledger', 1).unit;
    for (let n = 0; n < 5; n += 1) {
      const name = `丙示例第${n}劳模创新工作室`;
      const founding = {
        lead: '丙示例',
        name,
        field: '技术',
        title: '技师',
        education: '大学本科',
        birth: '1968-06',
        department: '总装车间',
        establishedOn: '2013-10-01',
        profile: '长期从事装备制造。',
      };
      expect(statuses(await both(grassroots, grassroots, '/api/studios', founding))).toEqual([201, 409]);
    }
  });
});

describe('two experts', () => {
  it('hand in at the same moment: both are in, and each now reads the other', async () => {
    const story = city.story('scoring');
    const open = await city.house.db
      .selectFrom('sheet')
      .innerJoin('matter', 'matter.id', 'sheet.id')
      .select(['sheet.id', 'expertId', 'standard'])
      .where('matter.studio', '=', story.studio)
      .where('matter.state', '=', 'scoring')
      .execute();
    expect(open.length).toBeGreaterThan(1);
    const chairOf = (expertId: string) => city.experts.find(({ person }) => person === expertId)!;
    const answers = await together(
      ...open.map(({ id, expertId, standard }) => ({ chair: chairOf(expertId), path: `/api/sheets/${id}/submit`, id, input: fullMarks(standard) })),
    );
    expect(statuses(answers)).toEqual(open.map(() => 200));
    for (const { expertId } of open)
      for (const { id } of open) expect((await (await as(chairOf(expertId))).send('GET', `/api/matters/${id}`)).status).toBe(200);
  });
});

/** Two acceptances ready to be confirmed: what happened to the reviewed one is put back first. */
async function readyToConfirm(): Promise<readonly string[]> {
  const ids = await Promise.all([city.story('reviewed'), city.story('passed')].map((story) => city.matterOf(story, 'acceptance')));
  await city.sql("delete from designation_item where acceptance_id = any($1) and state = 'listed'", [ids]);
  await city.sql("update matter set state = 'reviewed', closed_at = null where id = any($1)", [ids]);
  const [a] = await city.sql('select result, frozen from acceptance where id = $1', [ids[1]]);
  await city.sql('update acceptance set result = $2, frozen = $3, passed_on = null where id = any($1)', [
    ids,
    JSON.stringify(a?.['result']),
    JSON.stringify(a?.['frozen']),
  ]);
  return ids;
}

describe('two acceptances', () => {
  it('confirmed at the same moment enter the same draft batch, even when there is none yet', async () => {
    const ids = await readyToConfirm();
    await city.sql("update matter set state = 'cancelled', closed_at = now() where kind = 'designation' and state = 'draft'");
    const answers = await together(
      ...ids.map((id, n) => ({ chair: city.department[n]!, path: `/api/acceptances/${id}/confirm`, id, input: { opinion: '同意。' } })),
    );
    expect(statuses(answers)).toEqual([200, 200]);
    const items = await city.house.db
      .selectFrom('designationItem')
      .innerJoin('matter', 'matter.id', 'designationId')
      .select(['designationId', 'matter.state'])
      .where('acceptanceId', 'in', ids)
      .where('designationItem.state', '=', 'listed')
      .execute();
    expect(items.map(({ state }) => state)).toEqual(['draft', 'draft']);
    expect(new Set(items.map(({ designationId }) => designationId)).size).toBe(1);
  });

  it('confirmed while the draft is being submitted enter the next batch, not the one that has left the desk', async () => {
    const [id = ''] = await readyToConfirm();
    const { id: batch } = await city.house.db
      .selectFrom('matter')
      .select('id')
      .where('kind', '=', 'designation')
      .where('state', '=', 'draft')
      .executeTakeFirstOrThrow();
    await city.sql(
      "insert into designation_item (id, designation_id, studio_id, acceptance_id, standard, state, version) select 'filler', $1, studio, id, standard, 'listed', 1 from matter where kind = 'acceptance' and state = 'rectifying' limit 1",
      [batch],
    );
    const clerk = await as(city.department[0]!);
    const version = await versionOf(id);
    const { person, office, officeId } = city.department[1]!;
    const confirmed = await city.house.db.transaction().execute(async (tx) => {
      await advance(
        { house: city.house, tx, actor: { id: person, office, officeId, kin: [] }, now: city.house.clock.now() },
        { kind: 'designation', id: batch, transition: 'submit' },
      );
      const answer = clerk.send('POST', `/api/acceptances/${id}/confirm`, { version, input: { opinion: '同意。' } });
      await wait(500);
      return { answer };
    });
    expect((await confirmed.answer).status).toBe(200);
    const { designationId } = await city.house.db
      .selectFrom('designationItem')
      .select('designationId')
      .where('acceptanceId', '=', id)
      .where('state', '=', 'listed')
      .executeTakeFirstOrThrow();
    expect([await stateOf(batch), await stateOf(designationId)]).toEqual(['meeting', 'draft']);
  });
});

describe('numbers', () => {
  it('of naming decisions signed at the same moment follow one another, also after an attempt that came to nothing', async () => {
    const signed: string[] = [];
    const studios = city.stories.filter(({ goal }) =>
      ['formal-check', 'correction', 'union-review', 'unit-publicity', 'union-check', 'unit-review', 'draft', 'returned'].includes(goal),
    );
    for (const [n, story] of studios.entries()) signed.push(await batchToSign(`batch-${n}`, [story]));
    const plaques = async () =>
      (await city.sql('select plaque_no from studio where plaque_no is not null')).map((row) => Number(/〕(\d+)/.exec(String(row['plaque_no']))?.[1]));
    const documents = async () =>
      (await city.sql('select document_number from designation where document_number is not null')).map((row) =>
        Number(/〕(\d+)号/.exec(String(row['document_number']))?.[1]),
      );
    const [lastPlaque, lastDocument] = [Math.max(...(await plaques())), Math.max(...(await documents()))];

    // Whoever draws the second number fails after drawing it: the number goes back, and the next one draws it again.
    await city.sql("create function no_title() returns trigger language plpgsql as $$ begin raise exception 'no title'; end $$");
    await city.sql(
      `create trigger no_title before insert on title for each row when (new.document_number like '%〕${lastDocument + 2}号') execute function no_title()`,
    );
    const sign = (id: string, n: number) => ({ chair: city.leaders[n % 2]!, path: `/api/designations/${id}/sign`, id });
    const first = await together(...signed.slice(0, 4).map(sign));
    await city.sql('drop trigger no_title on title');
    const second = await together(...signed.map(sign).filter((_, n) => n >= 4 || first[n]?.status !== 200));
    expect(second.map(({ status }) => status)).toEqual(second.map(() => 200));
    expect(first.some(({ status }) => status !== 200)).toBe(true);

    const afterwards = (await documents()).filter((number) => number > lastDocument).sort((a, b) => a - b);
    expect(afterwards).toEqual(signed.map((_, n) => lastDocument + 1 + n));
    expect((await plaques()).filter((number) => number > lastPlaque).sort((a, b) => a - b)).toEqual(signed.map((_, n) => lastPlaque + 1 + n));
  });

  it('a studio is granted once, however often its title is awarded or its batch is signed', async () => {
    const story = city.story('named');
    const title = await city.matterOf(story, 'title');
    await city.sql('delete from subsidy where studio_id = $1', [story.studio]);
    const award = (chair: Chair): Press => ({ chair, path: `/api/titles/${title}/award`, id: title, input: { awardedOn: today, receivedBy: '工会主席' } });
    expect(statuses(await together(award(city.department[0]!), award(city.department[1]!)))).toEqual([200, 409]);
    expect(await city.sql('select 1 from subsidy where studio_id = $1', [story.studio])).toHaveLength(1);
    await expect(
      city.sql(
        'insert into subsidy (id, acceptance, studio_id, amount_fen) select id, (select acceptance from subsidy where studio_id = $1), $1, 1 from matter where id = $2',
        [story.studio, title],
      ),
    ).rejects.toThrow(/duplicate key/);
    const again = await city.sql('select count(*)::int as n from subsidy group by studio_id having count(*) > 1');
    expect(again).toEqual([]);
  });
});

/** A batch waiting for its signature, with these studios on it; what they passed is not asked here, so nothing is granted. */
async function batchToSign(id: string, stories: readonly Story[]): Promise<string> {
  await city.sql(
    "insert into matter (id, kind, state, version, title, standard, opened_at, since) values ($1, 'designation', 'signing', 1, $1, 'xm-2013', now(), now())",
    [id],
  );
  await city.sql('insert into designation (id, year) values ($1, 2013)', [id]);
  await city.sql("insert into matter_party (matter_id, office, acts) values ($1, 'leadership', true)", [id]);
  await city.sql(
    "insert into matter (id, kind, state, version, title, parent, standard, opened_at, since, closed_at) values ($1, 'publicity', 'ended', 1, $1, $2, 'xm-2013', now(), now(), now())",
    [`notice-${id}`, id],
  );
  await city.sql("insert into publicity (id, posted_on, until, code, snapshot, sha256) values ($1, '2013-11-01', '2013-11-08', $1, '[]', '')", [
    `notice-${id}`,
  ]);
  const [any] = await city.sql("select id from matter where kind = 'acceptance' and state = 'rectifying' limit 1");
  for (const { studio } of stories)
    await city.sql(
      "insert into designation_item (id, designation_id, studio_id, acceptance_id, standard, state, version) values ($1, $2, $3, $4, 'xm-2013', 'listed', 1)",
      [`${id}-${studio}`.slice(0, 60), id, studio, any?.['id']],
    );
  return id;
}
