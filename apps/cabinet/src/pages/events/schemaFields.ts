/** A field of a JSON Schema as a row of a table. */
export interface SchemaField {
  /** `positions[].price` */
  path: string;
  kinds: readonly string[];
  /** What a list is of. */
  itemKinds: readonly string[];
  isRequired: boolean;
  values: readonly string[];
  format: string | null;
}

type Schema = Readonly<Record<string, unknown>>;
/** Deeper than any entity of ours; a schema that names itself would have no end. */
const DEPTH_MAX = 5;

/** The fields of an object's schema, inner ones below their parent. What is only there in one of several shapes is not always there. */
export function schemaFields(schema: Schema, prefix = '', isAlways = true, depth = 0): SchemaField[] {
  if (depth > DEPTH_MAX) return [];
  const fields: SchemaField[] = [];
  for (const shape of shapesOf(schema)) {
    const required = new Set(Array.isArray(shape['required']) ? shape['required'] : []);
    const isShared = isAlways && shapesOf(schema).length === 1;
    for (const [name, value] of Object.entries(asSchema(shape['properties']))) {
      const field = asSchema(value);
      const path = `${prefix}${name}`;
      if (fields.some((known) => known.path === path)) continue;
      const shapes = shapesOf(field);
      const items = asSchema(shapes.find((one) => one['items'] !== undefined)?.['items']);
      fields.push({
        path,
        kinds: unique(shapes.flatMap(kindsOf)),
        itemKinds: unique(shapesOf(items).flatMap(kindsOf)),
        isRequired: isShared && required.has(name),
        values: unique([...shapes, ...shapesOf(items)].flatMap(valuesOf)),
        format: shapes.map((one) => one['format']).find((format) => typeof format === 'string') ?? null,
      });
      fields.push(
        ...schemaFields(field, `${path}.`, isShared && required.has(name), depth + 1),
        ...schemaFields(items, `${path}[].`, true, depth + 1),
      );
    }
  }
  return fields;
}

function shapesOf(schema: Schema): Schema[] {
  const shapes = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(shapes) ? shapes.map(asSchema) : [schema];
}

function kindsOf(schema: Schema): string[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.map(String) : [];
}

function valuesOf(schema: Schema): string[] {
  if (Array.isArray(schema['enum'])) return schema['enum'].map(String);
  const constant = schema['const'];
  if (constant === undefined) return [];
  return [typeof constant === 'string' ? constant : JSON.stringify(constant)];
}

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? (value as Schema) : {};
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
