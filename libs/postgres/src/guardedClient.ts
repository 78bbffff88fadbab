import pg from 'pg';

/**
 * pg's client with a listener for its `error` events from the first moment on. Sequelize adds its own only after the first
 * statements of a connection: a server that ends a connection before that would end our process with it (an `error` event that
 * nobody hears is thrown). What went wrong is told all the same: by the statement that fails.
 */
class GuardedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** What Sequelize is to use as the `pg` package. */
export function guardedPg(): object {
  return { ...pg, types: pg.types, defaults: pg.defaults, Client: GuardedClient };
}
