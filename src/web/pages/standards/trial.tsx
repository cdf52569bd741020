import { useInfiniteQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { StandardRow, StandardTrial, TriedCase } from '#contract/shapes.ts';
import { yearOf } from '#core/shared/days.ts';
import { tryStandard } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Block } from '../../parts/look/page.tsx';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { Tile } from '../../parts/look/tile.tsx';
import { To } from '../../parts/look/to.tsx';
import { useMe } from '../../parts/look/use-me.ts';

type Show = 'all' | 'changed' | 'better' | 'same' | 'worse';
type Props = Readonly<{
  rows: readonly StandardRow[];
  standard: string;
  year: number | undefined;
  show: Show | undefined;
  onChoose: (changed: { to?: string; year?: number; show?: Show }) => void;
}>;
const shows = [
  { value: 'worse', label: '会变差的' },
  { value: 'better', label: '会变好的' },
  { value: 'same', label: '不变的' },
  { value: 'all', label: '全部' },
] as const;

const Why = ({ why }: Pick<TriedCase, 'why'>) =>
  why.length === 0 ? (
    <>都符合</>
  ) : (
    <ul className="tight">
      {why.map(({ title, because, verdict }) => (
        <li key={title}>
          {title}（{verdict}）：{because}
        </li>
      ))}
    </ul>
  );

function Counts({ counts: { all, better, same, worse } }: Pick<StandardTrial, 'counts'>) {
  return (
    <div className="tiles">
      <Tile title="这一年定稿的材料" figure={`${all} 件`} detail="每件事项取最后一次定稿" />
      <Tile title="结论变差" figure={`${worse} 件`} detail="原来符合，换版后差一条以上" />
      <Tile title="结论变好" figure={`${better} 件`} detail="原来差的，换版后不差" />
      <Tile title="不变" figure={`${same} 件`} detail="结论相同" />
    </div>
  );
}

/** 试算：去年的材料，换成这个版本会怎样；谁会过、谁过不了、为什么。什么也不改。 */
export function Trial({ rows, standard, year: asked, show, onChoose }: Props) {
  const { today } = useMe();
  const year = asked ?? yearOf(today);
  const pages = useInfiniteQuery(tryStandard({ standard, year, show }));
  const list = listed(pages);
  const counts = pages.data?.pages[0]?.counts;
  const years = [0, 1, 2, 3].map((back) => ({ value: yearOf(today) - back, label: `${yearOf(today) - back}年的材料` }));
  return (
    <Block title="试算" id="trial">
      <p className="quiet">用一年里定稿的材料，按所选版本重新判断七个有和资格条件，看谁的结论会变、差在哪一条。只是算，什么也不改。</p>
      <div className="filters no-print">
        <Select aria-label="哪一年的材料" value={year} options={years} onChange={(value: number) => onChoose({ year: value })} />
        <span>按</span>
        <Select
          aria-label="按哪个版本试算"
          className="wide-select"
          value={standard}
          options={rows.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
          onChange={(value: string) => onChoose({ to: value })}
        />
        <Chips label="看哪些" chips={shows} value={show} onChange={(value) => onChoose({ show: shows.find((one) => one.value === value)?.value })} />
      </div>
      {counts && <Counts counts={counts} />}
      <Answered of={list} lines={6}>
        {(cases) =>
          cases.length === 0 ? (
            <Nothing title={counts?.all === 0 ? '这一年还没有定稿的材料。' : '没有结论会变的。'} />
          ) : (
            <>
              <PlainTable
                caption="试算结果"
                columns={['工作室', '事项', '归口', '原来', '换版后', '差在哪里']}
                rows={cases.map(({ studio, matter, union, before, after, why }) => [
                  <To key="studio" href={`/studios/${studio.id}`}>
                    {studio.name}
                  </To>,
                  <To key="matter" href={`/matters/${matter.id}`}>
                    {matter.name}
                  </To>,
                  union,
                  before.zh,
                  after.zh,
                  <Why key="why" why={why} />,
                ])}
                short={[1, 2, 3, 4]}
                stacked
              />
              <More {...list} shown={cases.length} unit="件" />
            </>
          )
        }
      </Answered>
    </Block>
  );
}
