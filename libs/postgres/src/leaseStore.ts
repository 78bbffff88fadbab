import type { Postgres } from './postgres.js';
import { select } from './sql.js';

/** Work that one process at a time does: whoever holds its lease. Time is the database's. */
export function createLeaseStore(postgres: Postgres) {
  return {
    /** True when `worker` has the lease now, for `forMs`; taking it again renews it. */
    async take({ name, worker, forMs }: { name: string; worker: string; forMs: number }): Promise<boolean> {
      const rows = await select(
        postgres,
        `INSERT INTO leases (name, worker, until) VALUES ($name, $worker, now() + make_interval(secs => $forMs::float8 / 1000))
         ON CONFLICT (name) DO UPDATE SET worker = excluded.worker, until = excluded.until
           WHERE leases.worker = excluded.worker OR leases.until < now()
         RETURNING 1 AS taken`,
        { name, worker, forMs },
      );
      return rows.length > 0;
    },
  };
}
