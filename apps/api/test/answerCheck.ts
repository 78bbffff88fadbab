import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { allOperations } from '../src/openapi/allOperations.js';
import { openApiDocument } from '../src/openapi/openApiDocument.js';
import type { OperationObject } from '../src/openapi/operationObject.js';
import { recordAnswer } from './answerRecord.js';

/** An answer as a test got it. */
export interface CheckedAnswer {
  status: number;
  headers: Headers;
  /** The body as it came. */
  text: string;
}

interface Response {
  content?: { 'application/json'?: { schema: object } };
}

const DOCUMENT_ID = 'openapi.json';

/** Reads schemas of a document: `validator('#/components/schemas/Product')`. Strict: a keyword that means nothing is an error. */
export function documentValidators(document: object) {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  addFormats.default(ajv);

  ajv.addVocabulary(['openapi', 'info', 'servers', 'tags', 'paths', 'webhooks', 'components']);
  ajv.addSchema(document, DOCUMENT_ID);
  const known = new Map<string, ValidateFunction>();
  return (pointer: string): ValidateFunction => {
    const validate = known.get(pointer) ?? ajv.compile({ $ref: `${DOCUMENT_ID}${pointer}` });
    known.set(pointer, validate);
    return validate;
  };
}

const document = openApiDocument(allOperations);
const validatorAt = documentValidators(document);
const ERROR = '#/components/schemas/ApiError';

/** Fixed words of a path win over parameters, as in the router: `/bulk` before `/{id}`. */
const templates = Object.keys(document.paths)
  .map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
    parameters: path.split('{').length,
  }))
  .sort((a, b) => a.parameters - b.parameters);

/**
 * Checks an answer against the document: a status that is described, a body that fits its schema and has no field more, the request's
 * id. What the document has no operation for must be an error in the contract's shape.
 * @throws Error that says what does not fit
 */
export function checkAnswer(method: string, path: string, { status, headers, text }: CheckedAnswer): void {
  const problems = problemsOf(method, path, { status, headers, text });
  const found = operationOf(method, path.split('?')[0] ?? '');
  if (found) recordAnswer(found.operation.operationId, status);
  if (problems.length === 0) return;
  throw new Error(
    `${method} ${path} → ${status} is not as described:\n  ${problems.join('\n  ')}\n  ${text.slice(0, 500)}`,
  );
}

function problemsOf(method: string, path: string, answer: CheckedAnswer): string[] {
  const problems: string[] = [];
  if (!/^[\w.-]{1,64}$/.test(answer.headers.get('x-request-id') ?? ''))
    problems.push('X-Request-Id is missing');
  if (method === 'HEAD' || method === 'OPTIONS') return problems;
  const found = operationOf(method, path.split('?')[0] ?? '');
  const pointer = found ? schemaPointer(found, answer.status) : answer.status >= 400 ? ERROR : null;
  if (pointer === undefined) return [...problems, 'the status is not described'];
  if (pointer === null) return answer.text === '' ? problems : [...problems, 'the body is not described'];
  if (answer.headers.get('content-type') !== 'application/json; charset=utf-8')
    problems.push('it is not JSON');
  const validate = validatorAt(pointer);
  if (!validate(JSON.parse(answer.text))) {
    problems.push(
      ...(validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
      ),
    );
  }
  return problems;
}

function operationOf(
  method: string,
  path: string,
): { pointer: string; operation: OperationObject } | undefined {
  const template = templates.find(({ pattern }) => pattern.test(path));
  const operation = template && document.paths[template.path]?.[method.toLowerCase()];
  if (!template || !operation) return undefined;
  return { pointer: `#/paths/${escaped(template.path)}/${method.toLowerCase()}`, operation };
}

/** Undefined for a status that is not described, null for an answer without a body. */
function schemaPointer(
  { pointer, operation }: { pointer: string; operation: OperationObject },
  status: number,
) {
  const response = operation.responses[String(status)];
  if (!response) return undefined;
  const { $ref } = response as { $ref?: string };
  const name = $ref?.split('/').at(-1) ?? '';
  const { content } = (
    $ref === undefined ? response : (document.components.responses[name] ?? {})
  ) as Response;
  if (!content?.['application/json']) return null;
  return `${$ref ?? `${pointer}/responses/${status}`}/content/${escaped('application/json')}/schema`;
}

/** RFC 6901 and RFC 3986, 3.5: a part of a path inside a fragment. */
function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
