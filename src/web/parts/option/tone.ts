import type { ButtonProps } from 'antd';
import type { Option } from '#contract/shapes.ts';

/** 往前走是红底，往回走是白底，叫停是红框。 */
const looks: Readonly<Record<Option['tone'], Pick<ButtonProps, 'type' | 'danger'>>> = {
  forward: { type: 'primary' },
  back: { type: 'default' },
  stop: { type: 'default', danger: true },
};
/** The button that sends a form: beside 先不办 it is the one thing to do. */
export const sendLookOf = (tone: Option['tone']): Pick<ButtonProps, 'type' | 'danger'> => (tone === 'stop' ? looks.stop : looks.forward);
export const lookOf = (tone: Option['tone']): Pick<ButtonProps, 'type' | 'danger'> => looks[tone];
export const isLacking = ({ lacks }: Option): boolean => (lacks?.length ?? 0) > 0;
