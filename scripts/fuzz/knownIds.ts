import type { OpenApiDocument } from '../../apps/api/src/openapi/openApiDocument.js';

const IDS_PER_LIST = 3;
const ID_IN_PATH = /^(\/api\/.*?)\/\{id\}/;

type Examples = Readonly<Record<string, { value: string | number }>>;

/**
 * The document with ids that there are as examples of `{id}`: random ones find nothing, and nothing behind the 404 would be tried. What
 * deletes keeps to ids of its own, or nothing would be left for the others.
 * @param more.named examples of query parameters, by name
 * @param list answers with the items of a collection, e.g. of `/api/webhooks`; with none when it has no list
 */
export async function withKnownIds(
  document: OpenApiDocument,
  list: (path: string) => Promise<readonly { id: string | number }[]>,
  { named = {} }: { named?: Readonly<Record<string, string>> } = {},
): Promise<OpenApiDocument> {
  const paths: Record<string, OpenApiDocument['paths'][string]> = {};
  for (const [path, operations] of Object.entries(document.paths)) {
    // Registers answer operations that shops list.
    const collection = ID_IN_PATH.exec(path)?.[1]?.replace('/api/device/', '/api/');
    const ids = collection === undefined ? [] : (await list(collection)).slice(0, IDS_PER_LIST);
    const examples = Object.fromEntries(ids.map(({ id }, index) => [`known${index + 1}`, { value: id }]));
    const examplesOf = (method: string, place: string, name: string): Examples => {
      if (place === 'path') return method === 'delete' ? {} : examples;
      return named[name] === undefined ? {} : { known: { value: named[name] } };
    };
    const withIds = Object.entries(operations).map(([method, operation]) => [
      method,
      {
        ...operation,
        parameters: (operation.parameters ?? []).map((one) => {
          const known = 'in' in one ? examplesOf(method, one.in, one.name) : {};
          return Object.keys(known).length === 0 ? one : { ...one, examples: known };
        }),
      },
    ]);
    paths[path] = Object.fromEntries(withIds) as OpenApiDocument['paths'][string];
  }
  return { ...document, paths };
}
