import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { me } from '../../api/questions.ts';
import { Door } from '../../parts/session/door.tsx';
import { SignInForm } from '../../parts/session/sign-in-form.tsx';

const route = getRouteApi('/sign-in');
/** Only ways inside: a link from outside must not lead on to another site. */
const inside = (next: string | undefined): string => (next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/');

/** 登录：进门。 */
export function SignInPage() {
  const client = useQueryClient();
  const router = useRouter();
  const { next } = route.useSearch();
  useEffect(() => {
    document.title = '登录 · 领衔';
  }, []);
  return (
    <Door title="登录">
      <SignInForm
        onSignedIn={(who) => {
          client.clear();
          client.setQueryData(me.queryKey, who);
          router.history.replace(inside(next));
        }}
      />
      <p className="quiet door-help">忘记密码，请向系统管理员索取新的邀请链接。</p>
    </Door>
  );
}
