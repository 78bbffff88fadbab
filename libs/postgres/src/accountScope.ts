import { DataTypes, type Attributes, type FindOptions, type Model, type ModelStatic } from 'sequelize';
import { notFound } from '@kassahook/platform/errors';
import { INT4, isWhole } from './columns.js';
import { isUuid } from './uuid.js';

type OwnedRow = Model & { accountId: string };
type Options<Row extends Model> = Omit<FindOptions<Attributes<Row>>, 'where'>;

/** What clients call a row whose model has another name, or one of several words. */
const WORDS: Readonly<Record<string, string>> = {
  ApiToken: 'token',
  DeviceRegistration: 'registration',
  OAuthApp: 'application',
  OAuthGrant: 'grant',
  User: 'member',
};

/**
 * One account's rows of a table. The only place where a query gets its account: stores read through this, so that another
 * account's id is simply not there.
 */
export function scopedTo<Row extends OwnedRow>(model: ModelStatic<Row>, accountId: string) {
  const key = model.primaryKeyAttribute;

  async function find(id: string | number, options: Options<Row> = {}): Promise<Row | null> {
    if (!isKey(model, id)) return null;
    return model.findOne<Row>({ ...options, where: { [key]: id, accountId } as never });
  }

  return {
    /** The row, or null when there is none or it belongs to somebody else. */
    find,
    /** @throws AppError NOT_FOUND */
    async get(id: string | number, options: Options<Row> = {}): Promise<Row> {
      const row = await find(id, options);
      if (!row) throw notFound(WORDS[model.name] ?? model.name.toLowerCase());
      return row;
    },
    list: (options: Options<Row> = {}) => model.findAll<Row>({ ...options, where: { accountId } as never }),
    count: (options: Pick<Options<Row>, 'transaction'> = {}) =>
      model.count({ ...options, where: { accountId } as never }),
  };
}

/** An id comes from a URL: what cannot be a key is not asked for, Postgres would answer with an error. */
function isKey(model: ModelStatic<Model>, id: string | number): boolean {
  const attribute = model.getAttributes()[model.primaryKeyAttribute];
  if (attribute?.type instanceof DataTypes.UUID) return isUuid(String(id));
  return isWhole(id, 0, INT4.max);
}
