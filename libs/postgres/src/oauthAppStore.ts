import type { AuditAction } from '@kassahook/contracts/audit';
import { AppError } from '@kassahook/platform/errors';
import type { Transaction } from 'sequelize';
import { scopedTo } from './accountScope.js';
import { given } from './given.js';
import type { OAuthAppRow } from './oauth/oauthAppModel.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';
import { isUuid } from './uuid.js';

/** An application; its id is its client id. */
export interface OAuthApp {
  id: string;
  /** Who made it. */
  accountId: string;
  name: string;
  logoUrl: string | null;
  redirectUris: string[];
  isConfidential: boolean;
  /** Null for one that cannot keep a secret. */
  secretHash: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface OAuthAppInput {
  name: string;
  redirectUris: string[];
  logoUrl?: string | null | undefined;
}
export type OAuthAppPatch = { [Field in keyof OAuthAppInput]?: OAuthAppInput[Field] | undefined };

export interface OAuthAppKey {
  accountId: string;
  id: string;
}

const APPS_PER_ACCOUNT_MAX = 100;

/** Creates the store of applications. @throws from each call: AppError NOT_FOUND for another account's */
export function createOAuthAppStore(postgres: Postgres) {
  const { account, oauthApp } = postgres.models;

  async function record(
    row: OAuthAppRow,
    { action, details, transaction }: { action: AuditAction; details: object; transaction: Transaction },
  ): Promise<void> {
    const target = { targetType: 'app', targetId: row.id } as const;
    await postgres.auditTrail.record(
      [{ accountId: row.accountId, action, ...target, details: { ...details } }],
      transaction,
    );
  }

  return {
    async list(accountId: string): Promise<OAuthApp[]> {
      const rows = await scopedTo(oauthApp, accountId).list({ order: ['createdAt', 'id'] });
      return rows.map(toApp);
    },

    async get({ accountId, id }: OAuthAppKey): Promise<OAuthApp> {
      return toApp(await scopedTo(oauthApp, accountId).get(id));
    },

    /** Of any account, by its client id, for whoever is asked to grant it something. */
    async find(clientId: string): Promise<OAuthApp | null> {
      if (!isUuid(clientId)) return null;
      const row = await oauthApp.findByPk(clientId);
      return row && toApp(row);
    },

    /** @param input.secretHash null for one that is not confidential @throws AppError APP_LIMIT_REACHED (409) */
    create(accountId: string, input: OAuthAppInput & { secretHash: string | null }): Promise<OAuthApp> {
      return storeWrite(postgres, async (transaction) => {
        await account.findByPk(accountId, { transaction, lock: transaction.LOCK.NO_KEY_UPDATE });
        if ((await scopedTo(oauthApp, accountId).count({ transaction })) >= APPS_PER_ACCOUNT_MAX) {
          throw new AppError(`an account may have ${APPS_PER_ACCOUNT_MAX} applications at most`, {
            code: 'APP_LIMIT_REACHED',
            status: 409,
          });
        }
        const row = await oauthApp.create(
          { ...input, logoUrl: input.logoUrl ?? null, accountId, isConfidential: input.secretHash !== null },
          { transaction },
        );
        const { name, redirectUris, isConfidential } = row;
        const details = { name, redirectUris, isConfidential };
        await record(row, { action: 'app.created', details, transaction });
        return toApp(row);
      });
    },

    patch({ accountId, id }: OAuthAppKey, patch: OAuthAppPatch): Promise<OAuthApp> {
      return storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(oauthApp, accountId).get(id, {
          transaction,
          lock: transaction.LOCK.UPDATE,
        });
        row.set(given(patch));
        const changed = row.changed() || [];
        const details = Object.fromEntries(
          changed.map((name) => [name, { from: row.previous(name as 'name'), to: row.get(name) }]),
        );
        await row.save({ transaction });
        if (changed.length > 0) await record(row, { action: 'app.changed', details, transaction });
        return toApp(row);
      });
    },

    /** The former secret ends at once. @throws AppError CONFLICT for one that has none */
    rotateSecret({ accountId, id }: OAuthAppKey, secretHash: string): Promise<void> {
      return storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(oauthApp, accountId).get(id, {
          transaction,
          lock: transaction.LOCK.UPDATE,
        });
        if (!row.isConfidential) {
          throw new AppError('an application that is not confidential has no secret', {
            code: 'CONFLICT',
            status: 409,
          });
        }
        await row.update({ secretHash }, { transaction });
        await record(row, { action: 'app.secret_rotated', details: { name: row.name }, transaction });
      });
    },

    /** With everything that it was granted, in every account. */
    remove({ accountId, id }: OAuthAppKey): Promise<void> {
      return storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(oauthApp, accountId).get(id, { transaction });
        await row.destroy({ transaction });
        await record(row, { action: 'app.deleted', details: { name: row.name }, transaction });
      });
    },
  };
}

function toApp(row: OAuthAppRow): OAuthApp {
  const { id, accountId, name, logoUrl, redirectUris, isConfidential, secretHash, createdAt, updatedAt } =
    row;
  return { id, accountId, name, logoUrl, redirectUris, isConfidential, secretHash, createdAt, updatedAt };
}
