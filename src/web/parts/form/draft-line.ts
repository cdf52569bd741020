import type { Draft as Kept } from '#contract/shapes.ts';
import { differing, merged } from '#core/drafts/draft.ts';
import { call, isTrouble } from '../../api/call.ts';
import { clockOf } from '../text/day-text.ts';
import { drafts, type Draft } from './drafts.ts';
import { fileNames } from './file-names.ts';
import type { Values } from './values.ts';

/** What a form starts from: what was typed before, when, seeing which version of the matter. */
export type Found = Readonly<{ values: Values; at: Date; version: number | undefined }>;
/** Two devices wrote otherwise: both versions, until somebody has chosen. */
export type Conflict = Readonly<{ mine: Values; theirs: Values; revision: number; at: Date }>;
export type Standing = Readonly<{ says: string; conflict?: Conflict }>;

const pause = 600;
const again = 15_000;
const patience = 4_000;
/** What a browser sends after the page is gone. */
const keptAlive = 60_000;

const waiting = '暂存在本机，连上网后再保存';
const savedAt = (at: Date): string => `已保存 ${clockOf(at)}`;
const text = (values: Values): string => JSON.stringify(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const same = (a: Values, b: Values): boolean => text(a) === text(b);

/**
 * One form's line to its draft: at once on this machine, a moment later on the server, one request at a time. Without a
 * network it waits and tries again; where another device has written on, it stops and hands out both versions.
 */
export class DraftLine {
  private readonly person: string;
  private readonly href: string;
  private readonly tell: (standing: Standing) => void;
  private version: number | undefined;
  private revision = 0;
  private unsent: Values | undefined;
  private kept: Values | undefined;
  private conflict: Conflict | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | undefined;
  private over = false;

  constructor(person: string, href: string, tell: (standing: Standing) => void) {
    this.person = person;
    this.href = href;
    this.tell = tell;
  }

  /** The version of the matter the writer has seen; what was written before it goes on from there. */
  sees(version: number | undefined): void {
    if (version === this.version) return;
    this.version = version;
    const last = this.unsent ?? this.kept;
    if (last === undefined) return;
    this.kept = undefined;
    this.unsent = undefined;
    this.keep(last);
  }

  /** What there is to go on with, from here and from the server; without a network, from here. */
  async open(): Promise<Found | undefined> {
    const here = drafts.of(this.person, this.href);
    const there = await this.ask();
    if (there === undefined) {
      this.revision = here?.revision ?? 0;
      if (here !== undefined) this.wait(waiting);
      return here === undefined ? undefined : this.foundHere(here);
    }
    this.revision = there?.revision ?? 0;
    for (const file of there?.files ?? []) fileNames.keep(file.id, file);
    if (here === undefined) return there === null ? undefined : this.foundThere(there);
    if (there === null || there.revision === here.revision) return this.goOn(here);
    return this.bring(here, there);
  }

  private goOn(here: Draft): Found {
    this.unsent = here.values;
    this.version = here.version === 0 ? undefined : here.version;
    void this.send();
    return this.foundHere(here);
  }

  /** Both wrote: what does not contradict goes together; what does is asked. */
  private bring(here: Draft, there: Kept): Found {
    const both = merged(here.values, there.values);
    if (differing(here.values, there.values).length > 0)
      this.stop({ mine: here.values, theirs: there.values, revision: there.revision, at: new Date(there.savedAt) });
    else if (same(both, there.values)) drafts.drop(this.person, this.href);
    else this.keep(both);
    return { values: both, at: new Date(here.at), version: there.version };
  }

  private foundThere({ values, savedAt, version }: Kept): Found {
    [this.kept, this.version] = [values, version];
    return { values, at: new Date(savedAt), version };
  }

  private foundHere = ({ values, at, version }: Draft): Found => ({ values, at: new Date(at), version: version === 0 ? undefined : version });

  private async ask(): Promise<Kept | null | undefined> {
    try {
      const { draft } = await call('draft', { query: { at: this.href }, quiet: true, signal: AbortSignal.timeout(patience) });
      return draft ?? null;
    } catch {
      return undefined;
    }
  }

  /** Kept here a moment after the last key, and then there. */
  keep(values: Values): void {
    const last = this.unsent ?? this.kept;
    if (last !== undefined && same(last, values)) return;
    clearTimeout(this.timer);
    this.unsent = values;
    this.timer = setTimeout(() => this.flush(), pause);
  }

  /** Kept at once: the form goes away, or the page does. */
  flush(leaving = false): void {
    clearTimeout(this.timer);
    if (this.unsent === undefined || this.over) return;
    const here = { values: this.unsent, at: new Date().toISOString(), version: this.version ?? 0, revision: this.revision };
    if (!drafts.keep(this.person, this.href, here) && this.conflict === undefined) this.says('本机不能保存草稿，请勿关闭页面');
    void this.send(leaving);
  }

  private async send(leaving = false): Promise<void> {
    if (this.sending !== undefined || this.conflict !== undefined || this.over) return this.sending;
    this.sending = this.push(leaving).finally(() => (this.sending = undefined));
    return this.sending;
  }

  private async push(leaving: boolean): Promise<void> {
    while (this.unsent !== undefined && this.conflict === undefined && !this.over) {
      const values = this.unsent;
      const body = { values, revision: this.revision, ...(this.version === undefined ? {} : { version: this.version }) };
      try {
        const kept = await call('keepDraft', { query: { at: this.href }, body, quiet: true, keepalive: leaving && JSON.stringify(body).length < keptAlive });
        this.revision = kept.revision;
        this.kept = values;
        if (this.unsent === values) {
          this.unsent = undefined;
          drafts.drop(this.person, this.href);
        }
        this.says(savedAt(new Date(kept.savedAt)));
      } catch (error) {
        await this.failed(error, values);
        return;
      }
    }
  }

  private async failed(error: unknown, values: Values): Promise<void> {
    const status = isTrouble(error) ? error.status : 0;
    if (status === 409) return this.elsewhere(values);
    // A form of a page of its own, for which there is no draft on the server.
    if (status === 404) return this.says(`已存在本机 ${clockOf(new Date())}`);
    if (status === 413 || status === 422 || status === 400) return this.says(`只存在本机：${isTrouble(error) ? error.message : ''}`);
    this.wait(status === 401 ? '登录已过期，暂存在本机' : waiting);
  }

  private async elsewhere(values: Values): Promise<void> {
    const there = await this.ask();
    if (there === undefined || there === null) {
      this.revision = 0;
      return this.wait(waiting);
    }
    for (const file of there.files) fileNames.keep(file.id, file);
    if (differing(values, there.values).length > 0)
      return this.stop({ mine: values, theirs: there.values, revision: there.revision, at: new Date(there.savedAt) });
    this.revision = there.revision;
    this.keep(merged(values, there.values));
  }

  private stop(conflict: Conflict): void {
    this.conflict = conflict;
    this.says('两台设备上写的不一样，选定后再保存');
  }

  /** Chosen, field by field: goes on from there. */
  settle(values: Values): void {
    this.revision = this.conflict?.revision ?? this.revision;
    this.conflict = undefined;
    this.unsent = values;
    this.says('');
    this.flush();
  }

  private wait(says: string): void {
    this.says(says);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), again);
  }

  /** The network is back. */
  retry = (): void => void this.send();

  /** All is kept and nothing on its way any more: what is submitted now is not overtaken by a draft of it. */
  async quiet(): Promise<void> {
    this.flush();
    await this.sending;
  }

  /** Cleared by hand: away from here and from there. */
  async drop(): Promise<void> {
    this.unsent = undefined;
    await this.quiet();
    drafts.drop(this.person, this.href);
    const seen = this.revision;
    [this.revision, this.kept] = [0, undefined];
    if (seen > 0) await call('dropDraft', { query: { at: this.href, revision: seen }, quiet: true }).catch(() => undefined);
    this.says('');
  }

  /** It was done: the server has forgotten it with the step. */
  done(): void {
    this.over = true;
    clearTimeout(this.timer);
    drafts.drop(this.person, this.href);
  }

  private says(says: string): void {
    if (!this.over) this.tell({ says, ...(this.conflict === undefined ? {} : { conflict: this.conflict }) });
  }
}
