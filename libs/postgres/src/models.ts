import type { ModelStatic, Sequelize } from 'sequelize';
import { defineAccount, type AccountRow } from './account/accountModel.js';
import { defineApiToken, type ApiTokenRow } from './apiToken/apiTokenModel.js';
import { defineCallbackSecret, type CallbackSecretRow } from './callbackSecret/callbackSecretModel.js';
import { defineAudit, type AuditRow } from './audit/auditModel.js';
import { defineCashier, type CashierRow } from './cashier/cashierModel.js';
import { defineDepartment, type DepartmentRow } from './department/departmentModel.js';
import { defineDevice, type DeviceRow } from './device/deviceModel.js';
import {
  defineDeviceRegistration,
  type DeviceRegistrationRow,
} from './deviceRegistration/deviceRegistrationModel.js';
import { defineIdempotencyKey, type IdempotencyKeyRow } from './idempotencyKey/idempotencyKeyModel.js';
import { defineInvitation, type InvitationRow } from './invitation/invitationModel.js';
import { defineOAuthApp, type OAuthAppRow } from './oauth/oauthAppModel.js';
import { defineOAuthCode, type OAuthCodeRow } from './oauth/oauthCodeModel.js';
import { defineOAuthGrant, type OAuthGrantRow } from './oauth/oauthGrantModel.js';
import { defineOAuthRefreshToken, type OAuthRefreshTokenRow } from './oauth/oauthRefreshTokenModel.js';
import { defineOutbox, type OutboxRow } from './outbox/outboxModel.js';
import { defineProduct, type ProductRow } from './product/productModel.js';
import { defineShop, type ShopRow } from './shop/shopModel.js';
import { defineUser, type UserRow } from './user/userModel.js';
import { defineInvalidation, type InvalidationRow } from './webhook/invalidationModel.js';
import { defineWebhook, type WebhookRow } from './webhook/webhookModel.js';

/** Every table. Stores use them; whoever writes event-bearing rows directly does so through these and in a transaction. */
export interface Models {
  account: ModelStatic<AccountRow>;
  user: ModelStatic<UserRow>;
  shop: ModelStatic<ShopRow>;
  department: ModelStatic<DepartmentRow>;
  cashier: ModelStatic<CashierRow>;
  device: ModelStatic<DeviceRow>;
  deviceRegistration: ModelStatic<DeviceRegistrationRow>;
  product: ModelStatic<ProductRow>;
  webhook: ModelStatic<WebhookRow>;
  apiToken: ModelStatic<ApiTokenRow>;
  outbox: ModelStatic<OutboxRow>;
  invalidation: ModelStatic<InvalidationRow>;
  callbackSecret: ModelStatic<CallbackSecretRow>;
  idempotencyKey: ModelStatic<IdempotencyKeyRow>;
  audit: ModelStatic<AuditRow>;
  invitation: ModelStatic<InvitationRow>;
  oauthApp: ModelStatic<OAuthAppRow>;
  oauthCode: ModelStatic<OAuthCodeRow>;
  oauthGrant: ModelStatic<OAuthGrantRow>;
  oauthRefreshToken: ModelStatic<OAuthRefreshTokenRow>;
}

/**
 * Defines the models on a connection pool, as classes of its own: two pools in one process must not share them.
 * No associations: a join would bring a second way to write a row, past the hooks. The tables have the foreign keys.
 */
export function defineModels(sequelize: Sequelize): Models {
  return {
    account: defineAccount(sequelize),
    user: defineUser(sequelize),
    shop: defineShop(sequelize),
    department: defineDepartment(sequelize),
    cashier: defineCashier(sequelize),
    device: defineDevice(sequelize),
    deviceRegistration: defineDeviceRegistration(sequelize),
    product: defineProduct(sequelize),
    webhook: defineWebhook(sequelize),
    apiToken: defineApiToken(sequelize),
    outbox: defineOutbox(sequelize),
    invalidation: defineInvalidation(sequelize),
    callbackSecret: defineCallbackSecret(sequelize),
    idempotencyKey: defineIdempotencyKey(sequelize),
    audit: defineAudit(sequelize),
    invitation: defineInvitation(sequelize),
    oauthApp: defineOAuthApp(sequelize),
    oauthCode: defineOAuthCode(sequelize),
    oauthGrant: defineOAuthGrant(sequelize),
    oauthRefreshToken: defineOAuthRefreshToken(sequelize),
  };
}
