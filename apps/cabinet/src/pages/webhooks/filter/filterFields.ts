import { ENTITY_FLAGS, type EntityFlag } from '@kassahook/domain/eventType';

/** What a field holds, and so how its value is typed. Sums are in kopecks, quantities in thousandths, instants as ISO texts. */
export type FieldKind = 'text' | 'number' | 'sum' | 'quantity' | 'boolean' | 'instant' | 'choice';

export interface FilterField {
  path: string;
  kind: FieldKind;
  /** Of a choice. */
  choices?: readonly string[];
}

type FieldList = readonly (readonly [path: string, kind: FieldKind, choices?: readonly string[]])[];

const RECEIPT_TYPES = ['SALE', 'REFUND', 'OUTFLOW', 'OUTFLOW_REFUND'] as const;
const POSITION_TYPES = [
  'COUNTABLE',
  'SCALABLE',
  'ALCOHOL',
  'CLOTHES',
  'SHOES',
  'SERVICE',
  'TOBACCO',
] as const;
const PAYMENT_TYPES = ['CASH', 'CASHLESS', 'PREPAID', 'CREDIT', 'CONSIDERATION'] as const;
const TAX_MODES = ['DEFAULT', 'SIMPLE', 'SIMPLE_WO', 'ENVD', 'AGRICULT', 'PATENT'] as const;

const PLACE: FieldList = [
  ['deviceId', 'number'],
  ['shopId', 'number'],
];
const CASHIER: FieldList = [
  ['cashier', 'text'],
  ['cashier.name', 'text'],
  ['cashier.tabNumber', 'text'],
  ['cashier.role', 'text'],
  ['cashier.inn', 'text'],
];

/**
 * The fields of each kind of entity, as filters name them: the ones people filter by first. Those of the first step are all that the API
 * knows (a test compares them with its contracts); deeper ones are the useful ones, others may be typed.
 */
const FIELDS: Readonly<Record<EntityFlag, FieldList>> = {
  receipts: [
    ['type', 'choice', RECEIPT_TYPES],
    ['amount', 'sum'],
    ['discount', 'sum'],
    ['payments', 'text'],
    ['payments.type', 'choice', PAYMENT_TYPES],
    ['payments.amount', 'sum'],
    ['positions', 'text'],
    ['positions.name', 'text'],
    ['positions.type', 'choice', POSITION_TYPES],
    ['positions.price', 'sum'],
    ['positions.quantity', 'quantity'],
    ['positions.barcode', 'text'],
    ['positions.vendorCode', 'text'],
    ['positions.tax', 'text'],
    ['positions.departmentId', 'number'],
    ...CASHIER,
    ...PLACE,
    ['number', 'number'],
    ['shiftId', 'number'],
    ['operationId', 'text'],
    ['date', 'instant'],
    ['localDate', 'text'],
    ['id', 'text'],
    ['_id', 'text'],
    ['checkURL', 'text'],
    ['fiscalCheck', 'text'],
    ['fiscalDocumentNumber', 'text'],
    ['fiscalDocumentSign', 'text'],
    ['fnNumber', 'text'],
    ['registryNumber', 'text'],
  ],
  products: [
    ['name', 'text'],
    ['type', 'choice', POSITION_TYPES],
    ['price', 'sum'],
    ['quantity', 'quantity'],
    ['barcodes', 'text'],
    ['vendorCodes', 'text'],
    ['isMarked', 'boolean'],
    ['tax', 'text'],
    ['unit', 'text'],
    ['departmentId', 'number'],
    ['prices', 'text'],
    ['prices.deviceId', 'number'],
    ['prices.value', 'sum'],
    ['meta', 'text'],
    ['imageUrl', 'text'],
    ['id', 'text'],
    ['createdAt', 'instant'],
    ['updatedAt', 'instant'],
  ],
  shifts: [
    ['status', 'choice', ['OPENED', 'CLOSED']],
    ['shiftId', 'number'],
    ...PLACE,
    ...CASHIER,
    ['openedAt', 'instant'],
    ['closedAt', 'instant'],
    ['totals', 'text'],
    ['totals.sales', 'sum'],
    ['totals.refunds', 'sum'],
    ['totals.cash', 'sum'],
    ['totals.cashless', 'sum'],
    ['totals.moneyIn', 'sum'],
    ['totals.moneyOut', 'sum'],
    ['totals.receiptsCount', 'number'],
    ['id', 'text'],
  ],
  encashments: [
    ['type', 'choice', ['MONEY_IN', 'MONEY_OUT']],
    ['sum', 'sum'],
    ...PLACE,
    ['shiftId', 'number'],
    ...CASHIER,
    ['date', 'instant'],
    ['localDate', 'text'],
    ['id', 'text'],
  ],
  operations: [
    ['status', 'choice', ['PENDING', 'IN_PROGRESS', 'SUCCESS', 'ERROR']],
    ['type', 'choice', ['EXTERNAL_RECEIPT']],
    ['externalId', 'text'],
    ['data', 'text'],
    ['data.receiptId', 'text'],
    ['data.error.code', 'text'],
    ['createdAt', 'instant'],
    ['completedAt', 'instant'],
    ['id', 'text'],
  ],
  devices: [
    ['name', 'text'],
    ['id', 'number'],
    ['groupId', 'number'],
    ['sort', 'number'],
    ['timezoneOffset', 'number'],
  ],
  deviceRegistrations: [
    ['deviceId', 'number'],
    ['registryNumber', 'text'],
    ['fnNumber', 'text'],
    ['ofd', 'text'],
    ['taxModes', 'choice', TAX_MODES],
    ['address', 'text'],
    ['registeredAt', 'instant'],
  ],
};

/** The fields by which events of an entity may be chosen. */
export function fieldsOf(flag: EntityFlag): FilterField[] {
  return FIELDS[flag].map(([path, kind, choices]) => ({ path, kind, ...(choices && { choices }) }));
}

/** What a path must begin with. */
export const KNOWN_FIELDS: ReadonlySet<string> = new Set(
  ENTITY_FLAGS.flatMap((flag) => FIELDS[flag].map(([path]) => path.split('.')[0] ?? '')),
);

/**
 * What a path leads to, among the entities that are heard; an index in it (`positions.0.price`) makes no difference. Null when it is not
 * known, or when entities differ: then the value's kind is chosen by hand.
 */
export function fieldAt(path: string, flags: readonly EntityFlag[]): FilterField | null {
  const plain = path.replace(/\.\d+(?=\.|$)/g, '');
  const found = flags.flatMap((flag) => fieldsOf(flag)).filter((field) => field.path === plain);
  const [first] = found;
  if (!first || found.some(({ kind }) => kind !== first.kind)) return null;
  const choices = [...new Set(found.flatMap((field) => field.choices ?? []))];
  return { path, kind: first.kind, ...(choices.length > 0 && { choices }) };
}
