/**
 * What an API token may do: read everything, write entities, manage webhooks, report as a cash register, and manage the account
 * itself: its tokens, applications, members and the audit log.
 */
export const TOKEN_SCOPES = ['read', 'write', 'webhooks', 'device', 'account'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
