/** What an API token may do: read everything, write entities, manage webhooks, report as a cash register. */
export const TOKEN_SCOPES = ['read', 'write', 'webhooks', 'device'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
