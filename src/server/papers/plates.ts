import type { Commendation } from '#core/commendation/life.ts';
import type { Paper, Plate } from '#core/papers/model.ts';
import type { Title } from '#core/title/life.ts';
import { codeOf, type Source } from './forms.ts';
import type { Drafted } from './letters.ts';

/** `plaqueCode` is the code with its signature; without it (a list of papers) the plain one stands in. */
type Plated = Drafted & Pick<Source, 'studio' | 'plaqueCode'>;
type Printed = Readonly<{ name: string; zh: string; paper: Paper }>;
const plateOf = (drafted: Drafted, name: string, zh: string, plate: Plate): Printed => ({
  name,
  zh,
  paper: { kind: 'plate', title: `${plate.name}${zh}`, code: codeOf(drafted.matter), plate, blocks: [] },
});
const verify = (base: string, code: string): string => `${base}/verify/${code}`;

/** 所在单位，和共建的单位，各占一行。 */
const unitsOf = (studio: Source['studio']): readonly string[] =>
  studio === undefined
    ? []
    : [studio.hostUnit, ...studio.profile.flatMap(({ label, text }) => (label === '共建单位' ? [text.replace(/（份额\d+%）$/, '')] : []))];

/** 牌匾和命名证书（四.3）：有称号才有；收回了的不再印。 */
function ofTitle(drafted: Plated): readonly Printed[] {
  const { matter, subject, studio, city, base = '', plaqueCode } = drafted;
  const { title: name, plaqueNo, verifyCode, namedOn, documentNumber, state } = subject as Title;
  if (state === 'revoked' || state === 'dissolved') return [];
  const link = verify(base, plaqueCode ?? verifyCode);
  const common = { honour: '劳模创新工作室', name: name === '' ? matter.title : name, number: plaqueNo, issuer: city, on: namedOn, link, typed: verifyCode };
  const lines = [`经考核验收，命名为“劳模创新工作室”（${documentNumber}），特发此证。`];
  return [
    plateOf(drafted, 'plaque', '牌匾', { is: 'plaque', lines: [], units: unitsOf(studio), ...common }),
    plateOf(drafted, 'certificate', '命名证书', { is: 'certificate', lines, units: [], ...common }),
  ];
}

/** 表彰证书，一家一张。 */
function ofCommendation(drafted: Drafted): readonly Printed[] {
  const { matter, subject, city, base = '' } = drafted;
  const { honour, year, announcedOn, documentNumber = '' } = subject as Commendation;
  if (announcedOn === undefined) return [];
  return (matter.candidates ?? []).flatMap(({ id, studio, certificateNo }) =>
    certificateNo === undefined
      ? []
      : [
          plateOf(drafted, `certificate-${id.slice(-12)}`, `表彰证书：${studio.name}`, {
            is: 'certificate',
            honour,
            name: studio.name,
            lines: [`在${year}年度工作中成绩突出，授予“${honour}”称号（${documentNumber}），特发此证。`],
            number: certificateNo,
            units: [],
            issuer: city,
            on: announcedOn,
            link: `${base}/public/commendations`,
          }),
        ],
  );
}

/** 牌匾和证书。 */
export const platesOf = (drafted: Plated): readonly Printed[] =>
  drafted.matter.kind === 'title' ? ofTitle(drafted) : drafted.matter.kind === 'commendation' ? ofCommendation(drafted) : [];
