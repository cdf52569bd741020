import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { Matter, Option } from '#contract/shapes.ts';
import { OptionForm } from '../../parts/option/option-form.tsx';
import { SaidNo } from '../../parts/option/said-no.tsx';
import { useTake } from '../../parts/option/use-take.ts';
import { useMe } from '../../parts/look/use-me.ts';
import { withDefaults } from './with-defaults.ts';
import { stepOf, type Item } from './meeting-of.ts';

type Props = Readonly<{ matter: Matter; item: Item; about: Matter; onDone: () => void }>;

function Held({ item: { step, said, note, state, changed, decidedBy, past } }: { item: Item }) {
  if (step === undefined && note === '') return null;
  return (
    <div className="held" role="status">
      <p>
        <strong>{state.zh}</strong>
        {step !== undefined && `：${step.title}`}
        {decidedBy !== undefined && <span className="quiet">（{decidedBy}）</span>}
      </p>
      {said.map(({ label, text }) => (
        <p key={label} className="quiet">
          {label}：{text}
        </p>
      ))}
      {note !== '' && <p>{note}</p>}
      {changed && <p className="warn-text">议定以后这件事项有变化，请看过再议定一次。</p>}
      {past.length > 0 && (
        <details>
          <summary className="quiet">改过 {past.length} 次</summary>
          {past.map(({ text, until }) => (
            <p key={until} className="quiet">
              {text}
            </p>
          ))}
        </details>
      )}
    </div>
  );
}

function Defer({ matter, option, item, onDone }: { matter: Matter; option: Option; item: Item; onDone: () => void }) {
  const [note, setNote] = useState('');
  const take = useTake({ option, matter }, onDone);
  return (
    <form
      className="defer"
      onSubmit={(event) => {
        event.preventDefault();
        take.mutate({ item: item.id, note, at: item.version });
      }}
    >
      <label htmlFor="defer-note">暂缓的理由</label>
      <Input.TextArea id="defer-note" value={note} maxLength={500} autoSize={{ minRows: 2 }} onChange={({ target }) => setNote(target.value)} />
      <Button htmlType="submit" loading={take.isPending} disabled={note.trim().length < 2}>
        暂缓
      </Button>
      <SaidNo error={take.error} matter={matter.id} />
    </form>
  );
}

/** 当场议定：用这件事项自己的办法；只是记下来，发布时才照办。 */
export function Decide({ matter, item, about, onDone }: Props) {
  const me = useMe();
  const { message } = App.useApp();
  const [decide, defer] = [stepOf(matter, 'decide'), stepOf(matter, 'defer')];
  const offered = about.options.filter(({ more, name }) => more !== true && name.startsWith(`${about.kind}.`));
  const [chosen, choose] = useState<string | undefined>(item.step === undefined ? undefined : `${about.kind}.${item.step.code}`);
  const [note, setNote] = useState(item.note);
  const option = offered.find(({ name }) => name === chosen);
  const lacks = option?.lacks ?? [];
  const done = (): void => {
    void message.success('记下了，发布以前别人看不到');
    onDone();
  };
  if (decide === undefined || item.state.code === 'released')
    return (
      <>
        <Held item={item} />
        {item.state.code !== 'released' && <p className="quiet">{matter.state.code === 'prepared' ? '开会以后，在这里逐项议定。' : '由开会的领导议定。'}</p>}
      </>
    );
  return (
    <>
      <Held item={item} />
      {offered.length === 0 && <p className="quiet">这件事项现在没有要您办的，可能已经另行办理。</p>}
      <div className="buttons" role="group" aria-label="怎样办">
        {offered.map(({ name, title, tone, lacks: missing = [] }) => (
          <Button
            key={name}
            type={name === chosen ? 'primary' : 'default'}
            danger={tone === 'stop'}
            aria-pressed={name === chosen}
            onClick={() => choose(name)}
          >
            {title}
            {missing.length > 0 && <span className="lack-count">还差 {missing.length} 样</span>}
          </Button>
        ))}
      </div>
      {lacks.map(({ code, message: says }) => (
        <p key={code} className="warn-text">
          {says}
        </p>
      ))}
      {option !== undefined && lacks.length === 0 && (
        <>
          <div className="defer">
            <label htmlFor="decided-note">议定意见（写进纪要，可不填）</label>
            <Input.TextArea id="decided-note" value={note} maxLength={1000} autoSize={{ minRows: 2 }} onChange={({ target }) => setNote(target.value)} />
          </div>
          <OptionForm
            key={option.name}
            wanted={{
              option: {
                ...option,
                title: `议定：${option.title}`,
                href: decide.href,
                // Nobody is told before it is released.
                tells: undefined,
                input: withDefaults(option.input ?? { type: 'object', properties: {} }, matter, item, option),
              },
              matter,
              draftAt: `${decide.href}/${item.id}.${option.name}`,
              wrap: (input) => ({
                item: item.id,
                at: item.version,
                step: option.name.slice(about.kind.length + 1),
                input: input ?? {},
                ...(note.trim() === '' ? {} : { note: note.trim() }),
              }),
            }}
            person={me.person.id}
            today={me.today}
            onTaken={done}
          />
        </>
      )}
      {defer !== undefined && <Defer matter={matter} option={defer} item={item} onDone={done} />}
    </>
  );
}
