import { z } from 'zod';

/** A JSON Schema of draft 2020-12, which is what OpenAPI 3.1 writes. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface SchemaBookOptions {
  /** `input`: what a client may send; `output`: what we show, without any field more. */
  io: 'input' | 'output';
  /** Schemas with a name of their own. */
  named?: Readonly<Record<string, z.ZodType>>;
}

/** Schemas that were converted together, so that they refer to each other. */
export interface FinishedBook {
  /** For `components.schemas`. */
  components: Readonly<Record<string, JsonSchema>>;
  /** How the document refers to a schema that was added: by name, a list as it is. */
  schemaOf(schema: z.ZodType): JsonSchema;
}

/** Ids of lists: what they hold has a name, they have none. */
const INLINE = 'inline ';

const pathOf = (name: string): string => `#/components/schemas/${name}`;

/**
 * Collects zod schemas and converts them to JSON Schema in one go. zod's own conversion, not zod-to-openapi: it closes the objects that
 * we show, knows input from output, and needs nothing patched into zod.
 */
export function createSchemaBook({ io, named = {} }: SchemaBookOptions) {
  const registry = z.registry<{ id: string }>();
  const all = new Map<z.ZodType, string>();
  const add = (schema: z.ZodType, name: string): void => {
    if (all.has(schema)) return;
    const id = schema instanceof z.ZodArray ? INLINE + name : name;
    all.set(schema, id);
    registry.add(schema, { id });
  };
  for (const [name, schema] of Object.entries(named)) add(schema, name);

  return {
    /** A schema that was added before keeps its first name. */
    add,

    /** @throws Error for a schema that refers to itself and has no name */
    finish(): FinishedBook {
      const { schemas } = z.toJSONSchema(registry, { io, uri: pathOf });
      if ('__shared' in schemas)
        throw new Error('a schema that refers to itself must have a name of its own');
      const plain = Object.entries(schemas).map(([id, schema]) => [id, withoutIds(schema)] as const);
      const byId = new Map(plain);
      return {
        components: Object.fromEntries(plain.filter(([id]) => !id.startsWith(INLINE))),
        schemaOf(schema) {
          const id = all.get(schema);
          const found = id === undefined ? undefined : byId.get(id);
          if (id === undefined || !found) throw new Error('the schema was never added');
          return id.startsWith(INLINE) ? found : { $ref: pathOf(id) };
        },
      };
    },
  };
}

/** One schema alone, for what is not a component: the parameters of an operation. */
export function inputSchemaOf(schema: z.ZodType): JsonSchema {
  return withoutIds(z.toJSONSchema(schema, { io: 'input' }));
}

/** One schema alone, of what we show: closed, as in the document. */
export function shownSchemaOf(schema: z.ZodType): JsonSchema {
  return withoutIds(z.toJSONSchema(schema, { io: 'output' }));
}

/** The document says once which dialect it is in, and where each schema is. */
function withoutIds({
  $schema: _dialect,
  $id: _id,
  id: _name,
  ...schema
}: Record<string, unknown>): JsonSchema {
  return schema;
}
