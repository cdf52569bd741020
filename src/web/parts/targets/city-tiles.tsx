import type { Answer } from '../../api/paths.ts';
import { Tile } from '../look/tile.tsx';
import { roughYuan } from '../text/money-text.ts';

type City = Answer<'cityPage'>;

/** 全市几个数，每个数都说清是什么。 */
export function CityTiles({ city: { board, money, results, risks } }: { city: City }) {
  const { created, qualified } = board.total;
  const proven = results.benefitFen === 0 ? '' : `，${Math.round((results.benefitProvenFen / results.benefitFen) * 100)}% 有财务证明`;
  return (
    <div className="tiles">
      <Tile title="累计创建" figure={`${created.reached} / ${created.target}`} detail={`预计年末 ${created.forecast} 家`} />
      <Tile title="累计达标" figure={`${qualified.reached} / ${qualified.target}`} detail={`预计年末 ${qualified.forecast} 家`} />
      <Tile title="今年拨付补助" figure={roughYuan(money.paidFen)} detail={`${money.paid} 家；待付 ${money.due} 家 ${roughYuan(money.dueFen)}`} />
      <Tile title="攻关项目" figure={`${results.projects} 项`} detail={`成果 ${results.achievements} 项，专利 ${results.patents} 件`} />
      <Tile title="经济效益" figure={roughYuan(results.benefitFen)} detail={`工作室填报${proven}`} />
      <Tile title="需要关注" figure={`${risks.length} 件`} detail="超期、异议、限期整改" />
    </div>
  );
}
