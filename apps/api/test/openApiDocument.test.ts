import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ENTITY_TYPES } from '@kassahook/domain/eventType';
import { allOperations } from '../src/openapi/allOperations.js';
import { DOCS_PATH } from '../src/openapi/docsPage.js';
import { openApiDocument } from '../src/openapi/openApiDocument.js';
import { documentPath } from '../src/openapi/operationObject.js';
import { documentValidators } from './answerCheck.js';
import { startApi, type ApiHarness } from './apiHarness.js';

const document = openApiDocument(allOperations);
const titled = allOperations.map((spec) => [spec.operationId, spec] as const);

interface Media {
  schema?: object;
  example?: unknown;
}
interface Described {
  content?: Record<string, Media>;
}

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApi();
});
afterAll(async () => {
  await harness.close();
});

const text = { type: 'string', minLength: 1 };
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const mapOf = (values: object) => ({ type: 'object', additionalProperties: values });
const reference = closed({ $ref: { type: 'string', pattern: '^#/components/' } }, ['$ref']);
const content = mapOf(closed({ schema: { type: 'object' }, example: true }, ['schema']));
const header = closed({ description: text, schema: { type: 'object' } }, ['description', 'schema']);
const parameter = closed(
  {
    name: text,
    in: { enum: ['path', 'query', 'header'] },
    required: { type: 'boolean' },
    description: text,
    schema: { type: 'object' },
  },
  ['name', 'in', 'required', 'schema'],
);
const response = closed({ description: text, headers: mapOf({ anyOf: [reference, header] }), content }, [
  'description',
]);
const operation = closed(
  {
    operationId: text,
    tags: { type: 'array', items: text, minItems: 1 },
    summary: text,
    description: text,
    security: { type: 'array', items: mapOf({ type: 'array', items: text }) },
    parameters: { type: 'array', items: { anyOf: [reference, parameter] } },
    requestBody: closed({ required: { type: 'boolean' }, content }, ['content']),
    responses: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^([1-5](\\d\\d|XX)|default)$' },
      additionalProperties: { anyOf: [reference, response] },
    },
  },
  ['operationId', 'tags', 'summary', 'responses'],
);
/** The parts of OpenAPI 3.1 that we use. The official schema has its turn in `npm run test:fuzz`. */
const STRUCTURE = closed(
  {
    openapi: { const: '3.1.0' },
    info: closed({ title: text, version: text, description: text, license: { type: 'object' } }, [
      'title',
      'version',
    ]),
    servers: { type: 'array', items: closed({ url: text }, ['url']) },
    tags: { type: 'array', items: closed({ name: text, description: text }, ['name']) },
    paths: {
      type: 'object',
      propertyNames: { pattern: '^/[^:?]*$' },
      additionalProperties: closed({
        get: operation,
        post: operation,
        put: operation,
        patch: operation,
        delete: operation,
      }),
    },
    webhooks: mapOf(closed({ post: operation }, ['post'])),
    components: closed({
      schemas: mapOf({ type: 'object' }),
      responses: mapOf(response),
      headers: mapOf(header),
      parameters: mapOf(parameter),
      securitySchemes: mapOf({ type: 'object', required: ['type'] }),
    }),
  },
  ['openapi', 'info', 'paths'],
);

/** Every object of the document, with its JSON pointer. */
function* objectsIn(value: unknown, pointer = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [pointer, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value)) {
    const part = encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
    yield* objectsIn(inner, `${pointer}/${part}`);
  }
}

function target(pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}

describe('the document and the router', () => {
  it('when they are compared, then every route is described and every description is served', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    // The page and its files are for people.
    const served = harness.api.routes().filter((route) => !route.startsWith(`GET ${DOCS_PATH}`));
    expect(described.sort()).toEqual(served.map(documentPath).sort());
  });

  it('when operations are counted, then each has an id of its own and none is described twice', () => {
    const ids = allOperations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const count = Object.values(document.paths).reduce((sum, path) => sum + Object.keys(path).length, 0);
    expect(count).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z\d]*$/);
  });
});

