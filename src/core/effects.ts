import type { Answer } from './library/challenge.ts';
import type { AdoptionForm } from './library/experience.ts';
import type { RevocationGround } from './revocation/life.ts';
import type { Day } from './shared/days.ts';
import type { TriggerCode } from './title/triggers.ts';

/** What follows, as data: the server carries it out in the same transaction. */
export type Effect =
  | Readonly<{ do: 'freeze'; purpose: string }>
  | Readonly<{ do: 'milestone'; milestone: 'created' | 'qualified'; studio: string }>
  | Readonly<{ do: 'standing'; studio: string; standing: string; plaqueNo?: string }>
  | Readonly<{ do: 'open-acceptance'; declaration: string }>
  | Readonly<{ do: 'open-sheets'; experts: readonly string[] }>
  | Readonly<{ do: 'refresh-parent' }>
  | Readonly<{ do: 'freeze-sheet' }>
  | Readonly<{ do: 'hold-decision'; item: string; step: string; input: unknown }>
  | Readonly<{ do: 'release-decision'; item: string }>
  | Readonly<{ do: 'insist-on-item'; item: string; at?: number }>
  | Readonly<{ do: 'give-back'; text: string }>
  | Readonly<{ do: 'refresh-siblings' }>
  | Readonly<{ do: 'enlist'; studio: string; acceptance: string; standard: string }>
  | Readonly<{ do: 'open-publicity' }>
  | Readonly<{ do: 'close-notice' }>
  | Readonly<{ do: 'open-title'; studio: string; standard: string; plaqueNo: string; documentNumber: string }>
  | Readonly<{ do: 'open-grant'; studio: string; standard: string }>
  | Readonly<{ do: 'item'; transition: 'suspend' | 'restore' | 'drop'; studio: string; reason: string }>
  | Readonly<{ do: 'freeze-report' }>
  | Readonly<{ do: 'deliver' }>
  | Readonly<{ do: 'return-report'; remarks: unknown }>
  | Readonly<{ do: 'close-report' }>
  | Readonly<{ do: 'drop-reports'; reason: string }>
  | Readonly<{ do: 'open-assessments' }>
  | Readonly<{ do: 'place-bands' }>
  | Readonly<{ do: 'move-title'; transition: 'rectify' | 'heal' | 'revoke' | 'dissolve'; reason: string }>
  | Readonly<{ do: 'renew-title'; validUntil: string }>
  | Readonly<{ do: 'replace-lost-plaque'; studio: string; name: string; lostOn: Day; why: string }>
  | Readonly<{ do: 'plaque-back'; plaqueNo: string; returnedOn: Day; returnedBy: string; note?: string }>
  | Readonly<{ do: 'stop-grant'; reason: string }>
  | Readonly<{ do: 'open-rectification'; ground: TriggerCode; reason: string }>
  | Readonly<{ do: 'open-revocation'; ground: RevocationGround; reason: string }>
  | Readonly<{ do: 'apply-change' }>
  | Readonly<{ do: 'link-partner' }>
  | Readonly<{ do: 'open-draw'; source: string; drawOn: string }>
  | Readonly<{ do: 'take-draw' }>
  | Readonly<{ do: 'undo-draw' }>
  | Readonly<{ do: 'pair'; capacity: number }>
  | Readonly<{ do: 'unpair' }>
  | Readonly<{ do: 'open-inspections'; teamSize: number }>
  | Readonly<{ do: 'refresh-checklists' }>
  | Readonly<{ do: 'open-findings'; mendBy: string }>
  | Readonly<{ do: 'close-inspection' }>
  | Readonly<{ do: 'put-forward' }>
  | Readonly<{ do: 'withdraw-candidate'; reason: string }>
  | Readonly<{ do: 'ask-named' }>
  | Readonly<{ do: 'open-adoption'; brought: AdoptionForm }>
  | Readonly<{ do: 'open-guidance'; brought: Shared }>
  | Readonly<{ do: 'open-bid'; brought: Answer }>
  | Readonly<{ do: 'settle-bids'; chosen?: string; reason: string }>
  | Readonly<{ do: 'move-challenge'; transition: 'solve' | 'reopen'; outcome: string }>
  | Readonly<{ do: 'tell-studio'; studio: string; text: string }>
  | Readonly<{ do: 'notify-studio'; text: string }>;
/** An answer to a difficulty, put so that it helps others. */
export type Shared = Readonly<{ title: string; topic: string; practice: string }>;
