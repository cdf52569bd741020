import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Studio } from '#contract/shapes.ts';
import { studio as studioAt } from '../../api/questions.ts';
import { ImportLink } from '../../parts/list/import-link.tsx';
import { MatterList } from '../../parts/list/matter-list.tsx';
import { Fields } from '../../parts/look/fields.tsx';
import { Block, Page } from '../../parts/look/page.tsx';
import { Standing } from '../../parts/look/standing.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { Papers } from '../../parts/matter/papers.tsx';
import { SealedScans } from '../../parts/papers/sealed-scans.tsx';
import { PointsTable } from '../../parts/matter/points-table.tsx';
import { SevenHaves } from '../../parts/matter/seven-haves.tsx';
import { Errands } from './errands.tsx';
import { Ledger } from './ledger.tsx';
import { Money } from './money.tsx';
import { NoteDown } from './note-down.tsx';
import { ThisYear } from './this-year.tsx';

const route = getRouteApi('/in/studios/$id');

function Shown({ studio }: { studio: Studio }) {
  const me = useMe();
  const { name, standing, plaqueNo, union, hostUnit, verdicts, points, facts, matters, money, papers, scans, profile, options, standard } = studio;
  return (
    <Page
      title={name}
      lead={
        <>
          {hostUnit} · {union.name} <Standing state={standing} plaqueNo={plaqueNo} />
        </>
      }
      side={
        <>
          <Errands options={options} />
          <NoteDown options={options} groups={facts} />
        </>
      }
    >
      <Block title="七个有" side={<span className="quiet">按{standard.title}</span>}>
        <SevenHaves verdicts={verdicts} points={points} />
      </Block>
      <Block title="基本情况">
        <Fields fields={profile} />
      </Block>
      <Block title="经费">
        <Money money={money} />
      </Block>
      <ThisYear studio={studio.id} since={studio.establishedOn} today={me.today} />
      <Block title="台账" side={<ImportLink what="ledger-" />}>
        <Ledger studio={studio.id} groups={facts} options={options} today={me.today} />
      </Block>
      <Block title="事项">{matters.length === 0 ? <Nothing title="还没有事项。" /> : <MatterList rows={matters} today={me.today} />}</Block>
      {points.length > 0 && (
        <Block title="评分预算">
          <PointsTable points={points} />
        </Block>
      )}
      {papers.length > 0 && (
        <Block title="文件">
          <Papers papers={papers} />
          {scans.length > 0 && <SealedScans scans={scans} />}
        </Block>
      )}
    </Page>
  );
}

/** 一个工作室：是谁，在哪里，还差什么，做了什么，花了多少。 */
export function StudioPage() {
  const { id } = route.useParams();
  const asked = useQuery(studioAt(id));
  return (
    <Answered of={asked} lines={12}>
      {(studio) => <Shown key={studio.id} studio={studio} />}
    </Answered>
  );
}
