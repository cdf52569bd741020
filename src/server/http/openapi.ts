import { z } from 'zod';
import { routes, type Route } from '#contract/routes.ts';
import * as shapes from '#contract/shapes.ts';
import { kinds } from '#core/lives.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { operations } from './operations.ts';

type Json = Record<string, unknown>;
const schema = (type: z.ZodType, io: 'input' | 'output' = 'output'): Json => z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Json;
const json = (content: Json) => ({ 'application/json': { schema: content } });

const problemStatuses: Readonly<Record<string, string>> = {
  400: '请求格式有误',
  401: '未登录',
  403: '不能办理',
  404: '没有，或不给您看',
  409: '已有变化',
  413: '过大',
  415: '类型不符',
  422: '还不完整',
  429: '太频繁',
  500: '系统出错',
  503: '暂时不可用',
};
const problems = (): Json =>
  Object.fromEntries(
    Object.entries(problemStatuses).map(([status, description]) => [
      status,
      { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  );

const parameters = (path: string, query?: z.ZodObject): Json[] => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  }));
  const { properties = {}, required = [] } = query === undefined ? {} : (schema(query, 'input') as { properties?: Json; required?: string[] });
  return [...inPath, ...Object.entries(properties).map(([name, one]) => ({ name, in: 'query', required: required.includes(name), schema: one }))];
};
const idempotency: Json = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 1, maxLength: 200 } };

function routeItem({ id, zh, method, path, query, body, answers, file }: Route): Json {
  const upload =
    file === 'sent'
      ? {
          'multipart/form-data': {
            schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'], additionalProperties: false },
          },
        }
      : undefined;
  const content = upload ?? (body === undefined ? undefined : json(schema(body, 'input')));
  return {
    operationId: id,
    summary: zh,
    parameters: [...parameters(path, query), ...(method === 'POST' ? [idempotency] : [])],
    ...(content === undefined ? {} : { requestBody: { required: true, content } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, shape]) => [
          status,
          status === '204'
            ? { description: '已办' }
            : { description: '好', content: file === 'answered' ? { '*/*': { schema: { type: 'string', format: 'binary' } } } : json(schema(shape)) },
        ]),
      ),
      ...problems(),
    },
  };
}

/** The form of a transition where it is the same for every matter; where it depends on the matter, the option carries it. */
function inputOf(id: string): Json {
  for (const kind of kinds) {
    const { transitions } = lifeOf(kind);
    for (const [transition, { brings }] of Object.entries(transitions)) {
      if (id === `${kind}.${transition}`)
        return brings === undefined
          ? { type: ['object', 'null'], additionalProperties: false }
          : typeof brings === 'function'
            ? dependent
            : schema(brings, 'input');
    }
  }
  return dependent;
}
const dependent: Json = { type: ['object', 'null'], description: '字段随事项和日期而定，见该选项（option）的 input' };

/** OpenAPI 3.1 of everything under /api, from the contract and the tables. */
export function openapi(): Json {
  const paths: Record<string, Json> = {};
  for (const route of Object.values(routes) as Route[]) (paths[route.path] ??= {})[route.method.toLowerCase()] = routeItem(route);
  for (const { id, zh, path } of operations) {
    const body: Json = {
      type: 'object',
      properties: {
        version: { type: 'integer', minimum: 1, description: '所见的版本；不改变事项的操作不带' },
        input: inputOf(id),
        letter: { ...schema(shapes.letterWish, 'input'), description: '这一步的函件：这一次怎么写，是否先不发出；不带则照模板' },
      },
      additionalProperties: false,
    };
    (paths[path] ??= {})['post'] = {
      operationId: id,
      summary: zh,
      parameters: [...parameters(path), idempotency],
      requestBody: { required: true, content: json(body) },
      responses: {
        200: { description: '事项（或记录）的现状', content: json({}) },
        201: { description: '新立的事项（或记录）', content: json({}) },
        ...problems(),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '领衔 Lingxian',
      version: '1',
      description: '劳模创新工作室管理系统接口。能做的事都以选项（option）给出：openings、todos、options、remedies。',
    },
    components: { schemas: { Problem: schema(shapes.problem), Matter: schema(shapes.matter), Option: schema(shapes.option) } },
    paths,
  };
}
