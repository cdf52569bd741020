import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Radio } from 'antd';
import type { NoticeSettings } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { noticeSettings } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { Address } from './address.tsx';
import { SentMails } from './sent-mails.tsx';

type Kind = NoticeSettings['kinds'][number];

function useChoosing() {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (choices: { kind: Kind['kind']; choice: Kind['choice'] }[]) => call('chooseNotices', { body: { choices } }),
    onSuccess: (settings) => client.setQueryData(noticeSettings.queryKey, settings),
    onError: (error) => void message.error(sentenceOf(error)),
  });
}

/** 每一种通知怎么给我。站内总是有。 */
function Kinds({ settings: { kinds, mostAtOnce, digestAt } }: { settings: NoticeSettings }) {
  const choose = useChoosing();
  // What hurries at once, the rest in the morning: what may be kept to the pages is never urgent.
  const usualOf = ({ choices }: Kind): Kind['choice'] => (choices.some(({ value }) => value === 'none') ? 'digest' : 'atOnce');
  const usual = () => choose.mutate(kinds.filter((one) => !one.usual).map((one) => ({ kind: one.kind, choice: usualOf(one) })));
  return (
    <Block
      title="怎么告诉我"
      side={
        kinds.some((kind) => !kind.usual) ? (
          <Button size="small" loading={choose.isPending} onClick={usual}>
            一键恢复默认
          </Button>
        ) : (
          <span className="quiet">现在是默认设置</span>
        )
      }
    >
      <p className="quiet">
        站内的通知总是有。邮件平时每个工作日早上 {digestAt} 一封摘要；急的上班时间当时发，每天最多 {mostAtOnce}{' '}
        封，多的并入第二天的摘要，一件不漏。休息日不打扰，调休上班的日子照常。
      </p>
      <ul className="plain notice-kinds">
        {kinds.map(({ kind, zh, choice, choices }) => (
          <li key={kind}>
            <span id={`kind-${kind}`}>{zh}</span>
            <Radio.Group
              aria-labelledby={`kind-${kind}`}
              value={choice}
              options={choices.map(({ value, zh: label }) => ({ value, label }))}
              onChange={({ target }) => choose.mutate([{ kind, choice: choices.find(({ value }) => value === target.value)?.value ?? choice }])}
            />
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** 通知设置：怎么告诉我、用哪个邮箱、发过我哪些邮件。 */
export function NoticesPage() {
  const asked = useQuery(noticeSettings);
  return (
    <Page title="通知设置" crumb={<To href="/notifications">通知</To>}>
      <Answered of={asked}>
        {(settings) => (
          <>
            <Address settings={settings} />
            <Kinds settings={settings} />
            <SentMails />
          </>
        )}
      </Answered>
    </Page>
  );
}