describe('the document', () => {
  it('when its structure is compared with OpenAPI 3.1, then it has what it must and nothing more', () => {
    const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(STRUCTURE);
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('when it refers to something, then that is there', () => {
    for (const [pointer, { $ref }] of objectsIn(document)) {
      if (typeof $ref === 'string') expect([pointer, $ref, target($ref)]).not.toContain(undefined);
    }
  });

  it('when its schemas are compiled, strictly, then they can be', () => {
    const validatorAt = documentValidators(document);
    const schemas = [...objectsIn(document)].filter(
      ([pointer, { schema }]) => !pointer.includes('/schema') && typeof schema === 'object',
    );
    expect(schemas.length).toBeGreaterThan(100);
    for (const [pointer] of schemas) expect(() => validatorAt(`${pointer}/schema`)).not.toThrow();
    for (const name of Object.keys(document.components.schemas)) {
      expect(() => validatorAt(`#/components/schemas/${name}`)).not.toThrow();
    }
  });

  it('when it has examples and defaults, then their schemas accept them', () => {
    const validatorAt = documentValidators(document);
    const problems: unknown[] = [];
    const check = (pointer: string, value: unknown) => {
      const validate = validatorAt(pointer);
      if (!validate(value)) problems.push([pointer, validate.errors]);
    };
    for (const [pointer, object] of objectsIn(document)) {
      if (/\/(example|properties)(\/|$)/.test(pointer)) continue;
      if ('example' in object && 'schema' in object) check(`${pointer}/schema`, object['example']);
      if (pointer.endsWith('/schema') && 'default' in object) check(pointer, object['default']);
    }
    expect(problems).toEqual([]);
  });

  it('when a component is there, then something refers to it', () => {
    const referred = new Set([...objectsIn(document)].map(([, { $ref }]) => $ref));
    const { schemas, responses, headers, parameters } = document.components;
    for (const [kind, parts] of Object.entries({ schemas, responses, headers, parameters })) {
      const unused = Object.keys(parts).filter((name) => !referred.has(`#/components/${kind}/${name}`));
      expect([kind, unused]).toEqual([kind, []]);
    }
  });
});

describe('tags of the document', () => {
  it('when operations are grouped, then each group is declared once, with words, and has operations', () => {
    const declared = document.tags.map(({ name }) => name);
    const used = [...objectsIn(document)].flatMap(([, { tags }]) =>
      Array.isArray(tags) ? (tags as unknown[]) : [],
    );
    const names = used.filter((tag): tag is string => typeof tag === 'string');
    expect([...new Set(names)].sort()).toEqual([...declared].sort());
    expect(new Set(declared.map((name) => name.toLowerCase())).size).toBe(declared.length);
    for (const { description } of document.tags) expect(description).toMatch(/\w/);
  });
});

describe('ranges of the document', () => {
  const DAY = '2026-03-01';
  const ranged = titled.filter(([, { query }]) => query !== undefined && 'to' in query.shape);
  const MEANINGS: Readonly<Record<string, RegExp>> = {
    '"2026-03-01T00:00:00.000Z"': /; not included; a date alone is its midnight in UTC$/,
    '"2026-03-01T23:59:59.999Z"': /; included; a date alone is its last millisecond$/,
    '{"day":"2026-03-01"}': /; included; a date alone is that day of `timeZone`, whole$/,
  };

  it.each(ranged)('when %s takes a date alone, then it means what the document says', (_id, spec) => {
    const { parameters = [] } = document.paths[documentPath(spec.path)]?.[spec.method] ?? {};
    const wordsOf = (name: string) =>
      parameters.map((one) => ('name' in one && one.name === name ? one.description : '')).join('');
    const read = spec.query?.parse({ from: DAY, to: DAY });
    const [from, to] = [JSON.stringify(read?.['from']), JSON.stringify(read?.['to'])];
    expect(wordsOf('to')).toMatch(MEANINGS[to] ?? `a meaning for ${to}`);
    expect(wordsOf('from')).toMatch(
      /ISO 8601.*; included; a date alone is (?:its midnight in UTC|its first|that day)/,
    );
    expect(from).toBe(to.replace('23:59:59.999', '00:00:00.000'));
  });
});

describe('an operation of the document', () => {
  it.each(titled)('when %s has bodies, then each has an example', (_id, { method, path }) => {
    const operation = document.paths[documentPath(path)]?.[method];
    const described = [operation?.requestBody, ...Object.values(operation?.responses ?? {})] as Described[];
    for (const { content = {} } of described.filter(Boolean)) {
      for (const media of Object.values(content)) {
        const isError = JSON.stringify(media.schema).includes('ApiError');
        expect(isError || 'example' in media).toBe(true);
      }
    }
  });

  it.each(titled)(
    'when %s fails, then the error has the contract’s shape',
    (_id, { method, path, scopes }) => {
      const { responses = {} } = document.paths[documentPath(path)]?.[method] ?? {};
      const statuses = Object.keys(responses).map(Number);
      expect(statuses).toEqual(
        expect.arrayContaining([429, 500, 503, ...(scopes.length > 0 ? [401, 403] : [])]),
      );
      if (path.includes(':')) expect(statuses).toContain(404);
    },
  );
});

describe('webhooks of the document', () => {
  it('when kinds of entities are counted, then each has a payload with its data as the API shows it', () => {
    const types = Object.values(document.webhooks).map(({ post }) => {
      const { content } = post.requestBody as Described;
      return (content?.['application/json']?.example as { type: string; data: object }).type;
    });
    expect(types.sort()).toEqual([...ENTITY_TYPES].sort());
  });
});
