import type { Paper } from '#core/papers/model.ts';
import { codeStem } from '#core/papers/page-code.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Cut } from '#core/year/figures.ts';
import type { Title } from '#core/title/life.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, Refusal } from '#server/kernel/refusal.ts';
import { paperOfMatter, paperOfStudio } from '#server/papers/list.ts';
import { find } from '#server/store/matters.ts';
import { signPlaque } from '#server/store/plaque-keys.ts';
import { cityContact, cityName } from './city-name.ts';
import { yearPaper } from './year/year-paper.ts';
import { showMatter } from './matter/show-matter.ts';
import { showStudio } from './show-studio.ts';

type Wanted = Readonly<{ of: 'matters' | 'studios' | 'years'; id: string; name: string; base: string; cut?: Cut }>;

/** The studio a matter is about, where this reader sees it. */
async function studioOf(work: Work, id: string | undefined) {
  if (id === undefined) return undefined;
  return showStudio(work, id).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
}

function yearNamed(text: string): number {
  if (!/^20\d\d$/.test(text)) throw notFound();
  return Number(text);
}

/**
 * A paper as this reader may have it: made from what they are shown, and from nothing else.
 * @throws Refusal 404
 */
export async function paperFor(work: Work, { of, id, name, base, cut = 'calendar' }: Wanted): Promise<Paper> {
  if (of === 'years') return yearPaper(work, { year: yearNamed(id), name, cut });
  const { paper, version } =
    of === 'studios' ? { paper: paperOfStudio(name, await showStudio(work, id)), version: 0 } : await matterPaper(work, { id, name, base });
  if (paper === undefined) throw notFound();
  return paper.kind === 'plate' ? paper : { ...paper, trace: codeStem(base, { of, id, paper: name, version }) };
}

const plates = ['plaque', 'certificate'];
/** 牌匾和证书上的码：带签名，编号、名称、日期都签在里面。 */
async function codeOn({ tx }: Work, subject: Matter): Promise<string | undefined> {
  if (subject.kind !== 'title') return undefined;
  const { verifyCode: code, plaqueNo, title: name, namedOn } = subject as Title;
  return signPlaque(tx, { code, plaqueNo, name, namedOn });
}

async function matterPaper(work: Work, { id, name, base }: Omit<Wanted, 'of' | 'cut'>): Promise<{ paper: Paper | undefined; version: number }> {
  const matter = await showMatter(work, id);
  const subject = await find(readingOf(work), work.actor, id);
  const paper = paperOfMatter(name, {
    matter,
    subject,
    studio: await studioOf(work, matter.studio?.id),
    city: await cityName(work.tx),
    base,
    contact: await cityContact(work.tx),
    plaqueCode: plates.includes(name) ? await codeOn(work, subject) : undefined,
  });
  return { paper, version: matter.version };
}
