import { createHash } from 'node:crypto';
import type { ApiContext, ApiRouter } from '../http/context.js';
import { DOCS_PAGE, DOCS_PATH, DOCS_POLICY, DOCS_SCRIPT } from './docsPage.js';
import { DOCUMENT_PATH } from './documentOperations.js';

export interface DocsRoutesDeps {
  /** The document as JSON; asked for once, at the first request: most processes never show it. */
  documentText: () => string;
  /** A file of Swagger UI's package. */
  readFile: (name: string) => Promise<Buffer>;
}

/** What the page asks for of the package. Nothing else of it is served. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

/** `/openapi.json` and the page at `/docs`; both are for everybody. */
export function docsRoutes({ documentText, readFile }: DocsRoutesDeps) {
  let document: { text: string; etag: string } | undefined;

  return (router: ApiRouter): void => {
    router.get(DOCUMENT_PATH, (ctx) => {
      if (!document) {
        const text = documentText();
        document = { text, etag: etagOf(text) };
      }
      answer(ctx, { type: 'application/json', body: document.text, etag: document.etag });
    });

    router.get(DOCS_PATH, (ctx) => {
      ctx.set('Content-Security-Policy', DOCS_POLICY);
      answer(ctx, { type: 'text/html', body: DOCS_PAGE, etag: etagOf(DOCS_PAGE) });
    });

    router.get(`${DOCS_PATH}/start.js`, (ctx) => {
      answer(ctx, { type: 'text/javascript', body: DOCS_SCRIPT, etag: etagOf(DOCS_SCRIPT) });
    });

    for (const name of FILES) {
      let etag: string | undefined;
      router.get(`${DOCS_PATH}/${name}`, async (ctx) => {
        const body = await readFile(name);
        etag ??= etagOf(body);
        answer(ctx, { type: name.slice(name.lastIndexOf('.')), body, etag });
      });
    }
  };
}

/** Browsers keep it, and ask each time whether it is still the same. */
function answer(
  ctx: ApiContext,
  { type, body, etag }: { type: string; body: string | Buffer; etag: string },
): void {
  ctx.set('Cache-Control', 'no-cache');
  ctx.etag = etag;
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.type = type;
  ctx.body = body;
}

function etagOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}
