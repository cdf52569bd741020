import { lives } from '../lives.ts';
import { theClock } from '../people/desks.ts';
import type { Desk } from '../people/desks.ts';
import type { Standard } from './standard.ts';

type Tables = Readonly<Record<string, Readonly<{ zh: string; transitions: Readonly<Record<string, Readonly<{ zh: string; by?: Desk<never> }>>> }>>>;
const tables = lives as unknown as Tables;

function stepOf(key: string) {
  const [kind = '', transition = '', ...rest] = key.split('.');
  const life = Object.hasOwn(tables, kind) ? tables[kind] : undefined;
  const row = life !== undefined && rest.length === 0 && Object.hasOwn(life.transitions, transition) ? life.transitions[transition] : undefined;
  return life === undefined || row === undefined ? undefined : { life, row };
}

/** A step that a rule of signing names, in words; as it is written where there is no such step. */
export function signedStepZh(key: string): string {
  const step = stepOf(key);
  return step === undefined ? key : `${step.life.zh}：${step.row.zh}`;
}

/** 会签的规定里没法照办的：没有这样一步，或者是系统自己办的一步。 */
export const signingFaults = ({ signing }: Standard): readonly Readonly<{ at: string; says: string }>[] =>
  Object.keys(signing).flatMap((key) => {
    const step = stepOf(key);
    if (step === undefined) return [{ at: `signing.${key}`, says: '没有这样一步' }];
    return step.row.by === theClock ? [{ at: `signing.${key}`, says: `“${step.row.zh}”是系统自己办的，不能要求先会签` }] : [];
  });
