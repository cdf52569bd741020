import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Mentions, Radio } from 'antd';
import { useId, useRef, useState } from 'react';
import type { Audience } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { choicesAt } from '../form/choice-input.tsx';
import { onceKey } from '../form/once-key.ts';

type Props = Readonly<{ matter: string; audiences: readonly Audience[]; answers?: string; onSaid: () => void; onCancel?: () => void }>;

/** 张三（基层工会，示例一厂工会）is mentioned as @张三. */
const nameIn = (label: string): string => label.split('（')[0] ?? label;

/** Who may be mentioned where this audience listens, and which of them stand in the text. */
function useMentions(matter: string, audience: Audience | undefined, wanted: boolean) {
  const { data = [] } = useQuery({
    ...choicesAt(`/api/choices/mention-${audience?.code ?? 'office'}?matter=${matter}`, ''),
    enabled: wanted && audience !== undefined,
  });
  const chosen = useRef(new Map<string, string>());
  return {
    options: data.map(({ value, label }) => ({ key: value, value: nameIn(label), label })),
    choose: (name: string, seat: string) => chosen.current.set(name, seat),
    inText: (text: string) =>
      [...chosen.current].filter(([name, seat]) => text.includes(`@${name}`) && data.some(({ value }) => value === seat)).map(([, seat]) => seat),
  };
}

/** 写一条意见：说给谁听始终看得见；要离开办公室的，先说清谁会看到，再问一次。 */
export function CommentBox({ matter, audiences, answers, onSaid, onCancel }: Props) {
  const { modal } = App.useApp();
  const group = useId();
  const [key] = useState(onceKey);
  const [text, setText] = useState('');
  const [code, setCode] = useState(audiences[0]?.code);
  const [wanted, setWanted] = useState(false);
  const audience = audiences.find((one) => one.code === code) ?? audiences[0];
  const mentions = useMentions(matter, audience, wanted);
  const add = useMutation({
    mutationFn: (confirmed: boolean) => {
      const body = {
        text: text.trim(),
        visibility: audience?.code ?? 'office',
        mentions: mentions.inText(text),
        confirmed,
        ...(answers === undefined ? {} : { parent: answers }),
      };
      return call('addComment', { params: { id: matter }, body, key: key.for(body) });
    },
    onSuccess: () => {
      key.done();
      setText('');
      onSaid();
    },
  });
  const readers = audience?.readers.join('、') ?? '';
  const send = () => {
    if (text.trim() === '') return;
    if (audience?.confirm !== true) return add.mutate(false);
    void modal.confirm({
      title: '这条意见会发到办公室以外',
      content: `${readers}都看得到。确认发给他们吗？`,
      okText: '确认发出',
      cancelText: '再想想',
      onOk: () => add.mutate(true),
    });
  };
  return (
    <form
      className="comment-box no-print"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {answers === undefined && audiences.length > 1 && (
        <Radio.Group
          name={group}
          aria-label="说给谁听"
          size="small"
          optionType="button"
          value={audience?.code}
          options={audiences.map(({ code: value, zh: label }) => ({ value, label }))}
          onChange={({ target }) => setCode(target.value as Audience['code'])}
        />
      )}
      <p className="quiet">
        <span className={`tag said-to ${audience?.code ?? ''}`}>{audience?.zh}</span> {readers === '' ? '现在没有别人看得到' : `${readers}看得到`}
      </p>
      <Mentions
        aria-label={answers === undefined ? '意见' : '回复'}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={2000}
        value={text}
        placeholder={answers === undefined ? '写下意见，用 @ 提到同事' : '回复'}
        onFocus={() => setWanted(true)}
        onChange={setText}
        options={mentions.options}
        onSelect={({ key: seat, value }) => mentions.choose(value ?? '', seat ?? '')}
      />
      {add.error && (
        <p role="alert" className="wrong">
          {sentenceOf(add.error)}
        </p>
      )}
      <p className="comment-send">
        <Button
          htmlType="submit"
          type={answers === undefined ? 'default' : 'primary'}
          size={answers === undefined ? 'middle' : 'small'}
          loading={add.isPending}
          disabled={text.trim() === ''}
        >
          {answers === undefined ? '发表意见' : '回复'}
        </Button>
        {onCancel && (
          <Button size="small" onClick={onCancel}>
            不回了
          </Button>
        )}
      </p>
    </form>
  );
}
