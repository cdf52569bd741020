import type { Generated } from 'kysely';

/** 给别的系统用的表；写法见 schema.ts。 */
export interface ApiTokenTable {
  id: string;
  tokenHash: Buffer;
  name: string;
  officeId: string;
  scopes: string[];
  madeAt: string;
  expiresAt: string;
  usedAt: string | null;
  revokedAt: string | null;
}

export interface CalendarFeedTable {
  officeId: string;
  secretHash: Buffer;
  madeAt: string;
  usedAt: string | null;
}

export interface WebhookTable {
  id: string;
  url: string;
  events: string[];
  secret: string;
  madeBy: string;
  madeAt: string;
  failures: Generated<number>;
  pausedAt: string | null;
  pausedWhy: string | null;
}

export interface WebhookDeliveryTable {
  eventId: string;
  webhookId: string;
  type: string;
  body: string;
  madeAt: Generated<string>;
  tries: Generated<number>;
  nextAt: Generated<string>;
  doneAt: string | null;
  givenUp: Generated<boolean>;
  status: number | null;
  problem: string | null;
  triedAt: string | null;
}

export interface OutsideCodeTable {
  unionId: string;
  system: string;
  code: string;
}

export interface OutsideTables {
  apiToken: ApiTokenTable;
  calendarFeed: CalendarFeedTable;
  webhook: WebhookTable;
  webhookDelivery: WebhookDeliveryTable;
  outsideCode: OutsideCodeTable;
}
