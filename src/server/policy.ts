import { officeZh, type Office } from '#core/people/actor.ts';
import { handlingTable, policyTable } from '#core/policy-table.ts';
import { factKinds, ledger } from '#core/studio/ledger.ts';
import { beginnings } from './actions/openings.ts';
import { peopleOperations } from './people/people-operations.ts';

/** One cell of the permission matrix; `state` is '*' for what is not a step of a matter. */
export type Cell = Readonly<{ operation: string; zh: string; state: string; office: Office; allowed: boolean }>;

const offices = (Object.keys(officeZh) as Office[]).filter((office) => office !== 'clock');
const anywhere = (operation: string, zh: string, by: readonly Office[] | 'everybody'): Cell[] =>
  offices.map((office) => ({ operation, zh, state: '*', office, allowed: by === 'everybody' || by.includes(office) }));

/** Every operation × office × state: the steps of all lives, what may be begun, the ledger, people. */
export const everyCell = (): readonly Cell[] => [
  ...policyTable().map(({ operation, zh, state, office, allowed }) => ({ operation, zh, state, office, allowed })),
  ...handlingTable().map(({ operation, kind, zh, state, office, allowed }) => ({ operation, zh, state: `${kind}:${state}`, office, allowed })),
  ...beginnings.flatMap(({ name, zh, by }) => anywhere(name, zh, by)),
  ...factKinds.flatMap((kind) => anywhere(`${kind}.add`, ledger[kind].add, ledger[kind].by)),
  ...peopleOperations.flatMap(({ name, zh, offices: by }) => anywhere(name, zh, by)),
];
