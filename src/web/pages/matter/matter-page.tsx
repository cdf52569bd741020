import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Matter } from '#contract/shapes.ts';
import { dayIn, type Day } from '#core/shared/days.ts';
import { matter as matterAt, matterOn } from '../../api/questions.ts';
import { AsOfBanner, AsOfChooser } from '../../parts/look/as-of.tsx';
import { Block, Page } from '../../parts/look/page.tsx';
import { hasOutbox } from '../../app/menu.ts';
import { Answered, Waiting } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { Candidates } from '../../parts/matter/candidates.tsx';
import { History } from '../../parts/matter/history.tsx';
import { ItemsTable } from '../../parts/matter/items-table.tsx';
import { Papers } from '../../parts/matter/papers.tsx';
import { PointsTable } from '../../parts/matter/points-table.tsx';
import { Relatives } from '../../parts/matter/relatives.tsx';
import { ResultTable } from '../../parts/matter/result-table.tsx';
import { Sections } from '../../parts/matter/sections.tsx';
import { SevenHaves } from '../../parts/matter/seven-haves.tsx';
import { StatusPath } from '../../parts/matter/status-path.tsx';
import { ActionBar } from '../../parts/option/action-bar.tsx';
import { ScanDrop } from '../../parts/papers/scan-drop.tsx';
import { SealedScans } from '../../parts/papers/sealed-scans.tsx';
import { Figures } from '../../parts/year/figures.tsx';
import { MatterHead } from './matter-head.tsx';
import { Neighbours } from './neighbours.tsx';
import { scoringOption } from './scoring-option.ts';

// Only an expert scores: nobody else fetches the form for it.
const Scoring = lazy(() => import('./scoring.tsx').then(({ Scoring: component }) => ({ default: component })));

// Talk beside the matter: the matter itself is read first.
const Comments = lazy(() => import('../../parts/matter/comments.tsx').then(({ Comments: component }) => ({ default: component })));

const OwnNote = lazy(() => import('../../parts/matter/own-note.tsx').then(({ OwnNote: component }) => ({ default: component })));
// Only whoever has something to hand in, or back, fetches what is still missing.
const Checklist = lazy(() => import('../../parts/matter/checklist.tsx').then(({ Checklist: component }) => ({ default: component })));

const Dossiers = lazy(() => import('../../parts/matter/dossiers.tsx').then(({ Dossiers: component }) => ({ default: component })));

const titleOf = (children: NonNullable<Matter['children']>): string =>
  children.some((child) => child.kind === 'inspection') ? '检查进度' : children.every((child) => child.kind === 'finding') ? '问题整改' : '相关事项';
const candidatesTitle = (candidates: NonNullable<Matter['candidates']>): string => {
  const listed = candidates.filter(({ state }) => state.code === 'listed' || state.code === 'commended').length;
  return `表彰名单（列入 ${listed} 家，共 ${candidates.length} 家参评）`;
};

type LookBack = Readonly<{ on: Day | undefined; onChange: (on: Day | undefined) => void }>;

