import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Matter } from '#contract/shapes.ts';
import { matter as matterAt } from '../../api/questions.ts';
import { takeOption } from '../../api/take.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { onceKey } from '../../parts/form/once-key.ts';
import { Block } from '../../parts/look/page.tsx';
import { stepOf, type Item, type Meeting } from './meeting-of.ts';

// What is written to whom is looked at by those who ask for it.
const LetterDraft = lazy(() => import('../../parts/letters/letter-draft.tsx').then(({ LetterDraft: component }) => ({ default: component })));

type Props = Readonly<{ matter: Matter; meeting: Meeting }>;
type Outcome = Readonly<{ id: string; says: string; good: boolean }>;

/** What stands in the way now: seen before anything happens. */
function obstacleOf(item: Item, about: Matter | undefined): string | undefined {
  if (item.changed) return '议定以后这件事项有变化，请再议定一次';
  if (about === undefined) return undefined;
  const option = about.options.find(({ name }) => name === `${about.kind}.${item.step?.code ?? ''}`);
  if (option === undefined) return '现在不能这样办了，可能已经另行办理';
  return option.lacks?.map(({ message }) => message).join('；') || undefined;
}

/** 发布以前先看：会告诉谁、怎么写。What was decided stays as it was decided; changed in the outbox, if at all. */
function HeldLetter({ meeting, item, title }: { meeting: string; item: string; title: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" aria-expanded={open} title={title} onClick={() => setOpen(!open)}>
        看看会告诉谁、怎么写
      </Button>
      {open && (
        <Suspense fallback={<p className="quiet">正在拟函……</p>}>
          <LetterDraft option="meeting.release" matter={meeting} inputNow={() => ({ item })} />
        </Suspense>
      )}
    </>
  );
}

/** 发布：逐件照议定的办，一件一办，办不了的说清楚，别的照办。 */
export function Release({ matter, meeting }: Props) {
  const client = useQueryClient();
  const release = stepOf(matter, 'release');
  const held = meeting.items.filter(({ state }) => state.code === 'decided');
  const abouts = useQueries({ queries: held.map((item) => ({ ...matterAt(item.matter.id), enabled: release !== undefined, retry: false })) });
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const rows = held.map((item, index) => ({ item, obstacle: obstacleOf(item, abouts[index]?.data) }));
  const chosen = rows.filter(({ item, obstacle }) => obstacle === undefined && !off.has(item.id));

  const run = async (): Promise<void> => {
    if (release === undefined) return;
    setBusy(true);
    let version = matter.version;
    const said: Outcome[] = [];
    for (const { item } of chosen) {
      const input = { item: item.id };
      try {
        const taken = await takeOption({
          option: release,
          input,
          matter: { id: matter.id, version },
          key: onceKey().for({ href: release.href, input, version }),
        });
        version = taken.matter?.version ?? version + 1;
        said.push({ id: item.id, good: true, says: `《${item.matter.title}》已发布：${item.step?.title ?? ''}` });
      } catch (error) {
        said.push({ id: item.id, good: false, says: sentenceOf(error) });
      }
      setOutcomes([...said]);
    }
    setBusy(false);
    await client.invalidateQueries();
  };
  if (release === undefined && outcomes.length === 0) return null;
  return (
    <Block title="发布" side={<span className="quiet">发布以前，议定的内容只有与会的办公室看得到</span>}>
      <ul className="plain">
        {rows.map(({ item, obstacle }) => (
          <li key={item.id} className="release-line">
            <Checkbox
              checked={obstacle === undefined && !off.has(item.id)}
              disabled={obstacle !== undefined || busy}
              onChange={({ target }) => setOff((before) => new Set(target.checked ? [...before].filter((one) => one !== item.id) : [...before, item.id]))}
            >
              {item.matter.title}：{item.step?.title}
            </Checkbox>
            {obstacle === undefined ? (
              release !== undefined && <HeldLetter meeting={matter.id} item={item.id} title={item.matter.title} />
            ) : (
              <span className="warn-text">{obstacle}</span>
            )}
          </li>
        ))}
      </ul>
      {release !== undefined && (
        <Button type="primary" loading={busy} disabled={chosen.length === 0} onClick={() => void run()}>
          发布选中的 {chosen.length} 件
        </Button>
      )}
      <div aria-live="polite">
        {outcomes.map(({ id, says, good }) => (
          <Alert key={id} type={good ? 'success' : 'error'} showIcon title={says} className="said-no" />
        ))}
      </div>
    </Block>
  );
}
