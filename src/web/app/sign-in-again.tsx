import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { Me } from '#contract/shapes.ts';
import { me as meAt } from '../api/questions.ts';
import { sessionEnded } from '../api/session-ended.ts';
import { SignInForm } from '../parts/session/sign-in-form.tsx';

/** 登录过期时在原地重新登录：页面和已填的内容都在，登录后再按一次就行。 */
export function SignInAgain({ me, onBack }: { me: Me; onBack?: (who: Me) => void }) {
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  useEffect(() => sessionEnded.listen(() => setOpen(true)), []);
  return (
    <Modal open={open} title="请重新登录" footer={null} onCancel={() => setOpen(false)} destroyOnHidden mask={{ closable: false }} zIndex={2000}>
      <p className="quiet">登录已过期。这一页和已填的内容都在，登录后再按一次刚才的按钮。</p>
      <SignInForm
        account={me.account}
        onSignedIn={(who) => {
          setOpen(false);
          client.setQueryData(meAt.queryKey, who);
          void client.invalidateQueries();
          onBack?.(who);
        }}
      />
    </Modal>
  );
}
