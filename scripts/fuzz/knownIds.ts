import type { OpenApiDocument } from '../../apps/api/src/openapi/openApiDocument.js';

const IDS_PER_LIST = 3;
const ID_IN_PATH = /^(\/api\/.*?)\/\{id\}/;

/**
 * The document with ids that there are as examples of `{id}`: random ones find nothing, and nothing behind the 404 would be tried. What
 * deletes keeps to ids of its own, or nothing would be left for the others.
 * @param list answers with the items of a collection, e.g. of `/api/webhooks`; with none when it has no list
 */
export async function withKnownIds(
  document: OpenApiDocument,
  list: (path: string) => Promise<readonly { id: string | number }[]>,
): Promise<OpenApiDocument> {
  const paths: Record<string, OpenApiDocument['paths'][string]> = {};
  for (const [path, operations] of Object.entries(document.paths)) {
    // Registers answer operations that shops list.
    const collection = ID_IN_PATH.exec(path)?.[1]?.replace('/api/device/', '/api/');
    const ids = collection === undefined ? [] : (await list(collection)).slice(0, IDS_PER_LIST);
    const examples = Object.fromEntries(ids.map(({ id }, index) => [`known${index + 1}`, { value: id }]));
    const withIds = Object.entries(operations).map(([method, operation]) => [
      method,
      method === 'delete' || ids.length === 0
        ? operation
        : {
            ...operation,
            parameters: (operation.parameters ?? []).map((one) =>
              'in' in one && one.in === 'path' ? { ...one, examples } : one,
            ),
          },
    ]);
    paths[path] = Object.fromEntries(withIds) as OpenApiDocument['paths'][string];
  }
  return { ...document, paths };
}
