import type { ParseKeys } from 'i18next';
import type { ShownState } from '../../ui/StateBadge.js';
import type { InspectedRequest } from './inspector.js';

type Word = ParseKeys<'inspector'>;
type Signature = InspectedRequest['signature'];

export const SIGNATURE_WORDS: Readonly<Record<Signature, Word>> = {
  verified: 'signature.verified',
  failed: 'signature.failed',
  absent: 'signature.absent',
  unknown: 'signature.unknown',
};

/** The dot of each: what is right, what is wrong, what says nothing. */
export const SIGNATURE_STATES: Readonly<Record<Signature, ShownState>> = {
  verified: 'delivered',
  failed: 'dead',
  absent: 'cancelled',
  unknown: 'waiting',
};

/** The API's reasons, word for word; one that is not here is shown as it is. */
export const REASON_WORDS: Readonly<Record<string, Word>> = {
  'there is no header webhook-signature': 'signature.reasons.noHeader',
  'the body is longer than is read here': 'signature.reasons.tooLong',
  'no webhook of the account points here': 'signature.reasons.noWebhook',
  'No matching signature found': 'signature.reasons.mismatch',
  'Message timestamp too old': 'signature.reasons.old',
  'Message timestamp too new': 'signature.reasons.new',
  'Missing required headers': 'signature.reasons.missing',
  'Invalid Signature Headers': 'signature.reasons.malformed',
};
