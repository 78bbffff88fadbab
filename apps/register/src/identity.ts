import { createSeededRandom, oneOf, wholeBetween } from './seededRandom.js';

/** Who a register is: what stands on each of its receipts. */
export interface RegisterIdentity {
  /** Its place among the registers of the floor. */
  index: number;
  seed: number;
  /** The fiscal storage's factory number. */
  fnNumber: string;
  /** The number that the tax office gave. */
  registryNumber: string;
}

export interface CashierOnDuty {
  tabNumber: string;
  name: string;
  role: string;
}

const CASHIERS = [
  'Смирнова Ольга Викторовна',
  'Кузнецов Артём Игоревич',
  'Попова Марина Сергеевна',
  'Васильев Денис Андреевич',
  'Новикова Елена Павловна',
  'Фёдорова Татьяна Юрьевна',
  'Морозов Илья Олегович',
  'Алексеева Гульнара Рашидовна',
];

/** The identity of the register at that place; the same seed gives the same one. */
export function identityOf(seed: number, index: number): RegisterIdentity {
  const random = createSeededRandom('identity', seed, index);
  const digits = (count: number) => Array.from({ length: count }, () => wholeBetween(random, 0, 9)).join('');
  return { index, seed, fnNumber: `996044${digits(10)}`, registryNumber: `000${digits(13)}` };
}

/** Who sits at the register in that shift. */
export function cashierOf({ seed, index }: RegisterIdentity, shiftNumber: number): CashierOnDuty {
  const name = oneOf(createSeededRandom('cashier', seed, index, shiftNumber), CASHIERS);
  return { tabNumber: String(CASHIERS.indexOf(name) + 1), name, role: 'CASHIER' };
}
