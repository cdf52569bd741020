import { Alert, App, Button } from 'antd';
import type { AssignmentPreview, Option } from '#contract/shapes.ts';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { OptionForm } from '../../parts/option/option-form.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { PlannedCase } from './planned-case.tsx';

type Props = Readonly<{
  preview: AssignmentPreview;
  each: number;
  most: number;
  seed: string;
  onLeast: (least: number) => void;
  onAgain: () => void;
  onChanged: () => void;
  onDone: () => void;
}>;

function WhyNot({ preview: { says, relax, least }, onLeast }: Pick<Props, 'preview' | 'onLeast'>) {
  return (
    <Alert
      type="warning"
      showIcon
      title={`排不出来：${says ?? ''}`}
      description={relax}
      action={
        least === undefined ? undefined : (
          <Button size="small" onClick={() => onLeast(least)}>
            改为每人最多 {least} 件再排
          </Button>
        )
      }
    />
  );
}

/** 证明：每条规矩违反几处，各人几件。 */
function Proof({ preview: { rules, experts, proof } }: Pick<Props, 'preview'>) {
  const shown = experts.toSorted((a, b) => b.after - a.after);
  return (
    <details>
      <summary>
        逐条核对：{rules.every(({ broken }) => broken === 0) ? '每条规矩都守住了' : '有守不住的'}，每人 {Math.min(...experts.map(({ after }) => after))}—
        {Math.max(...experts.map(({ after }) => after))} 件
      </summary>
      <ul className="plain rules">
        {rules.map(({ zh, broken }) => (
          <li key={zh}>
            {zh}：违反 {broken} 处
          </li>
        ))}
      </ul>
      <PlainTable
        caption="各人几件"
        columns={['专家', '单位', '手上已有', '排后']}
        numeric={[2, 3]}
        rows={shown.map(({ name, unit, before, after }) => [name, unit, `${before}`, `${after}`])}
      />
      {proof && (
        <p className="quiet hash">
          {proof.solver} · 种子 {proof.seed} · 输入摘要 {proof.inputHash}
        </p>
      )}
    </details>
  );
}

/** 试排的结果：谁评什么、各人几件、发现了哪些回避；确认以前什么都没有变。 */
export function Plan({ preview, each, most, seed, onLeast, onAgain, onChanged, onDone }: Props) {
  const me = useMe();
  const { message } = App.useApp();
  const plan = preview.cases.map(({ id: matter, version, seats }) => ({
    matter,
    version,
    experts: seats.filter(({ how }) => how !== 'kept').map(({ expert }) => expert.id),
    ...(seats.some(({ leader }) => leader) ? { leader: seats.find(({ leader }) => leader)?.expert.id } : {}),
  }));
  const option: Option = {
    name: 'panel.assign',
    title: `按此分派 ${plan.length} 件`,
    tone: 'forward',
    method: 'POST',
    href: '/api/review/assignments',
    input: preview.asks ?? { type: 'object', properties: {} },
  };
  return (
    <section className="assign-plan" aria-label="试排的结果">
      <h3>试排的结果（还没有分派）</h3>
      {!preview.ok && <WhyNot preview={preview} onLeast={onLeast} />}
      {preview.skipped.map(({ id, title, says }) => (
        <p key={id} className="warn-text">
          {title === '' ? '' : `《${title}》`}没有排：{says}
        </p>
      ))}
      <ul className="plain">
        {preview.cases.map((one) => (
          <PlannedCase key={one.id} one={one} onChanged={onChanged} />
        ))}
      </ul>
      {preview.ok && (
        <>
          <Proof preview={preview} />
          <p>
            <Button type="link" size="small" onClick={onAgain}>
              换一种同样均衡的排法
            </Button>
          </p>
          <h3>一并写明</h3>
          <OptionForm
            wanted={{ option, wrap: (common) => ({ plan, each, most, seed, common: common ?? {} }) }}
            person={me.person.id}
            today={me.today}
            onTaken={() => {
              void message.success(`已分派 ${plan.length} 件，专家会收到通知，先声明有无利害关系`);
              onDone();
            }}
          />
        </>
      )}
    </section>
  );
}
