import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Answer } from '../../api/paths.ts';
import { cityPage } from '../../api/questions.ts';
import { dayZh } from '#core/shared/days.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { CityTiles } from '../../parts/targets/city-tiles.tsx';
import { TargetGap } from '../../parts/targets/target-gap.tsx';

type City = Answer<'cityPage'>;
const route = getRouteApi('/in/city');

function Stages({ stages }: Pick<City, 'stages'>) {
  return (
    <ul className="plain stages">
      {stages.map(({ code, zh, count, overdue }) => (
        <li key={code}>
          <Link to="/studios" search={{ standing: code }}>
            <strong className="figures">{count}</strong> {zh}
          </Link>
          {overdue > 0 && <span className="overdue-words">{overdue} 家有超期事项</span>}
        </li>
      ))}
    </ul>
  );
}

function Risks({ risks }: Pick<City, 'risks'>) {
  if (risks.length === 0) return <Nothing title="没有超期、异议或限期整改的事项。" />;
  return (
    <ul className="plain risks">
      {risks.map(({ title, detail, href }) => (
        <li key={`${href} ${detail}`}>
          <To href={href}>{title}</To>
          <span className="quiet">{detail}</span>
        </li>
      ))}
    </ul>
  );
}

function Shown({ city }: { city: City }) {
  return (
    <>
      <CityTiles city={city} />
      <Block
        title="目标任务"
        side={
          <Link to="/targets" className="no-print">
            看整张表
          </Link>
        }
      >
        <TargetGap board={city.board} />
      </Block>
      <Block title="工作室分布">
        <Stages stages={city.stages} />
      </Block>
      <Block title="需要关注">
        <Risks risks={city.risks} />
        {city.withoutInCharge.length > 0 && <p className="warn-text">还没有专人负责的工会：{city.withoutInCharge.map(({ name }) => name).join('、')}。</p>}
      </Block>
    </>
  );
}

/** 全市一页：目标、经费、成果、风险；一个月看一次，也能打印。 */
export function CityPage() {
  const me = useMe();
  const { year } = route.useSearch();
  const asked = useQuery(cityPage(year));
  return (
    <Page
      title={`${asked.data?.year ?? year ?? me.today.slice(0, 4)}年全市一页`}
      lead={`截至 ${dayZh(me.today)}`}
      side={
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      }
    >
      <Answered of={asked} lines={12}>
        {(city) => <Shown city={city} />}
      </Answered>
    </Page>
  );
}
