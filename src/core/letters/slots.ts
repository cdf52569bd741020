import { lacking, type Reason } from '#core/shared/decision.ts';
import { cutTo } from '#core/shared/text.ts';

/** 函件模板里可以填的项：叫什么，填进去是什么。 */
export const slots = {
  受文单位: '主送给谁',
  抄送单位: '抄送给谁；没有抄送时，这一行不出现',
  发文单位: '本单位',
  事项: '事项及标题，如：申报《海沧示范工作室》',
  步骤: '所办的一步，如：受理',
  结果: '办后到了哪里，如：形式审查',
  意见: '这一步填写的意见、理由和逐项说明；没有时，这一行不出现',
  期限: '请于某日前办理；没有期限时，这一行不出现',
  日期: '办理的日子',
} as const;
export type Slot = keyof typeof slots;
export const slotNames = Object.keys(slots) as readonly Slot[];
export type Filling = Readonly<Record<Slot, string>>;
export type Wording = Readonly<{ subject: string; text: string }>;

export const longestSubject = 120;
export const longestText = 4000;

const hole = /\{([^{}]*)\}/g;
const isSlot = (name: string): name is Slot => Object.hasOwn(slots, name);

/** What is wrong with a template: a slot there is none of, by its name; a bracket that is not closed. */
export function wrongIn({ subject, text }: Wording): readonly Reason[] {
  const said = `${subject}\n${text}`;
  const unknown = [...new Set([...said.matchAll(hole)].map(([, name = '']) => name).filter((name) => !isSlot(name)))];
  const left = said.replaceAll(hole, '');
  return [
    ...unknown.map((name) => lacking('unknown-slot', `没有“{${name}}”这一项，可以用的有：${slotNames.map((one) => `{${one}}`).join('')}`)),
    ...(/[{}]/.test(left) ? [lacking('open-bracket', '有一个大括号没有成对')] : []),
  ];
}

const fill = (line: string, filling: Filling): string => line.replaceAll(hole, (whole, name: string) => (isSlot(name) ? filling[name] : whole));
/** A line whose slots all stay empty says nothing and is left out. */
const isIdle = (line: string, filling: Filling): boolean => {
  const asked = [...line.matchAll(hole)].map(([, name = '']) => name);
  return asked.length > 0 && asked.every((name) => isSlot(name) && filling[name] === '');
};
const cut = (text: string, most: number): string => (text.length <= most ? text : `${cutTo(text, most - 1)}…`);

/** 预览模板时填的例子。 */
export const sampleFilling: Filling = {
  受文单位: '海沧示范工作室、示范公司工会',
  抄送单位: '海沧区总工会',
  发文单位: '市总经济部',
  事项: '申报《海沧示范工作室》',
  步骤: '要求补正',
  结果: '限期补正',
  意见: '办理意见：请补充立项文件扫描件。',
  期限: '请于2013年12月2日前办理。',
  日期: '2013年11月18日',
};

/** A template filled in: a subject of one line, a text without holes. What is filled in is never read as a slot again. */
export function filledIn({ subject, text }: Wording, filling: Filling): Wording {
  const lines = text.split('\n').filter((line) => !isIdle(line, filling));
  return {
    subject: cut(fill(subject, filling).replaceAll(/\s+/g, ' ').trim(), longestSubject),
    text: cut(
      lines
        .map((line) => fill(line, filling))
        .join('\n')
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim(),
      longestText,
    ),
  };
}
