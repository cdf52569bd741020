import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import type { Me } from '#contract/shapes.ts';
import { search, todos } from '../api/questions.ts';
import { listed } from '../parts/list/use-list.ts';
import { placesFor } from '../parts/look/places.ts';
import { pageOf, placeOf } from '../parts/look/links.ts';
import { useTyped } from '../parts/text/use-typed.ts';
import { menuOf } from './menu.ts';

type Goal = Readonly<{ key: string; title: string; detail: string; href: string }>;
const fits = (text: string, q: string): boolean => text.toLowerCase().includes(q.toLowerCase());

function useGoals(me: Me, q: string): readonly Goal[] {
  const desk = listed(useInfiniteQuery(todos()));
  const { data } = useQuery(search(q));
  const pages = [...menuOf(me), ...placesFor(me)].map(({ href, label }) => ({ key: href, title: label, detail: '页面', href }));
  const mine = (desk.data ?? []).map(({ id, title, kindZh, state, href }) => ({
    key: id,
    title,
    detail: `待办 · ${kindZh} · ${state.zh}`,
    href: pageOf(href),
  }));
  const near = [...pages, ...mine].filter(({ title }) => q === '' || fits(title, q)).slice(0, 8);
  const found =
    q === ''
      ? []
      : (data?.items ?? []).map(({ kind, id, title, group, detail, href }) => ({ key: `${kind} ${id}`, title, detail: `${group} · ${detail}`, href }));
  return [...near, ...found.filter(({ href }) => !near.some((one) => one.href === href))];
}

/** Ctrl+K：打几个字，到任何待办、工作室、事项、页面。 */
export function Palette({ me, onClose }: { me: Me; onClose: () => void }) {
  const navigate = useNavigate();
  const { q, typed, type, box } = useTyped();
  const goals = useGoals(me, q);
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, Math.max(0, goals.length - 1));
  const go = (goal: Goal | undefined): void => {
    if (goal === undefined) return;
    onClose();
    const { path, search: asked } = placeOf(goal.href);
    void navigate({ to: path, search: asked });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((chosen + (event.key === 'ArrowDown' ? 1 : goals.length - 1)) % Math.max(1, goals.length));
    }
    if (event.key === 'Enter') go(goals[chosen]);
  };
  return (
    <Modal open onCancel={onClose} footer={null} closable={false} title={<span className="sr-only">去哪里</span>} className="palette" destroyOnHidden>
      <span {...box}>
        <Input
          value={typed}
          onChange={({ target }) => {
            type(target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
          placeholder="名称、拼音首字母、编号，或页面"
          aria-label="去哪里"
          role="combobox"
          aria-expanded
          aria-controls="palette-goals"
          aria-activedescendant={goals[chosen] === undefined ? undefined : `goal-${chosen}`}
          size="large"
          autoFocus
          maxLength={60}
        />
      </span>
      <div id="palette-goals" role="listbox" aria-label="结果">
        {goals.map((goal, index) => (
          // The keyboard stays in the box above; a pointer may choose here.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={goal.key}
            id={`goal-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => go(goal)}
            tabIndex={-1}
            onMouseMove={() => setAt(index)}
          >
            <span>{goal.title}</span> <span className="quiet">{goal.detail}</span>
          </div>
        ))}
        {goals.length === 0 && <p className="quiet">没有找到，换几个字试试。</p>}
      </div>
      <p className="quiet keys">↑↓ 选择，回车打开，Esc 关闭</p>
    </Modal>
  );
}
