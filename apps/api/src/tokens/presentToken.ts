import type { TokenView } from '@kassahook/contracts/apiToken';
import type { TokenScope } from '@kassahook/contracts/tokenScope';

/** A token as its store shows it. */
export interface StoredToken {
  id: string;
  name: string;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  userId: number | null;
  deviceId: number | null;
}

export function presentToken(token: StoredToken): TokenView {
  const { id, name, scopes, createdAt, expiresAt, lastUsedAt, userId, deviceId } = token;
  return {
    id,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    userId,
    deviceId,
  };
}
