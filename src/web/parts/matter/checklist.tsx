import { Button } from 'antd';
import type { ChecklistPart, Matter } from '#contract/shapes.ts';
import { Block } from '../look/page.tsx';
import { useTaking } from '../option/taking.ts';
import { momentZh } from '../text/day-text.ts';

type Props = Readonly<{ parts: readonly ChecklistPart[]; matter: Matter }>;

const idOf = ({ sort, code }: ChecklistPart): string => `part-${sort}-${code.replaceAll(/[^A-Za-z0-9-]/g, '-')}`;

function Mend({ part: { remedies, field, state }, matter }: { part: ChecklistPart; matter: Matter }) {
  const { open } = useTaking();
  return remedies.map((option) => (
    <Button
      key={`${option.name} ${option.href}`}
      size="small"
      type={state === 'done' ? 'text' : 'default'}
      onClick={() => open({ option, matter, ...(field === undefined ? {} : { field }) })}
    >
      {state === 'done' ? '再改' : option.title}
    </Button>
  ));
}

function Part({ part, matter }: { part: ChecklistPart; matter: Matter }) {
  const { state, stateZh, title, says, clause, by, at, draft } = part;
  return (
    <li id={idOf(part)} className={`part part-${state}`} tabIndex={-1}>
      <span className="part-state">{stateZh}</span>
      <div className="part-words">
        <strong>{title}</strong>
        {says !== undefined && state !== 'done' && <span className="part-says">{says}</span>}
        <span className="quiet">
          {clause !== undefined && `依据${clause}`}
          {at !== undefined && `${clause === undefined ? '' : ' · '}${draft ? '草稿' : (by ?? '')} ${momentZh(at)}${draft ? ' 存，还没有提交' : ''}`}
        </span>
      </div>
      <div className="part-mend no-print">
        <Mend part={part} matter={matter} />
      </div>
    </li>
  );
}

const go = (part: ChecklistPart): void => {
  const there = document.getElementById(idOf(part));
  there?.scrollIntoView({ block: 'center' });
  there?.focus();
};

/** 要交上去的一包材料：哪样齐、哪样缺、哪样有误，谁什么时候动的，点一下就到补的地方。 */
export function Checklist({ parts, matter }: Props) {
  const [open, done] = [parts.filter(({ state }) => state !== 'done'), parts.filter(({ state }) => state === 'done')];
  return (
    <Block title="要交的材料" side={<span className="quiet figures">{`齐 ${done.length} / ${parts.length}`}</span>}>
      {open.length === 0 ? (
        <p role="status">都齐了，可以办了。</p>
      ) : (
        <p className="parts-open" role="status">
          还有 {open.length} 样：
          {open.map((part) => (
            <Button key={idOf(part)} type="link" size="small" onClick={() => go(part)}>
              {part.title}（{part.stateZh}）
            </Button>
          ))}
        </p>
      )}
      <ul className="plain parts">
        {open.map((part) => (
          <Part key={idOf(part)} part={part} matter={matter} />
        ))}
      </ul>
      {done.length > 0 && (
        <details className="fold" open={open.length === 0}>
          <summary>
            <span>已经齐的</span>
            <span className="quiet figures">{done.length} 样</span>
          </summary>
          <ul className="plain parts">
            {done.map((part) => (
              <Part key={idOf(part)} part={part} matter={matter} />
            ))}
          </ul>
        </details>
      )}
    </Block>
  );
}
