import type { z } from 'zod';
import { takesIdempotencyKey, type AnswerSpec, type OperationSpec } from '../http/operationSpec.js';
import {
  COMMON_HEADERS,
  ERROR_CONTENT,
  errorAnswersOf,
  headerRefs,
  type ResponseObject,
} from './errorAnswers.js';
import { securityOf, type SecurityRequirements } from './security.js';
import { inputSchemaOf, type FinishedBook, type JsonSchema } from './schemaBook.js';

/** What operations refer to. */
export interface Books {
  bodies: FinishedBook;
  views: FinishedBook;
}

export interface ParameterObject {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface OperationObject {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description?: string;
  security?: SecurityRequirements;
  parameters?: readonly (ParameterObject | { $ref: string })[];
  requestBody?: Readonly<Record<string, unknown>>;
  responses: Readonly<Record<string, ResponseObject>>;
}

/** What the parameters of lists mean, wherever they are; what differs between lists is said by its schema. */
const PARAMETERS: Readonly<Record<string, string>> = {
  limit: 'the most items of the answer',
  offset: 'items to pass over',
  before: 'the value of `X-Next-Before` of the page before',
  sumFrom: 'the least sum, kopecks',
  sumTo: 'the greatest sum, kopecks',
  number: 'the number of the receipt or of its fiscal document',
  timeZone: 'an IANA name, e.g. `Europe/Moscow`, or minutes east of UTC, e.g. `180`; UTC without it',
  devices: 'ids of registers, separated by commas; without it all of them',
};

/** `/api/products/:id` as OpenAPI writes it. */
export function documentPath(routerPath: string): string {
  return routerPath.replace(/:(\w+)/g, '{$1}');
}

/** One endpoint of the document. */
export function operationObject(spec: OperationSpec, books: Books): OperationObject {
  const { operationId, tag, summary, description, body } = spec;
  const parameters = parametersOf(spec);
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(spec),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: requestBody(spec, body, books) }),
    responses: { ...errorAnswersOf(spec), ...answersOf(spec, books) },
  };
}

function parametersOf(spec: OperationSpec): OperationObject['parameters'] & object {
  const { path, params, query } = spec;
  const inPath = propertiesOf(params);
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return [
    ...names.map((name): ParameterObject => {
      return { name, in: 'path', required: true, schema: inPath.properties[name] ?? { type: 'string' } };
    }),
    ...queryParameters(query),
    ...(takesIdempotencyKey(spec) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
}

function queryParameters(query: z.ZodObject | undefined): ParameterObject[] {
  const { properties, required } = propertiesOf(query);
  return Object.entries(properties).map(([name, { description = PARAMETERS[name], ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(typeof description === 'string' && { description }),
    schema,
  }));
}

function propertiesOf(object: z.ZodObject | undefined) {
  const { properties = {}, required = [] } = object ? inputSchemaOf(object) : {};
  return {
    properties: properties as Readonly<Record<string, JsonSchema>>,
    required: required as readonly string[],
  };
}

function requestBody(spec: OperationSpec, body: z.ZodType, { bodies }: Books): Record<string, unknown> {
  const { bodyTypes = ['application/json'], bodyExample: example } = spec;
  const content = { schema: bodies.schemaOf(body), ...(example !== undefined && { example }) };
  return {
    // One that may be missing is none of the client's mistakes.
    required: !body.safeParse(undefined).success,
    content: Object.fromEntries(bodyTypes.map((type) => [type, content])),
  };
}

function answersOf(spec: OperationSpec, books: Books): Record<string, ResponseObject> {
  return Object.fromEntries(
    Object.entries(spec.answers).map(([status, answer]) => [
      status,
      answerObject(Number(status), answer, books),
    ]),
  );
}

function answerObject(status: number, answer: AnswerSpec, { views }: Books): ResponseObject {
  const { description, schema, contentType = 'application/json', example, headers = {} } = answer;
  const own = Object.entries(headers).filter(([name]) => !(name in COMMON_HEADERS));
  const common = Object.keys(headers).filter((name) => name in COMMON_HEADERS);
  const content = schema && {
    [contentType]: { schema: views.schemaOf(schema), ...(example !== undefined && { example }) },
  };
  return {
    description,
    headers: {
      ...headerRefs(common),
      ...Object.fromEntries(
        own.map(([name, says]) => [name, { description: says, schema: { type: 'string' } }]),
      ),
    },
    // An error that is described in words only has the shape of all errors.
    ...(content ? { content } : status >= 400 && { content: ERROR_CONTENT }),
  };
}
