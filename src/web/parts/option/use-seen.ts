import { useQueryClient } from '@tanstack/react-query';
import type { FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import { typedOf } from '#core/drafts/draft.ts';
import { me as whoAmI } from '../../api/questions.ts';
import type { DraftLine, Found } from '../form/draft-line.ts';
import type { Field } from '../form/schema.ts';
import { startingValues, type Values } from '../form/values.ts';
import { changedUnder, sinceOf } from './since.ts';
import type { Wanted } from './taking.ts';

type Asked = Readonly<{ wanted: Wanted; gone: boolean; form: FormInstance; fields: readonly Field[]; line: DraftLine; found: Found | undefined }>;

/**
 * Which version of the matter was read — a page that was asked again behind one's back has not been read — and what
 * somebody else changed since, until the reader goes on with the new one.
 */
export function useSeen({ wanted: { option, matter }, gone, form, fields, line, found }: Asked) {
  const me = useQueryClient().getQueryData(whoAmI.queryKey);
  const moves = matter !== undefined && option.href.split('/').includes(matter.id);
  const [seen, setSeen] = useState(moves ? (found?.version ?? matter.version) : undefined);
  const [before, setBefore] = useState<Values>(() => startingValues(fields));
  const behind = matter !== undefined && seen !== undefined && matter.version > seen && !gone;
  const since = behind ? sinceOf(matter.history, seen) : [];
  const under = behind ? changedUnder(fields, since, before, form.getFieldsValue(true) as Values) : [];
  useEffect(() => line.sees(seen), [line, seen]);

  /** Untouched fields follow the matter; of those that were typed into, what was chosen stands. */
  const goOn = (theirs: ReadonlySet<string>): void => {
    const now = startingValues(fields);
    const typed = typedOf(before, form.getFieldsValue(true) as Values);
    for (const { name } of fields) if (!(name in typed) || theirs.has(name)) form.setFieldValue(name, now[name]);
    setBefore(now);
    setSeen(matter?.version);
  };
  // What one did oneself since, on this page or another, is no news.
  const own = since.length > 0 && since.every(({ by }) => by.name === me?.person.name && by.office === me.acting.office) && under.length === 0;
  useEffect(() => {
    if (own) goOn(new Set());
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [own]);

  const version = seen ?? matter?.version;
  return { before, behind: behind && !own, since, under, goOn, matter: matter === undefined || version === undefined ? matter : { ...matter, version } };
}
