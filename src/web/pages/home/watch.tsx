import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Me } from '#contract/shapes.ts';
import { cityPage, studio, targets } from '../../api/questions.ts';
import { Block } from '../../parts/look/page.tsx';
import { Answered } from '../../parts/look/states.tsx';
import { SevenHaves } from '../../parts/matter/seven-haves.tsx';
import { CityTiles } from '../../parts/targets/city-tiles.tsx';
import { TargetGap } from '../../parts/targets/target-gap.tsx';

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

/** 这个职务关心的：工作室看七个有，归口工会看差几家，领导看全市。 */
export function Watch({ me: { acting } }: { me: Me }) {
  switch (acting.office) {
    case 'lead':
    case 'secretary':
    case 'member':
      return acting.studio ? <OwnStudio id={acting.studio.id} /> : null;
    case 'supervisor':
    case 'department':
      return <Targets />;
    case 'leadership':
      return <City />;
    default:
      return null;
  }
}
