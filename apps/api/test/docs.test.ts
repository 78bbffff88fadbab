import { request, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOperations } from '../src/openapi/allOperations.js';
import { openApiDocument } from '../src/openapi/openApiDocument.js';
import { startApi, type ApiHarness } from './apiHarness.js';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApi();
});
afterAll(async () => {
  await harness.close();
});

/** By hand: `fetch` asks for a fresh copy whenever it is given an If-None-Match. */
function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const call = request({ port: harness.api.port(), path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('latin1');
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
      });
    });
    call.on('error', reject);
    call.end();
  });
}

describe('/openapi.json', () => {
  it('when anybody asks, then the document is there, with the request’s id', async () => {
    const { status, headers, body } = await harness.call('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(headers.get('etag')).toMatch(/^"[\w-]+"$/);
    expect(body).toEqual(JSON.parse(JSON.stringify(openApiDocument(allOperations))));
  });

  it('when the client has it already, then it is 304 without a body', async () => {
    const { etag = '' } = (await get('/openapi.json')).headers;
    const again = await get('/openapi.json', { 'if-none-match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await get('/openapi.json', { 'if-none-match': '"other"' })).status).toBe(200);
  });
});

describe('/docs', () => {
  it('when the page is opened, then it may run no script of its own and load nothing from elsewhere', async () => {
    for (const path of ['/docs', '/docs/']) {
      const { status, headers, text: html } = await get(path);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(html).not.toMatch(/<script>|<script(?![^>]*src=)|https?:|\son\w+=/);
    }
  });

  it('when the page asks for its files, then each is served with its type, and 304 the second time', async () => {
    const { text: html } = await get('/docs');
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
    expect(files).toHaveLength(4);
    for (const file of files) {
      const { status, headers, text } = await get(file);
      expect([file, status, text.length > 100]).toEqual([file, 200, true]);
      expect(headers['content-type']).toMatch(/^(text\/(css|javascript)|image\/png)/);
      const { etag = '' } = headers;
      expect((await get(file, { 'if-none-match': etag })).status).toBe(304);
    }
  });

  it.each(['/docs/package.json', '/docs/..%2fpackage.json', '/docs/swagger-ui-bundle.js.map'])(
    'when %s is asked for, then there is nothing',
    async (path) => {
      expect((await harness.call('GET', path)).status).toBe(404);
    },
  );
});
