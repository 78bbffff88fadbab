import { randomBytes } from 'node:crypto';
import { DEFAULT_INSPECTOR_ANSWER } from '@kassahook/contracts/inspector';
import type { SecretBox } from '@kassahook/platform/secretBox';
import { createInspectorStore } from '@kassahook/postgres/inspectorStore';
import type { Postgres } from '@kassahook/postgres/postgres';
import { addressHashOf, addressSecretOf } from '../../apps/api/src/inspector/inspectorSecrets.js';

/** The demo account's inspector, made when it has none; answers with the path of its address. */
export async function seedInspector(
  postgres: Postgres,
  { accountId, secretBox }: { accountId: string; secretBox: SecretBox },
): Promise<string> {
  const inspectors = createInspectorStore(postgres, { secretBox, inspectorsPerAccountMax: 1 });
  const [known] = await inspectors.list(accountId);
  if (known) return `/i/${addressSecretOf(known.viewSecret)}`;
  const viewSecret = randomBytes(32).toString('base64url');
  const address = addressSecretOf(viewSecret);
  await inspectors.create(accountId, {
    name: 'Демо',
    webhookId: null,
    answer: DEFAULT_INSPECTOR_ANSWER,
    viewSecret,
    addressHash: addressHashOf(address),
  });
  return `/i/${address}`;
}
