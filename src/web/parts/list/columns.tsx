import { Checkbox } from 'antd';

/** One column that may be left out: its code in the address, and its head. */
export type Column = Readonly<{ code: string; zh: string }>;
export const studioColumns: readonly Column[] = [
  { code: 'lead', zh: '领衔人' },
  { code: 'unit', zh: '所在单位' },
  { code: 'union', zh: '归口工会' },
  { code: 'standing', zh: '状态' },
  { code: 'created', zh: '创建' },
  { code: 'qualified', zh: '命名' },
  { code: 'entry', zh: '最近记账' },
];
export const matterColumns: readonly Column[] = [
  { code: 'kind', zh: '类别' },
  { code: 'state', zh: '状态' },
  { code: 'union', zh: '归口工会' },
  { code: 'opened', zh: '立项' },
  { code: 'due', zh: '期限' },
];

const keptAs = (list: string): string => `lingxian.columns ${list}`;
/** What the address says; else what this device remembers; else all. A code nobody knows any more is passed over. */
export function columnsShown(list: string, all: readonly Column[], address: string | undefined): readonly string[] {
  const said = address ?? localStorage.getItem(keptAs(list)) ?? undefined;
  const known = said?.split(',').filter((code) => all.some((column) => column.code === code));
  return known === undefined || known.length === 0 ? all.map(({ code }) => code) : known;
}

type Props = Readonly<{ list: string; all: readonly Column[]; shown: readonly string[]; onChange: (address: string | undefined) => void }>;

/** 栏目：要看哪几栏，选了就记住，也在地址里，存成视图、发给同事都带着。至少留一栏。 */
export function ColumnChoice({ list, all, shown, onChange }: Props) {
  const choose = (code: string, on: boolean): void => {
    const next = all.map((column) => column.code).filter((one) => (one === code ? on : shown.includes(one)));
    const address = next.length === all.length ? undefined : next.join(',');
    if (address === undefined) localStorage.removeItem(keptAs(list));
    else localStorage.setItem(keptAs(list), address);
    onChange(address);
  };
  return (
    <details className="column-choice no-print">
      <summary>栏目{shown.length < all.length && `（${shown.length} / ${all.length}）`}</summary>
      <div role="group" aria-label="看哪几栏">
        {all.map(({ code, zh }) => (
          <Checkbox
            key={code}
            checked={shown.includes(code)}
            disabled={shown.length === 1 && shown.includes(code)}
            onChange={({ target }) => choose(code, target.checked)}
          >
            {zh}
          </Checkbox>
        ))}
      </div>
    </details>
  );
}
