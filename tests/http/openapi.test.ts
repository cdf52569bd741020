import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '#contract/routes.ts';
import { operations } from '#server/http/operations.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { knock } from '../support/raw.ts';

type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  items?: Schema;
  $ref?: string;
  maxLength?: number;
  [key: string]: unknown;
};
type Media = Record<string, { schema: Schema }>;
type Item = {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { required: boolean; content: Media };
  responses: Record<string, { description: string; content?: Media }>;
};
type Document = {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Item>>;
  components: { schemas: Record<string, Schema> };
};

let city: ChainCity;
let document: Document;
let items: readonly (readonly [string, string, Item])[];
beforeAll(async () => {
  city = await cloneChainCity();
  const { session } = await city.as(city.story('ledger').lead);
  document = JSON.parse((await knock(city.url, 'GET', '/api/openapi.json', { session })).text) as Document;
  items = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, item]) => [path, method, item] as const));
});
afterAll(() => city?.close());

/** Every schema inside a value, however deep. */
function* schemasIn(value: unknown): Generator<Schema> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Schema;
  for (const inner of Object.values(value)) yield* schemasIn(inner);
}

describe('the description of the interface', () => {
  it('is OpenAPI 3.1 in shape', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    for (const [path, method, { responses, parameters }] of items) {
      expect(path).toMatch(/^\/api\//);
      expect(['get', 'post', 'put', 'delete']).toContain(method);
      expect(
        parameters.filter((one) => one.in === 'path').map(({ name }) => name),
        path,
      ).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      for (const { description } of Object.values(responses)) expect(description).toMatch(/./);
    }
    const ids = items.map(([, , { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { $ref } of schemasIn(document))
      if (typeof $ref === 'string') expect(document.components.schemas, $ref).toHaveProperty($ref.replace('#/components/schemas/', ''));
  });

  it('has every route of the contract and every operation of the tables, and nothing else', () => {
    const described = items.map(([path, method, { operationId }]) => `${method} ${path} ${operationId}`).sort();
    const known = [
      ...Object.values(routes).map(({ method, path, id }) => `${method.toLowerCase()} ${path} ${id}`),
      ...operations.map(({ path, id }) => `post ${path} ${id}`),
    ].sort();
    expect(described).toEqual(known);
    expect(operations.length).toBeGreaterThanOrEqual(100);
  });

  it('says every refusal everywhere, and the success', () => {
    for (const [path, , { responses }] of items) {
      expect(Object.keys(responses), path).toEqual(expect.arrayContaining(['400', '401', '403', '404', '409', '413', '415', '422', '429', '500', '503']));
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        path,
      ).toBe(true);
      expect(responses['422']?.content).toHaveProperty('application/problem+json');
    }
  });

  it('lets no body carry what is not described', () => {
    const loose = items.flatMap(([path, method, { requestBody }]) =>
      Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
        [...schemasIn(schema)]
          // The input of another option is described where that option is offered, and checked against it.
          .filter((one) => (one.type === 'object' || one.properties !== undefined) && one.additionalProperties !== false && !('x-described-by' in one))
          .map(() => `${method} ${path}`),
      ),
    );
    // A draft is whatever was typed so far.
    expect(loose).toEqual(['put /api/drafts/one']);
    for (const [path, method, item] of items)
      if (method === 'post')
        expect(
          item.parameters.map(({ name }) => name),
          path,
        ).toContain('Idempotency-Key');
  });

  it('limits every text that is sent', () => {
    const endless = items.flatMap(([path, , { requestBody }]) =>
      [...schemasIn(requestBody?.content ?? {})]
        .filter(
          (one) =>
            one.type === 'string' &&
            !('maxLength' in one) &&
            !('enum' in one) &&
            !('const' in one) &&
            !('pattern' in one) &&
            one['format'] !== 'binary' &&
            one['format'] !== 'date',
        )
        .map(() => path),
    );
    expect(endless).toEqual([]);
  });
});
