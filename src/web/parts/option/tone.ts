import type { ButtonProps } from 'antd';
import type { Option } from '#contract/shapes.ts';

/** 往前走是红底，往回走是白底，叫停是红框。 */
const looks: Readonly<Record<Option['tone'], Pick<ButtonProps, 'type' | 'danger'>>> = {
  forward: { type: 'primary' },
  back: { type: 'default' },
  stop: { type: 'default', danger: true },
};
export const lookOf = (tone: Option['tone']): Pick<ButtonProps, 'type' | 'danger'> => looks[tone];
export const isLacking = ({ lacks }: Option): boolean => (lacks?.length ?? 0) > 0;
