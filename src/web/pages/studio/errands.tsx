import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { Option } from '#contract/shapes.ts';
import { useTaking } from '../../parts/option/taking.ts';
import { isLacking } from '../../parts/option/tone.ts';
import { isNote } from './notes.ts';

const keyOf = ({ name, href }: Option): string => `${name} ${href}`;

/** 办事：变更、共建、难题、年报这些要别人接着办的。 */
export function Errands({ options }: { options: readonly Option[] }) {
  const { open } = useTaking();
  const errands = options.filter((option) => !isNote(option));
  if (errands.length === 0) return null;
  const items = errands.map((option) => ({
    key: keyOf(option),
    label: isLacking(option) ? `${option.title}（还差 ${option.lacks?.length ?? 0} 样）` : option.title,
    danger: option.tone === 'stop',
  }));
  const take = (key: string) => {
    const option = errands.find((one) => keyOf(one) === key);
    if (option) open({ option });
  };
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => take(key) }}>
      <Button size="large" icon={<DownOutlined />} iconPlacement="end">
        办事
      </Button>
    </Dropdown>
  );
}
