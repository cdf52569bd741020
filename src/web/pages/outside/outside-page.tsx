import { useState } from 'react';
import { Page } from '../../parts/look/page.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { Calendar } from './calendar.tsx';
import { MailLog } from './mail-log.tsx';
import { SaidOnce, type Said } from './said-once.tsx';
import { Tokens } from './tokens.tsx';
import { Webhooks } from './webhooks.tsx';

/** 接口：别的系统怎么来取、怎么被告知；我的期限怎么进我的日历。 */
export function OutsidePage() {
  const { acting } = useMe();
  const [said, setSaid] = useState<Said>();
  return (
    <Page title="日历和接口">
      <Calendar onSaid={setSaid} />
      <Tokens onSaid={setSaid} />
      {acting.office === 'sysadmin' && <Webhooks onSaid={setSaid} />}
      {acting.office === 'sysadmin' && <MailLog />}
      <SaidOnce said={said} onClose={() => setSaid(undefined)} />
    </Page>
  );
}
