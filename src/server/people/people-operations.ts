import type { PeopleOperation } from './operation.ts';
import { addPersonOperation, disableAccount, enableAccount, inviteAgain, openAccount } from './operations/accounts.ts';
import { mapCode } from './operations/codes.ts';
import { declareKinship } from './operations/kinship.ts';
import { appoint, endOffice } from './operations/offices.ts';
import { endStandIn, nameStandIn } from './operations/stand-ins.ts';
import { addUnion, nameInCharge } from './operations/unions.ts';

/** 人员、账号、职务、工会的全部操作。 */
export const peopleOperations: readonly PeopleOperation[] = [
  addPersonOperation,
  openAccount,
  inviteAgain,
  disableAccount,
  enableAccount,
  appoint,
  endOffice,
  addUnion,
  nameInCharge,
  mapCode,
  declareKinship,
  nameStandIn,
  endStandIn,
];
