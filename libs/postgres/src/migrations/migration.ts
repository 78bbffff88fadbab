/** A step of the schema. Runs in the transaction in which all steps of one call run. */
export interface Migration {
  name: string;
  up: (sql: (text: string) => Promise<unknown>) => Promise<unknown>;
  down: (sql: (text: string) => Promise<unknown>) => Promise<unknown>;
}
