import { Drawer } from 'antd';
import type { Me } from '#contract/shapes.ts';
import { Steps } from '../parts/guide/first-visit.tsx';
import { firstWords } from '../parts/guide/first-words.ts';

const keys = [
  ['Ctrl+K', '到任何待办、工作室、人、成果或页面'],
  ['Ctrl+Enter', '提交正在填的表'],
  ['Shift+Tab', '在一项里按，到这一项的“为什么要填”'],
  ['Tab、Shift+Tab', '到下一项、上一项；第一下是“跳到正文”'],
  ['↑ ↓ 和 Enter', '在选项、清单里挑'],
  ['Esc', '关上对话框，写的都还在'],
  ['?', '打开这一页'],
] as const;

/** 使用说明：这个职务怎么用，有哪些按键。 */
export function Guide({ me, onClose }: { me: Me; onClose: () => void }) {
  return (
    <Drawer open title="使用说明" onClose={onClose}>
      <h3>{me.acting.officeZh}怎么用</h3>
      <Steps steps={firstWords[me.acting.office]} />
      <h3>不用鼠标也能办</h3>
      <dl className="keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <h3>看不懂某一项</h3>
      <p>表里每一项下面写着为什么要填、依据哪一条；“七个有”点开有条款和补的办法。还不清楚，点事项页上的“意见”问对方。</p>
    </Drawer>
  );
}
