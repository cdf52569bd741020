import { dayIn } from '#core/shared/days.ts';
import { compareStandards } from '#core/standard/compare.ts';
import { takeBackForm, takeOverForm } from '#core/standard/forms.ts';
import { parseForm } from '#server/kernel/forms.ts';
import { notFound } from '#server/kernel/refusal.ts';
import type { Work } from '#server/kernel/house.ts';
import { bringStandard, setTakeOver, takeBack } from '#server/standards/bring.ts';
import { listStandards } from '#server/standards/list.ts';
import { renewStandards } from '#server/standards/renew.ts';
import { tryStandard, type TrialQuery } from '#server/standards/trial.ts';
import { doing, readingAs, type Asked } from '../asked.ts';
import type { Handler, HttpAnswer } from '../mount.ts';

const id = ({ params }: Asked): string => params['id'] ?? '';
function versionOf({ house }: Asked, asked: string) {
  if (!house.standards.has(asked)) throw notFound();
  return house.standards.get(asked);
}

/** Sets or takes back a day; every process reads it again, this one at once. */
async function changeDay(asked: Asked, what: string, run: (work: Work, input: unknown) => Promise<void>): Promise<HttpAnswer> {
  const { input } = asked.body as { input: unknown };
  await doing(asked, { what, which: id(asked) }, async (work) => {
    await run(work, input);
    return { status: 200, body: null };
  });
  await renewStandards(asked.house);
  const { items } = await listStandards(readingAs(asked));
  return { status: 200, body: items.find((row) => row.id === id(asked)) };
}

export const standardHandlers = {
  standards: async (asked) => ({ status: 200, body: await listStandards(readingAs(asked)) }),
  standard: (asked) => {
    readingAs(asked);
    return Promise.resolve({ status: 200, body: versionOf(asked, id(asked)) });
  },
  bringStandard: async (asked) => {
    const { text } = asked.body as { text: string };
    const answer = await doing(asked, { what: 'standard.bring', which: '' }, async (work) => ({ status: 201, body: await bringStandard(work, text) }));
    await renewStandards(asked.house);
    return answer;
  },
  takeOver: (asked) => changeDay(asked, 'standard.takeOver', (work, input) => setTakeOver(work, id(asked), parseForm(takeOverForm(dayIn(work.now)), input))),
  takeBack: (asked) => changeDay(asked, 'standard.takeBack', (work, input) => takeBack(work, id(asked), parseForm(takeBackForm, input))),
  compareStandards: (asked) => {
    readingAs(asked);
    const { from, to } = asked.query as { from: string; to: string };
    return Promise.resolve({ status: 200, body: { from, to, items: compareStandards(versionOf(asked, from), versionOf(asked, to)) } });
  },
  tryStandard: async (asked) => ({ status: 200, body: await tryStandard(readingAs(asked), asked.query as TrialQuery) }),
} satisfies Record<string, Handler>;
