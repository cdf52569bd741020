import { Page } from '../../parts/look/page.tsx';
import { ScanDrop } from '../../parts/papers/scan-drop.tsx';

/** 盖章件回传：打印、盖章、扫描，放进来就归位。 */
export function ScansPage() {
  return (
    <Page
      title="盖章件回传"
      lead="从系统打印的文书每页都有二维码。盖章、扫描后放到这里，系统核对页码，收存到它所属的事项；缺页、错页会逐张指出，什么也不会改动。"
    >
      <ScanDrop />
    </Page>
  );
}
