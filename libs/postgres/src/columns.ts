import { DataTypes, type Model, type ModelAttributeColumnOptions } from 'sequelize';

/** int8 comes as text from the driver; the CHECKs of the tables keep it within what a JS number holds exactly. */
const EXACT_MAX = Number.MAX_SAFE_INTEGER;

/** A whole number that may pass int4: money in kopecks, quantities in thousandths. */
export function wholeNumber(name: string, { min, defaultValue }: { min: number; defaultValue: number }) {
  return {
    type: DataTypes.BIGINT,
    allowNull: false,
    defaultValue,
    get(this: Model): number {
      return Number(this.getDataValue(name as never));
    },
    validate: {
      whole: check((value) => isWhole(value, min, EXACT_MAX), `must be a whole number from ${min}`),
    },
  } satisfies ModelAttributeColumnOptions;
}

/** A list of short texts. */
export function textList({ countMax, lengthMax }: { countMax: number; lengthMax: number }) {
  return {
    type: DataTypes.ARRAY(DataTypes.TEXT),
    allowNull: false,
    defaultValue: [],
    validate: {
      list: check(
        (value) =>
          Array.isArray(value) && value.length <= countMax && value.every((item) => isText(item, lengthMax)),
        `must be at most ${countMax} texts of at most ${lengthMax} characters`,
      ),
    },
  } satisfies ModelAttributeColumnOptions;
}

/** A required text. */
export function text({ min = 1, max }: { min?: number; max: number }) {
  return {
    type: DataTypes.TEXT,
    allowNull: false,
    validate: { len: { args: [min, max] as [number, number], msg: `must have ${min} to ${max} characters` } },
  } satisfies ModelAttributeColumnOptions;
}

/** A text that may be missing. */
export function optionalText({ max }: { max: number }) {
  return { ...text({ max }), allowNull: true, defaultValue: null } satisfies ModelAttributeColumnOptions;
}

/** A whole number that fits int4. */
export function smallNumber({ min, max, defaultValue }: { min: number; max: number; defaultValue?: number }) {
  return {
    type: DataTypes.INTEGER,
    allowNull: false,
    ...(defaultValue !== undefined && { defaultValue }),
    validate: {
      whole: check((value) => isWhole(value, min, max), `must be a whole number from ${min} to ${max}`),
    },
  } satisfies ModelAttributeColumnOptions;
}

/** int4's range, for numbers that mean nothing to us, such as a place in a list. */
export const INT4 = { min: -2_147_483_648, max: 2_147_483_647 } as const;

/** A number that Postgres counts up itself. */
export const identity = {
  type: DataTypes.INTEGER,
  primaryKey: true,
  autoIncrement: true,
} satisfies ModelAttributeColumnOptions;

/** The owner of the row. */
export const accountId = { type: DataTypes.UUID, allowNull: false } satisfies ModelAttributeColumnOptions;

/** A validator out of a predicate. */
export function check(isRight: (value: unknown) => boolean, message: string): (value: unknown) => void {
  return (value) => {
    if (!isRight(value)) throw new Error(message);
  };
}

/** True for an object that maps names to texts, at most `countMax` of them. */
export function isTextRecord(value: unknown, countMax: number): value is Record<string, string> {
  if (!isPlainObject(value)) return false;
  const entries = Object.values(value);
  return entries.length <= countMax && entries.every((entry) => typeof entry === 'string');
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isWhole(value: unknown, min: number, max: number): boolean {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= min && Number(number) <= max;
}

function isText(value: unknown, lengthMax: number): boolean {
  return typeof value === 'string' && value.length <= lengthMax;
}
