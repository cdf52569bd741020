import { EditOutlined } from '@ant-design/icons';
import { Button, Drawer, Grid } from 'antd';
import { useState } from 'react';
import type { Option } from '#contract/shapes.ts';
import { useTaking } from '../../parts/option/taking.ts';

// 天天记的在前，一年一次的在后。
const often = ['activity.add', 'achievement.add', 'spending.add', 'project.propose'];
const byUse = (options: readonly Option[]): readonly Option[] => [
  ...often.flatMap((name) => options.filter((option) => option.name === name)),
  ...options.filter(({ name }) => !often.includes(name)),
];

/** 记一笔：先选记什么，再填；两分钟的事。On a phone the button stays at the thumb. */
export function NoteDown({ options }: { options: readonly Option[] }) {
  const [choosing, choose] = useState(false);
  const { open } = useTaking();
  const screens = Grid.useBreakpoint();
  if (options.length === 0) return null;
  const take = (option: Option) => {
    choose(false);
    open({ option });
  };
  return (
    <>
      <Button type="primary" size="large" icon={<EditOutlined />} className="note-down" onClick={() => choose(true)}>
        记一笔
      </Button>
      <Drawer open={choosing} onClose={() => choose(false)} title="记什么" placement={screens.md ? 'right' : 'bottom'} size={screens.md ? 380 : '80%'}>
        <ul className="plain note-kinds">
          {byUse(options).map((option) => (
            <li key={`${option.name} ${option.href}`}>
              <Button block size="large" onClick={() => take(option)}>
                {option.title}
              </Button>
            </li>
          ))}
        </ul>
      </Drawer>
    </>
  );
}
