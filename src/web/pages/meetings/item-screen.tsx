import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import type { Matter } from '#contract/shapes.ts';
import { matter as matterAt } from '../../api/questions.ts';
import { Page } from '../../parts/look/page.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { Answered } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { Candidates } from '../../parts/matter/candidates.tsx';
import { ItemsTable } from '../../parts/matter/items-table.tsx';
import { Papers } from '../../parts/matter/papers.tsx';
import { ResultTable } from '../../parts/matter/result-table.tsx';
import { Sections } from '../../parts/matter/sections.tsx';
import { SevenHaves } from '../../parts/matter/seven-haves.tsx';
import { besides, type Item, type Meeting } from './meeting-of.ts';

// The evidence is read while the form is still on its way.
const Decide = lazy(() => import('./decide.tsx').then(({ Decide: component }) => ({ default: component })));

/** 依据：结论、得分、名单、主要内容、文件，都在一屏里。 */
function Evidence({ about }: { about: Matter }) {
  const { verdicts, points, result, items, candidates, sections, papers, state } = about;
  return (
    <>
      <p>
        <To href={`/matters/${about.id}`}>打开这件事项</To>
      </p>
      {verdicts && verdicts.length > 0 && <SevenHaves verdicts={verdicts} points={points} frozen={about.dossierHash !== undefined} />}
      {result && <ResultTable result={result} />}
      {candidates && <Candidates candidates={candidates} decided={state.code !== 'draft'} />}
      {items && <ItemsTable items={items} />}
      <Sections sections={sections} />
      {papers && papers.length > 0 && <Papers papers={papers} />}
    </>
  );
}

type Props = Readonly<{ matter: Matter; meeting: Meeting; item: Item; onOpen: (item: string | undefined) => void }>;

/** 一项一屏：左边依据，右边当场议定或暂缓；前一项、后一项。 */
export function ItemScreen({ matter, meeting, item, onOpen }: Props) {
  const asked = useQuery({ ...matterAt(item.matter.id), retry: false });
  const { place, previous, next } = besides(meeting, item.id);
  return (
    <Page
      title={item.matter.title}
      className="meeting"
      crumb={
        <nav className="neighbours" aria-label="议程">
          <button type="button" className="text-link" onClick={() => onOpen(undefined)}>
            {matter.title}：议程
          </button>
          <span className="quiet figures">
            第 {place} / {meeting.items.length} 项
          </span>
          <Button type="link" size="small" icon={<LeftOutlined aria-hidden />} disabled={previous === undefined} onClick={() => onOpen(previous)}>
            前一项
          </Button>
          <Button type="link" size="small" disabled={next === undefined} onClick={() => onOpen(next)}>
            后一项 <RightOutlined aria-hidden />
          </Button>
        </nav>
      }
      lead={
        <>
          {item.matter.kindZh}
          {item.studio && ` · ${item.studio.name}`} · 现为{item.now.zh} <StateTag zh={item.state.zh} kind={item.state.code === 'pending' ? 'warn' : 'plain'} />
        </>
      }
    >
      <div className="scoring deciding">
        <section className="scoring-material" aria-label="依据">
          <h2>依据</h2>
          <Answered of={asked}>{(about) => <Evidence about={about} />}</Answered>
        </section>
        <section className="scoring-form" aria-label="议定">
          <h2>议定</h2>
          <Answered of={asked} lines={3}>
            {(about) => (
              <Suspense fallback={null}>
                <Decide matter={matter} item={item} about={about} onDone={() => onOpen(next)} />
              </Suspense>
            )}
          </Answered>
        </section>
      </div>
    </Page>
  );
}
