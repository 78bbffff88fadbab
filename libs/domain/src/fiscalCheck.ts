/** What of a receipt its check string is made of. */
export interface CheckedReceipt {
  type: 'SALE' | 'REFUND' | 'OUTFLOW' | 'OUTFLOW_REFUND';
  /** Kopecks. */
  amount: number;
  /** The shop's wall clock, ISO 8601 without a zone. */
  localDate: string;
  /** Number of the fiscal drive (ФН). */
  fnNumber: string;
  /** Number of the fiscal document (ФД). */
  fiscalDocumentNumber: string;
  /** Sign of the fiscal document (ФПД). */
  fiscalDocumentSign: string;
}

/** Tag 1054: what a receipt does with the money. */
const KINDS: Readonly<Record<CheckedReceipt['type'], number>> = {
  SALE: 1,
  REFUND: 2,
  OUTFLOW: 3,
  OUTFLOW_REFUND: 4,
};

const MINUTE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;
const DIGITS = /^\d+$/;

/**
 * The check string of a printed receipt, which its QR code holds and the tax service's check takes:
 * `t=20261122T1420&s=1250.00&fn=9999078900000961&i=1345&fp=2718281828&n=1`.
 * @returns null for a receipt without all three fiscal numbers, or whose date has no minutes
 */
export function fiscalCheckOf(receipt: CheckedReceipt): string | null {
  const { type, amount, localDate, fnNumber, fiscalDocumentNumber, fiscalDocumentSign } = receipt;
  const minute = MINUTE.exec(localDate);
  // Digits only: a register that writes anything else into these would write other parameters into the string.
  if (!minute || ![fnNumber, fiscalDocumentNumber, fiscalDocumentSign].every((text) => DIGITS.test(text))) {
    return null;
  }
  const [, year, month, day, hours, minutes] = minute;
  const roubles = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
  return `t=${year}${month}${day}T${hours}${minutes}&s=${roubles}&fn=${fnNumber}&i=${fiscalDocumentNumber}&fp=${fiscalDocumentSign}&n=${KINDS[type]}`;
}
