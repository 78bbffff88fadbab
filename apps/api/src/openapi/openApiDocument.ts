import { VERSION } from '@kassahook/platform/version';
import type { OperationSpec } from '../http/operationSpec.js';
import { COMMON_HEADERS, errorComponents } from './errorAnswers.js';
import { NAMED_VIEWS } from './namedSchemas.js';
import { documentPath, operationObject, type OperationObject } from './operationObject.js';
import { createSchemaBook, type JsonSchema } from './schemaBook.js';
import { SECURITY_SCHEMES } from './security.js';
import { TAGS } from './tags.js';
import { deliveryHeaders, eventSchemas, webhookObjects } from './webhookObjects.js';

export interface OpenApiDocument {
  openapi: string;
  info: object;
  servers: readonly object[];
  tags: readonly { name: string; description: string }[];
  paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  webhooks: Readonly<Record<string, { post: OperationObject }>>;
  components: {
    schemas: Readonly<Record<string, JsonSchema>>;
    responses: Readonly<Record<string, object>>;
    headers: Readonly<Record<string, object>>;
    parameters: Readonly<Record<string, object>>;
    securitySchemes: Readonly<Record<string, object>>;
  };
}

const DESCRIPTION =
  'Events of cash registers as signed webhooks, and the data they are about. Money is in kopecks, quantities are in thousandths, ' +
  'instants are ISO 8601 in UTC with milliseconds. Errors have one shape: `{status, code, message, data?}`.';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'for 24 hours the same key with the same request is answered as the first time, and nothing is done twice',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};

/** The OpenAPI 3.1 document of these operations, made of the schemas that the routes validate with. */
export function openApiDocument(operations: readonly OperationSpec[]): OpenApiDocument {
  const bodyBook = createSchemaBook({ io: 'input' });
  const viewBook = createSchemaBook({ io: 'output', named: { ...NAMED_VIEWS, ...eventSchemas } });
  for (const { operationId, body, answers } of operations) {
    const name = operationId.charAt(0).toUpperCase() + operationId.slice(1);
    if (body) bodyBook.add(body, `${name}Body`);
    for (const [status, { schema }] of Object.entries(answers)) {
      if (schema) viewBook.add(schema, `${name}Answer${Number(status) < 300 ? '' : status}`);
    }
  }
  const books = { bodies: bodyBook.finish(), views: viewBook.finish() };
  return {
    openapi: '3.1.0',
    info: {
      title: 'kassahook',
      version: VERSION,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: pathsOf(operations, (spec) => operationObject(spec, books)),
    webhooks: webhookObjects(operations, books.views),
    components: {
      schemas: { ...books.views.components, ...books.bodies.components },
      responses: errorComponents,
      headers: Object.fromEntries(
        Object.entries(COMMON_HEADERS).map(([name, { description, type }]) => [
          name,
          { description, schema: { type } },
        ]),
      ),
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY, ...deliveryHeaders },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function pathsOf(
  operations: readonly OperationSpec[],
  objectOf: (spec: OperationSpec) => OperationObject,
): OpenApiDocument['paths'] {
  const paths: Record<string, Record<string, OperationObject>> = {};
  for (const spec of operations) (paths[documentPath(spec.path)] ??= {})[spec.method] = objectOf(spec);
  return paths;
}
