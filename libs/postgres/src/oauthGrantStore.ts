import { fn, col } from 'sequelize';
import type { OAuthScope } from '@kassahook/contracts/oauthApp';
import { scopedTo } from './accountScope.js';
import { oauthAppName } from './oauthAppName.js';
import type { Postgres } from './postgres.js';
import { storeWrite } from './storeWrite.js';

/** Access that a member of the account has given to an application. */
export interface OAuthGrant {
  id: string;
  app: { id: string; name: string; logoUrl: string | null };
  scopes: OAuthScope[];
  userId: number;
  createdAt: Date;
  /** Of the tokens that it has now. */
  lastUsedAt: Date | null;
}

/** Creates the store of what an account has granted. @throws AppError NOT_FOUND for another account's */
export function createOAuthGrantStore(postgres: Postgres) {
  const { apiToken, oauthApp, oauthGrant } = postgres.models;
  return {
    /** The newest first. */
    async list(accountId: string): Promise<OAuthGrant[]> {
      const grants = await scopedTo(oauthGrant, accountId).list({
        order: [
          ['createdAt', 'DESC'],
          ['id', 'DESC'],
        ],
      });
      if (grants.length === 0) return [];
      const grantId = grants.map(({ id }) => id);
      const [apps, uses] = await Promise.all([
        oauthApp.findAll({ where: { id: [...new Set(grants.map(({ appId }) => appId))] } }),
        apiToken.findAll({
          where: { accountId, grantId },
          attributes: ['grantId', [fn('max', col('last_used_at')), 'lastUsedAt']],
          group: ['grantId'],
        }),
      ]);
      const appById = new Map(apps.map((app) => [app.id, app]));
      const usedAt = new Map(uses.map((use) => [use.grantId, use.lastUsedAt]));
      return grants.flatMap(({ id, appId, scopes, userId, createdAt }) => {
        const app = appById.get(appId);
        if (!app) return []; // deleted between the two reads, and this with it
        const { name, logoUrl } = app;
        const lastUsedAt = usedAt.get(id) ?? null;
        return [{ id, app: { id: appId, name, logoUrl }, scopes, userId, createdAt, lastUsedAt }];
      });
    },

    /** With every token that came of it. */
    revoke({ accountId, id }: { accountId: string; id: string }): Promise<void> {
      return storeWrite(postgres, async (transaction) => {
        const row = await scopedTo(oauthGrant, accountId).get(id, {
          transaction,
          lock: transaction.LOCK.UPDATE,
        });
        await row.destroy({ transaction });
        const { appId } = row;
        const details = { appId, app: await oauthAppName(postgres, appId, transaction) };
        await postgres.auditTrail.record(
          [{ accountId, action: 'grant.revoked', targetType: 'grant', targetId: id, details }],
          transaction,
        );
      });
    },
  };
}
