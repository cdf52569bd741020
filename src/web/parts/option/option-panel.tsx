import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Grid, Modal } from 'antd';
import { useState } from 'react';
import type { Option } from '#contract/shapes.ts';
import { matter as matterAt, openings } from '../../api/questions.ts';
import type { Taken } from '../../api/take.ts';
import { LetterPart, useLetterWish } from '../letters/letter-part.tsx';
import { fieldsOf, helpsOf } from '../form/schema.ts';
import { Chips } from '../list/chips.tsx';
import { LacksPanel } from './lacks-panel.tsx';
import { OptionForm } from './option-form.tsx';
import { SaidNo } from './said-no.tsx';
import type { Wanted } from './taking.ts';
import { isLacking, sendLookOf } from './tone.ts';
import { useTake } from './use-take.ts';

type Props = Readonly<{ wanted: Wanted; person: string; today: string; onTaken: (taken: Taken, option: Option) => void; onClose: () => void }>;

const same = (a: Option) => (b: Option) => a.name === b.name && a.href === b.href;

/** The option as it stands now; `gone` when the matter moved on and no longer offers it. */
function useFresh(wanted: Wanted): Wanted & { gone: boolean } {
  const { option, matter } = wanted;
  const { data: fresh } = useQuery({ ...matterAt(matter?.id ?? ''), enabled: matter !== undefined });
  const { data: begun } = useQuery({ ...openings, enabled: matter === undefined && isLacking(option) });
  if (matter === undefined || fresh === undefined) return { ...wanted, option: begun?.items.find(same(option)) ?? option, gone: false };
  const offered = [
    ...fresh.options,
    ...fresh.options.flatMap(({ lacks = [] }) => lacks.flatMap(({ remedies }) => remedies)),
    ...(fresh.verdicts ?? []).flatMap(({ remedies }) => remedies),
  ];
  const now = offered.find(same(option));
  const moves = option.href.split('/').includes(matter.id);
  return { ...wanted, matter: fresh, option: now ?? option, gone: moves && now === undefined };
}

function Confirm({ wanted, onTaken, onClose }: Pick<Props, 'wanted' | 'onTaken' | 'onClose'>) {
  const { option, matter } = wanted;
  const letter = useLetterWish();
  const take = useTake(wanted, onTaken, letter.of);
  return (
    <Modal
      open
      title={option.title}
      onCancel={onClose}
      okText={option.title}
      cancelText="先不办"
      okButtonProps={{ ...sendLookOf(option.tone), loading: take.isPending }}
      onOk={() => take.mutate(undefined)}
    >
      {matter ? <p>{matter.title}</p> : null}
      <p className="quiet">这一步不需要填写内容，确认后立即生效，并记入办理经过。</p>
      {option.tells === true && matter && <LetterPart option={option.name} matter={matter} atOnce onWish={letter.wish} />}
      <SaidNo error={take.error} matter={matter?.id} />
    </Modal>
  );
}

function Goodbye({ onClose }: { onClose: () => void }) {
  return (
    <Alert
      type="warning"
      showIcon
      className="said-no"
      title="这一步现在办不了了"
      description="事项已经往前走了。已填的内容还在下面，可以复制后再关闭。"
      action={
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      }
    />
  );
}

/** 换一种：one press changes the form; what was typed in the other one stays its draft. */
function Other({ wanted: { option, instead = [] }, onChoose }: { wanted: Wanted; onChoose: (option: Option) => void }) {
  const chips = instead.map(({ label, option: { name } }) => ({ value: name, label }));
  const choose = (name: string | undefined) => {
    const other = instead.find((one) => one.option.name === name);
    if (other) onChoose(other.option);
  };
  return <Chips label="换一种" chips={chips} value={option.name} onChange={choose} />;
}

/** 这一笔有助于：有工作制度 */
function Helps({ option: { input } }: { option: Option }) {
  const helps = helpsOf(input);
  return helps === undefined ? null : <p className="drawer-about">这一笔有助于：{helps}</p>;
}

/** Lacks, confirmation or form, whichever the option calls for now. */
export function OptionPanel({ wanted: first, person, today, onTaken, onClose }: Props) {
  const screens = Grid.useBreakpoint();
  const [chosen, choose] = useState(first.option);
  const { gone, ...fresh } = useFresh({ ...first, option: chosen });
  const { option, matter } = fresh;
  const lacking = isLacking(option);
  if (!lacking && option.input === null) return <Confirm wanted={fresh} onTaken={onTaken} onClose={onClose} />;
  const wide = fieldsOf(option.input ?? {}).some(({ kind }) => kind === 'rows' || kind === 'score');
  return (
    <Drawer
      open
      title={option.title}
      onClose={onClose}
      size={screens.md ? (wide && !lacking ? 880 : 560) : '100%'}
      keyboard
      mask={{ closable: false }}
      destroyOnHidden
    >
      {matter && <p className="drawer-about">{matter.title}</p>}
      {!lacking && <Helps option={option} />}
      <Other wanted={fresh} onChoose={choose} />
      {gone && <Goodbye onClose={onClose} />}
      {lacking ? (
        <LacksPanel option={option} matter={matter} />
      ) : (
        <OptionForm key={option.href} wanted={fresh} person={person} today={today} gone={gone} onTaken={onTaken} onCancel={onClose} />
      )}
    </Drawer>
  );
}
