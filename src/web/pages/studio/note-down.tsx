import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { FactGroup, Option } from '#contract/shapes.ts';
import { useTaking } from '../../parts/option/taking.ts';
import { byUse, isNote, noteLabel } from './notes.ts';

type Props = Readonly<{ options: readonly Option[]; groups: readonly FactGroup[] }>;

/** 记一笔：打开就能写，最常记的在前，要记别的换一种；两分钟的事。Who may note one thing only reads what it is. On a phone the button stays at the thumb. */
export function NoteDown({ options, groups }: Props) {
  const { open } = useTaking();
  const notes = byUse(options.filter(isNote));
  const [first] = notes;
  if (first === undefined) return null;
  const instead = notes.length === 1 ? [] : notes.map((option) => ({ option, label: noteLabel(option, groups) }));
  return (
    <Button type="primary" size="large" icon={<EditOutlined />} className="note-down" onClick={() => open({ option: first, instead })}>
      {notes.length === 1 ? first.title : '记一笔'}
    </Button>
  );
}
