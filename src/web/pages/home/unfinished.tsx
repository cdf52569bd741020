import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { DraftRow } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { draftsOfMine } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { Block } from '../../parts/look/page.tsx';
import { To } from '../../parts/look/to.tsx';
import { optionAt } from '../../parts/option/option-at.ts';
import { useTaking } from '../../parts/option/taking.ts';
import { momentZh } from '../../parts/text/day-text.ts';

/** Every piece of text in what was written, however deep: to be copied, where the form is no longer asked. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? (value.trim() === '' ? [] : [value]) : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];

function Written({ at }: { at: string }) {
  const { data } = useQuery({ queryKey: ['drafts', at], queryFn: ({ signal }) => call('draft', { query: { at }, signal }) });
  return (
    <>
      <p>事项已经往前走了。写过的都在下面，可以复制；不要了再清掉。</p>
      {textsIn(data?.draft?.values).map((text, index) => (
        <blockquote key={index} className="written">
          {text}
        </blockquote>
      ))}
    </>
  );
}

function Line({ draft }: { draft: DraftRow }) {
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const { open } = useTaking();
  const { at, about, title, savedAt } = draft;
  const goOn = async (): Promise<void> => {
    try {
      const wanted = await optionAt(client, draft);
      if (wanted !== undefined) open(wanted);
      else if (about === undefined) void message.info('请到原来那一页接着写，写过的都在');
      else modal.info({ title: '这一步现在办不了了', width: 640, content: <Written at={at} />, okText: '知道了' });
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  const forget = (): void =>
    void modal.confirm({
      title: `不要“${title}”里写的了？`,
      content: '清掉以后找不回来。',
      okText: '不要了',
      cancelText: '留着',
      onOk: async () => {
        await call('dropDraft', { query: { at } });
        await client.invalidateQueries({ queryKey: ['drafts'] });
      },
    });
  return (
    <li className="unfinished-line">
      <span>
        <strong>{title === '' ? '没有写完的' : title}</strong>
        <span className="quiet unfinished-when">{momentZh(savedAt)} 存</span>
        {about && (
          <span className="unfinished-about">
            <To href={about.href}>{about.title}</To>
          </span>
        )}
      </span>
      <span className="buttons">
        <Button size="small" onClick={() => void goOn()}>
          接着写
        </Button>
        <Button size="small" type="text" aria-label={`不要了：${title}`} onClick={forget}>
          不要了
        </Button>
      </span>
    </li>
  );
}

/** 没写完的：在哪一台设备上写的都在，接着写就是。 */
export function Unfinished() {
  const { data } = useQuery({ ...draftsOfMine, refetchOnMount: 'always' });
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Block title={`没写完的（${items.length}）`} side={<span className="quiet">只有您自己看得到，存三十天</span>}>
      <ul className="plain unfinished">
        {items.map((draft) => (
          <Line key={draft.at} draft={draft} />
        ))}
      </ul>
    </Block>
  );
}
