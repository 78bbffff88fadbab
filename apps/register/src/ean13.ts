/**
 * The EAN-13 barcode of twelve digits: the digits and their check digit (GS1: weights 1 and 3 from the left, up to the next ten).
 * @throws RangeError when it is not twelve digits
 */
export function ean13(twelveDigits: string): string {
  if (!/^\d{12}$/.test(twelveDigits)) throw new RangeError(`not twelve digits: ${twelveDigits}`);
  let sum = 0;
  for (let index = 0; index < 12; index += 1) sum += Number(twelveDigits[index]) * (index % 2 === 0 ? 1 : 3);
  return `${twelveDigits}${(10 - (sum % 10)) % 10}`;
}
