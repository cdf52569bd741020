import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { LetterTemplate } from '#contract/shapes.ts';
import { letterTemplates } from '../../api/questions.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { momentZh } from '../../parts/text/day-text.ts';
import { TemplateEditor } from './template-editor.tsx';

type Slots = readonly Readonly<{ name: string; zh: string }>[];

function Card({ template, slots, mayEdit }: { template: LetterTemplate; slots: Slots; mayEdit: boolean }) {
  const [open, setOpen] = useState(template.version === 0 && template.text === '');
  const { zh, when, version, madeAt, by, subject } = template;
  return (
    <li className="card letter-card">
      <div className="card-title">
        {zh} <span className="quiet">{when}</span>
      </div>
      <div className="card-line">{subject}</div>
      <div className="card-line quiet">{madeAt === null ? '系统自带' : `${by ?? ''} ${momentZh(madeAt)} 改，第 ${version} 版`}</div>
      <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
        {open ? '收起' : mayEdit ? '看、改' : '看一看'}
      </Button>
      {open && <TemplateEditor key={version} template={template} slots={slots} mayEdit={mayEdit} />}
    </li>
  );
}

const blank = (key: string, zh: string): LetterTemplate => ({ key, zh, when: '只用于这一步', version: 0, subject: '', text: '', madeAt: null, by: null });

/** 函件模板：每一类怎么写；为某一步单写的优先。Old versions stay. */
export function TemplatesPage() {
  const asked = useQuery(letterTemplates);
  const [added, setAdded] = useState<LetterTemplate>();
  return (
    <Page title="函件模板" crumb={<To href="/letters">发件箱</To>} lead="办一件事，函件照模板拟好；改了模板，已经写好的函件不变。">
      <Answered of={asked} lines={8}>
        {({ items, slots, steps, mayEdit }) => (
          <>
            <ul className="cards letter-list">
              {[...items, ...(added !== undefined && !items.some(({ key }) => key === added.key) ? [added] : [])].map((template) => (
                <Card key={template.key} template={template} slots={slots} mayEdit={mayEdit} />
              ))}
            </ul>
            {mayEdit && (
              <div className="letter-field">
                <label htmlFor="one-step">为某一步单写一个</label>
                <Select
                  id="one-step"
                  showSearch={{ optionFilterProp: 'label' }}
                  placeholder="选一步，如“申报：不予受理”"
                  value={added?.key}
                  options={steps.filter(({ key }) => !items.some((item) => item.key === key)).map(({ key, zh }) => ({ value: key, label: zh }))}
                  onChange={(key: string) => setAdded(blank(key, steps.find((one) => one.key === key)?.zh ?? key))}
                />
              </div>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}
