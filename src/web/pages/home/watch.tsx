import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Me } from '#contract/shapes.ts';
import { cityPage, studio, targets, yearBoard } from '../../api/questions.ts';
import { Also, Registers } from '../../parts/look/also.tsx';
import { Block } from '../../parts/look/page.tsx';
import { Answered } from '../../parts/look/states.tsx';
import { SevenHaves } from '../../parts/matter/seven-haves.tsx';
import { CityTiles } from '../../parts/targets/city-tiles.tsx';
import { TargetGap } from '../../parts/targets/target-gap.tsx';
import { ExpertsWanted } from './experts-wanted.tsx';
import { Difficulties } from './difficulties.tsx';
import { OwnSupport } from './own-support.tsx';

function OwnStudio({ id }: { id: string }) {
  const asked = useQuery(studio(id));
  return (
    <Block
      title="我们的七个有"
      side={
        <Link to="/studios/$id" params={{ id }}>
          打开工作室
        </Link>
      }
    >
      <Answered of={asked}>{({ verdicts, points }) => <SevenHaves verdicts={verdicts} points={points} />}</Answered>
    </Block>
  );
}

function Targets() {
  const asked = useQuery(targets());
  return (
    <Block title="目标任务" side={<Link to="/targets">看整张表</Link>}>
      <Answered of={asked} lines={3}>
        {(board) => <TargetGap board={board} />}
      </Answered>
    </Block>
  );
}

/** 一年一次的事，平时一行字；什么都没有就不占地方。 */
function Year() {
  const { data } = useQuery(yearBoard());
  if (data === undefined) return null;
  const { studios, reported, missing, asleep } = data.total;
  if (studios + reported + asleep === 0) return null;
  return (
    <Block title="年度" side={<Link to="/year">看年度汇总</Link>}>
      <p className="figures">
        年度报告应报 {studios} 家，已报 {reported} 家{missing > 0 && `，过期未报 ${missing} 家`}
        {asleep > 0 && `；台账久未记的 ${asleep} 家`}。
      </p>
    </Block>
  );
}

/** 四.1：每个工会都要有专人负责；还没有的，在经济部桌上写明。 */
function WithoutInCharge() {
  const { data } = useQuery(cityPage());
  if (data === undefined || data.withoutInCharge.length === 0) return null;
  return (
    <Block
      title="专人负责"
      side={
        <Link to="/unions" search={{ without: 'inCharge' }}>
          看工会
        </Link>
      }
    >
      <p className="warn-text">还没有专人负责的工会：{data.withoutInCharge.map(({ name }) => name).join('、')}。</p>
    </Block>
  );
}

function City() {
  const asked = useQuery(cityPage());
  return (
    <Block title="全市" side={<Link to="/city">看全市一页</Link>}>
      <Answered of={asked} lines={3}>
        {(city) => <CityTiles city={city} />}
      </Answered>
    </Block>
  );
}

const AlsoHere = () => (
  <nav className="also" aria-label="也可以看">
    <Also />
  </nav>
);

const RegistersHere = () => (
  <nav className="also" aria-label="也可以看">
    <Registers />
  </nav>
);

/** 这个职务关心的：工作室看七个有，基层工会看保障，归口工会和经济部看差几家、年报报了几家、困难谁在办，经济部还看哪家没有专人负责，领导看全市。 */
export function Watch({ me: { acting, today } }: { me: Me }) {
  switch (acting.office) {
    case 'lead':
    case 'secretary':
    case 'member':
      return acting.studio ? (
        <>
          <OwnStudio id={acting.studio.id} />
          <RegistersHere />
        </>
      ) : null;
    case 'grassroots':
      return (
        <>
          <OwnSupport />
          <RegistersHere />
        </>
      );
    case 'supervisor':
      return (
        <>
          <Targets />
          <div className="watch-lines">
            <Difficulties today={today} />
            <Year />
          </div>
          <AlsoHere />
        </>
      );
    case 'department':
      return (
        <>
          <Targets />
          <div className="watch-lines">
            <Difficulties today={today} />
            <Year />
            <ExpertsWanted />
            <WithoutInCharge />
          </div>
          <AlsoHere />
        </>
      );
    case 'leadership':
      return (
        <>
          <City />
          <AlsoHere />
        </>
      );
    case 'auditor':
      return <RegistersHere />;
    default:
      return null;
  }
}