function Dossier({ matter, on, onChange }: LookBack & { matter: Matter }) {
  const me = useMe();
  const { today } = me;
  const { kind, verdicts, points, result, items, children, sections, papers, scans, history, dossierHash, figures, candidates } = matter;
  // 派出去以后，先看谁查完了、整改了没有，再看清单。
  const early = (kind === 'inspectionPlan' || kind === 'inspection') && children !== undefined;
  return (
    <>
      {result && (
        <Block title="验收结果">
          <ResultTable result={result} />
        </Block>
      )}
      {verdicts && verdicts.length > 0 && (
        <Block title="七个有">
          <SevenHaves verdicts={verdicts} points={points} matter={matter} frozen={dossierHash !== undefined} />
        </Block>
      )}
      {candidates && <Sections sections={sections} />}
      {candidates && (
        <Block title={candidatesTitle(candidates)} side={<span className="quiet">四条都符合的在前，再按考核得分；按每一条看依据</span>}>
          <Candidates candidates={candidates} decided={matter.state.code !== 'draft'} />
        </Block>
      )}
      {items && (
        <Block title={`名单（${items.length} 家）`}>
          <ItemsTable items={items} />
        </Block>
      )}
      {figures && figures.length > 0 && (
        <Block title="年度数字" side={<span className="quiet">{dossierHash ? '从台账汇总，报送时定稿' : '从台账汇总，点开看明细'}</span>}>
          <Figures groups={figures} />
        </Block>
      )}
      {early && <Sections sections={sections.slice(0, 1)} />}
      {!early && !candidates && <Sections sections={sections} />}
      {children && children.length > 0 && (
        <Block title={titleOf(children)}>
          <Relatives items={children} />
        </Block>
      )}
      {early && <Sections sections={sections.slice(1)} />}
      {points && points.length > 0 && (
        <Block title="评分预算">
          <PointsTable points={points} />
        </Block>
      )}
      {papers && papers.length > 0 && (
        <Block title="文件">
          <Papers papers={papers} />
          {scans && <SealedScans scans={scans} />}
          <details className="no-print">
            <summary>上传盖章件</summary>
            <ScanDrop matter={matter.id} />
          </details>
        </Block>
      )}
      {matter.past === undefined && (
        <Suspense fallback={null}>
          {scoringOption(matter) === undefined && <OwnNote matter={matter.id} />}
          <Comments matter={matter.id} />
          {dossierHash !== undefined && <Dossiers matter={matter.id} />}
        </Suspense>
      )}
      {history.length > 0 && (
        <Block title="办理经过" side={<AsOfChooser on={on} today={today} from={dayIn(matter.openedAt)} onChange={onChange} />}>
          <History entries={history} />
          {hasOutbox(me) && <To href={`/letters?matter=${matter.id}`}>这件事项的函件</To>}
        </Block>
      )}
      <p className="quiet hash">
        适用 {matter.standard.title} · 第 {matter.version} 版{dossierHash && ` · 定稿摘要 ${dossierHash}`}
      </p>
    </>
  );
}

function Shown({ matter, on, onChange }: LookBack & { matter: Matter }) {
  const me = useMe();
  const scoring = scoringOption(matter);
  const others = matter.options.filter((option) => option !== scoring);
  return (
    <Page
      title={matter.title}
      className="matter"
      crumb={<Neighbours id={matter.id} />}
      lead={
        <>
          {matter.kindZh}
          {matter.studio && (
            <>
              {' · '}
              {matter.studioHref === undefined ? matter.studio.name : <To href={matter.studioHref}>{matter.studio.name}</To>}
            </>
          )}
          {matter.union && ` · ${matter.union.name}`}
          {matter.parent && (
            <>
              {' · 属于 '}
              <To href={matter.parent.href}>{matter.parent.title}</To>
            </>
          )}
        </>
      }
    >
      {matter.past && <AsOfBanner past={matter.past} onNow={() => onChange(undefined)} />}
      <StatusPath path={matter.path} closed={matter.closed} past={matter.past} />
      <MatterHead matter={matter} today={me.today} />
      {matter.sheet !== undefined && (
        <p className="no-print">
          <To href={matter.sheet} className="button-link">
            现场检查
          </To>
          <span className="quiet"> 逐项记、拍照、双方签名，断网也能用</span>
        </p>
      )}
      <ActionBar options={others} matter={matter} beside={scoring !== undefined} />
      {scoring && (
        <Suspense fallback={<Waiting />}>
          <Scoring matter={matter} option={scoring} me={me} />
        </Suspense>
      )}
      {matter.checklist && scoring === undefined && (
        <Suspense fallback={null}>
          <Checklist parts={matter.checklist} matter={matter} />
        </Suspense>
      )}
      <Dossier matter={matter} on={on} onChange={onChange} />
    </Page>
  );
}

const route = getRouteApi('/in/matters/$id');

/** 一个事项：现在在谁的桌上，凭什么，我接下来能做什么。 */
export function MatterPage() {
  const { id } = route.useParams();
  const { on } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useQuery(on === undefined ? matterAt(id) : matterOn(id, on));
  const onChange = (day: Day | undefined) => void navigate({ search: { on: day } });
  return (
    <Answered of={asked} lines={12}>
      {(matter) =>
        // What has a page of its own is read there.
        matter.meeting !== undefined && on === undefined ? (
          <Navigate to="/meetings/$id" params={{ id }} replace />
        ) : (
          <Shown key={matter.id} matter={matter} on={on} onChange={onChange} />
        )
      }
    </Answered>
  );
}
