import type { Json } from './json.ts';

/** 评审台和会议；写法见 schema.ts。 */
export interface PanelAssignmentTable {
  id: string;
  byPerson: string;
  at: string;
  content: Json;
  sha256: string;
}

export interface OwnNoteTable {
  personId: string;
  matterId: string;
  text: string;
  revision: number;
  at: string;
}

export interface MeetingTable {
  id: string;
  body: string;
  heldOn: string;
  place: string;
  chair: string;
  present: Json;
  guests: string;
  minutesNo: string | null;
  remarks: string;
  begunAt: string | null;
  endedAt: string | null;
}

export interface MeetingItemTable {
  id: string;
  meetingId: string;
  matterId: string;
  position: number;
  state: string;
  version: number;
  step: string | null;
  stepZh: string | null;
  input: Json | null;
  said: Json | null;
  seen: number | null;
  note: string;
  evidence: Json | null;
  decidedBy: string | null;
  decidedAt: string | null;
  releasedAt: string | null;
}

export interface MeetingItemPastTable {
  id: string;
  itemId: string;
  state: string;
  step: string | null;
  input: Json | null;
  note: string;
  until: string;
}

export interface ReviewTables {
  panelAssignment: PanelAssignmentTable;
  ownNote: OwnNoteTable;
  meeting: MeetingTable;
  meetingItem: MeetingItemTable;
  meetingItemPast: MeetingItemPastTable;
}
