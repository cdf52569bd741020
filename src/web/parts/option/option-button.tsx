import { Button } from 'antd';
import type { Matter, Option } from '#contract/shapes.ts';
import { useTaking } from './taking.ts';
import { isLacking, lookOf } from './tone.ts';

type Props = Readonly<{
  option: Option;
  matter?: Pick<Matter, 'id' | 'title' | 'version'>;
  titles?: Readonly<Record<string, string>>;
  plain?: boolean;
  quiet?: boolean;
  size?: 'small' | 'large';
  block?: boolean;
}>;

/** One option as a button. Where something is still missing it looks asleep, but opens and says what. */
export function OptionButton({ option, matter, titles, plain = false, quiet = false, size, block }: Props) {
  const { open } = useTaking();
  const lacking = isLacking(option);
  const look = quiet
    ? { type: 'link' as const, danger: option.tone === 'stop' }
    : plain || lacking
      ? { type: 'default' as const, danger: option.tone === 'stop' && !lacking }
      : lookOf(option.tone);
  return (
    <Button {...look} size={size} block={block} className={lacking ? 'asleep' : undefined} onClick={() => open({ option, matter, titles })}>
      {option.title}
      {lacking && <span className="lack-count">还差 {option.lacks?.length} 样</span>}
    </Button>
  );
}
