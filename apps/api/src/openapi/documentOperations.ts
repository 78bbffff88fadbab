import { z } from 'zod';
import type { OperationSpec } from '../http/operationSpec.js';

export const DOCUMENT_PATH = '/openapi.json';

/** The document, described in itself. */
export const documentOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: DOCUMENT_PATH,
    operationId: 'getDocument',
    tag: 'Description',
    summary: 'This document',
    scopes: [],
    answers: {
      200: {
        description: 'The OpenAPI document.',
        schema: z.looseObject({ openapi: z.string() }),
        example: { openapi: '3.1.0', info: { title: 'kassahook', version: '0.1.0' } },
        headers: { ETag: 'changes when the document does: send it back as If-None-Match' },
      },
      304: { description: 'It is as the client has it (If-None-Match).' },
    },
  },
];
