import type { Commendation } from '#core/commendation/life.ts';
import type { Paper, Plate } from '#core/papers/model.ts';
import type { Title } from '#core/title/life.ts';
import { codeOf } from './forms.ts';
import type { Drafted } from './letters.ts';

type Printed = Readonly<{ name: string; zh: string; paper: Paper }>;
const plateOf = (drafted: Drafted, name: string, zh: string, plate: Plate): Printed => ({
  name,
  zh,
  paper: { kind: 'plate', title: `${plate.name}${zh}`, code: codeOf(drafted.matter), plate, blocks: [] },
});
const verify = (base: string, code: string): string => `${base}/verify/${code}`;

/** 牌匾和命名证书（四.3）：有称号才有；收回了的不再印。 */
function ofTitle(drafted: Drafted): readonly Printed[] {
  const { matter, subject, city, base = '' } = drafted;
  const { plaqueNo, verifyCode, namedOn, documentNumber, state } = subject as Title;
  if (state === 'revoked' || state === 'dissolved') return [];
  const common = { name: matter.title, number: plaqueNo, issuer: city, on: namedOn, link: verify(base, verifyCode) };
  const lines = [`经考核验收，命名为“劳模创新工作室”（${documentNumber}），特发此证。`];
  return [
    plateOf(drafted, 'plaque', '牌匾', { is: 'plaque', honour: '劳模创新工作室', lines: [], ...common }),
    plateOf(drafted, 'certificate', '命名证书', { is: 'certificate', honour: '劳模创新工作室', lines, ...common }),
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
            issuer: city,
            on: announcedOn,
            link: `${base}/public/commendations`,
          }),
        ],
  );
}

/** 牌匾和证书。 */
export const platesOf = (drafted: Drafted): readonly Printed[] =>
  drafted.matter.kind === 'title' ? ofTitle(drafted) : drafted.matter.kind === 'commendation' ? ofCommendation(drafted) : [];
