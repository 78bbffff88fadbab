/** True for a secret as Standard Webhooks has them: `whsec_` and the base64 of 24 to 64 bytes (libs/sender/src/signature.ts). */
export function isWebhookSecret(text: string): boolean {
  if (!text.startsWith('whsec_')) return false;
  const encoded = text.slice('whsec_'.length);
  try {
    const bytes = atob(encoded);
    return btoa(bytes) === encoded && bytes.length >= 24 && bytes.length <= 64;
  } catch {
    return false;
  }
}
