import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import type { Me } from '#contract/shapes.ts';
import { call } from '../api/call.ts';
import { me as meAt } from '../api/questions.ts';
import { sentenceOf } from '../api/trouble.ts';
import { knownMe } from '../site/known-me.ts';
import { ChangePassword } from './change-password.tsx';
import { guideAsked } from './guide-asked.ts';
import { useLargeType } from './large-type.ts';

type Held = Me['acting'];
/** 归口工会 · 思明区工会 */
const officeText = ({ officeZh, union, studio, standsFor }: Held): string =>
  [`${officeZh}${standsFor === undefined ? '' : `（代${standsFor}）`}`, studio?.name ?? union?.name].filter((part) => part !== undefined).join(' · ');

function useDoor() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const say = (error: unknown) => void message.error(sentenceOf(error));
  const change = useMutation({
    mutationFn: (office: string) => call('switchOffice', { body: { office } }),
    onSuccess(who) {
      client.clear();
      client.setQueryData(meAt.queryKey, who);
      void navigate({ to: '/' });
      void message.success(`现在以“${officeText(who.acting)}”办事`);
    },
    onError: say,
  });
  const leave = useMutation({
    mutationFn: () => call('signOut', { quiet: true }),
    onSettled() {
      knownMe.forget();
      client.clear();
      void navigate({ to: '/sign-in' });
    },
  });
  return { change, leave };
}

/** 我是谁，以什么职务办事；换职务、大字、改密码、退出。 */
export function WhoAmI({ me, short }: { me: Me; short: boolean }) {
  const { change, leave } = useDoor();
  const navigate = useNavigate();
  const [large, setLarge] = useLargeType();
  const [changing, setChanging] = useState(false);
  const others = me.offices.filter(({ id }) => id !== me.acting.id);
  const items: MenuProps['items'] = [
    { key: 'now', type: 'group', label: `${me.person.name}（${me.account}） · ${officeText(me.acting)}` },
    ...(others.length > 0
      ? [
          {
            key: 'switch',
            type: 'group' as const,
            label: '换一个职务办事',
            children: others.map((held) => ({ key: `office:${held.id}`, label: officeText(held) })),
          },
        ]
      : []),
    { type: 'divider' },
    { key: 'large', label: large ? '恢复标准字' : '大字（适老）' },
    { key: 'guide', label: '使用说明（?）' },
    { key: 'outside', label: '日历和接口' },
    { key: 'password', label: '修改密码' },
    { key: 'leave', label: '退出登录' },
  ];
  const pick = (key: string): void => {
    if (key === 'large') setLarge(!large);
    else if (key === 'guide') dispatchEvent(new Event(guideAsked));
    else if (key === 'outside') void navigate({ to: '/outside' });
    else if (key === 'password') setChanging(true);
    else if (key === 'leave') leave.mutate();
    else change.mutate(key.replace(/^office:/, ''));
  };
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => pick(key) }} placement="bottomRight">
        <Button type="text" className="who" icon={<UserOutlined />} aria-label={`${me.person.name}，${officeText(me.acting)}，打开个人菜单`}>
          {!short && (
            <span className="who-words">
              <span>{me.person.name}</span>
              <span className="quiet">{officeText(me.acting)}</span>
            </span>
          )}
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {changing && <ChangePassword onClose={() => setChanging(false)} />}
    </>
  );
}
