/**
 * A program that knows only what the programme promises: openings, to-dos, options, lacks, remedies, choices, files
 * and the demo clock. It knows no state, no operation and no office by name.
 */
type Json = Record<string, unknown>;
type Schema = Readonly<{
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  examples?: unknown[];
  format?: string;
  'x-choices'?: string;
}>;
type Lack = { code: string; message: string; remedies: Option[] };
export type Option = { name: string; title: string; tone: string; method: string; href: string; input: Schema | null; lacks?: Lack[] };
type Matter = {
  id: string;
  kind: string;
  title: string;
  version: number;
  state: { code: string; zh: string };
  options: Option[];
  studio?: { id: string };
  items?: { studio: { id: string } }[];
};
type Todo = { id: string; kind: string; href: string; title: string; studio?: { id: string } };
export type Account = { office: string; account: string; password: string; studio?: string; union: string };

/** One signed-in person, over HTTP. */
export class Person {
  private cookie = '';
  readonly base: string;
  readonly who: Account;
  constructor(base: string, who: Account) {
    this.base = base;
    this.who = who;
  }

  /** The session, to be sent by hand. */
  get session(): string {
    return this.cookie;
  }

  async signIn(): Promise<this> {
    const response = await fetch(`${this.base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: this.who.account, password: this.who.password }),
    });
    if (response.status !== 200) throw new Error(`${this.who.account}: ${response.status} ${await response.text()}`);
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    const me = (await response.json()) as { offices: { id: string; office: string }[]; acting: { office: string } };
    const wanted = me.offices.find(({ office }) => office === this.who.office);
    if (wanted && me.acting.office !== this.who.office) await this.send('PUT', '/api/session/office', { office: wanted.id });
    return this;
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: { cookie: this.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
  }

  /** The answer itself, for what is not JSON. */
  download(path: string): Promise<Response> {
    return fetch(`${this.base}${path}`, { headers: { cookie: this.cookie } });
  }

  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.send('GET', path);
    if (status !== 200) throw new Error(`GET ${path} as ${this.who.account}: ${status} ${JSON.stringify(body)}`);
    return body as T;
  }

  async upload(bytes: Uint8Array = Buffer.from('a scanned page, for the robot\n'), name = '扫描件.txt'): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const response = await fetch(`${this.base}/api/files`, { method: 'POST', headers: { cookie: this.cookie }, body: form });
    if (response.status !== 201) throw new Error(`upload: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  }

  /** A value the schema accepts, from nothing but the schema. */
  async valueFor(schema: Schema, taken: Set<unknown> = new Set()): Promise<unknown> {
    if (schema.const !== undefined) return schema.const;
    if (schema['x-choices'] !== undefined) {
      const { items } = await this.get<{ items: { value: string }[] }>(schema['x-choices']);
      const free = items.find(({ value }) => !taken.has(value)) ?? items[0];
      return free?.value;
    }
    if (schema.format === 'file') return this.upload();
    if (schema.examples !== undefined && schema.examples.length > 0) return schema.examples[0];
    if (schema.default !== undefined) return schema.default;
    if (schema.enum !== undefined) return schema.enum[0];
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if (type === 'object' || schema.properties !== undefined) return this.fill(schema);
    if (type === 'array') {
      const used = new Set<unknown>();
      for (let n = 0; n < Math.max(1, schema.minItems ?? 0); n += 1) used.add(await this.valueFor(schema.items ?? {}, used));
      return [...used];
    }
    if (type === 'boolean') return true;
    if (type === 'integer' || type === 'number') return schema.maximum !== undefined && schema.maximum < 1000 ? schema.maximum : (schema.minimum ?? 1);
    return '按要求填写'.padEnd(schema.minLength ?? 0, '。');
  }

  async fill(schema: Schema | null): Promise<Json | undefined> {
    if (schema === null) return undefined;
    const input: Json = {};
    for (const name of schema.required ?? []) {
      const property = schema.properties?.[name];
      if (property) input[name] = await this.valueFor(property);
    }
    return input;
  }

  async take(option: Option, version?: number): Promise<{ status: number; body: Json }> {
    const input = await this.fill(option.input);
    return this.send('POST', option.href, { ...(version === undefined ? {} : { version }), ...(input === undefined ? {} : { input }) });
  }
}

export type Story = { done: string[]; refused: string[] };

/** Carries one studio as far as options lead. */
export class Robot {
  readonly story: Story = { done: [], refused: [] };
  private readonly people: readonly Person[];
  private readonly studio: string;
  private readonly log: (line: string) => void;
  constructor(people: readonly Person[], studio: string, log: (line: string) => void = () => {}) {
    this.people = people;
    this.studio = studio;
    this.log = log;
  }

  private mine(matter: Matter): boolean {
    return matter.studio?.id === this.studio || matter.items?.some(({ studio }) => studio.id === this.studio) === true;
  }

  private note(person: Person, option: Option, result: { status: number; body: Json }): boolean {
    const line = `${person.who.account} ${option.title}（${option.name}）`;
    const ok = result.status === 200 || result.status === 201;
    (ok ? this.story.done : this.story.refused).push(ok ? line : `${line}: ${result.status} ${JSON.stringify(result.body)}`);
    this.log(ok ? `  ${line}` : `! ${line} ${result.status} ${JSON.stringify(result.body)}`);
    return ok;
  }

  /** Takes the first way forward, or what ends the first obstacle. */
  private async handle(person: Person, matter: Matter): Promise<boolean> {
    const forward = matter.options.filter(({ tone }) => tone === 'forward');
    const free = forward.find(({ lacks }) => lacks === undefined);
    if (free) return this.note(person, free, await person.take(free, matter.version));
    for (const option of forward) {
      for (const { remedies } of option.lacks ?? []) {
        const [remedy] = remedies;
        if (remedy) return this.note(person, remedy, await person.take(remedy, remedy.href.includes(matter.id) ? matter.version : undefined));
      }
    }
    return false;
  }

  /** Everybody does what lies on their desk, once. Answers whether anything moved. */
  async round(): Promise<boolean> {
    let moved = false;
    for (const person of this.people) {
      const { items } = await person.get<{ items: Todo[] }>('/api/todos?limit=100');
      for (const todo of items) {
        if (todo.studio !== undefined && todo.studio.id !== this.studio) continue;
        const matter = await person.get<Matter>(todo.href);
        if (this.mine(matter) && (await this.handle(person, matter))) moved = true;
      }
    }
    return moved;
  }

  /** Rounds until the condition holds; when nothing moves, the city's clock does. */
  async run(until: () => Promise<boolean>, { rounds = 120, daysAtMost = 60 } = {}): Promise<boolean> {
    let days = 0;
    for (let n = 0; n < rounds; n += 1) {
      if (await until()) return true;
      if (await this.round()) continue;
      if (days >= daysAtMost) return false;
      days += 1;
      await this.people[0]?.send('POST', '/api/demo/clock', { days: 1 });
    }
    return until();
  }
}
