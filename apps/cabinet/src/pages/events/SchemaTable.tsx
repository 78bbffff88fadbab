import { Table } from '@mantine/core';
import type { ParseKeys } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { schemaFields, type SchemaField } from './schemaFields.js';
import classes from './SchemaTable.module.css';

const KIND_WORDS: Readonly<Record<string, ParseKeys<'events'>>> = {
  string: 'catalogue.kinds.string',
  integer: 'catalogue.kinds.integer',
  number: 'catalogue.kinds.number',
  boolean: 'catalogue.kinds.boolean',
  object: 'catalogue.kinds.object',
  array: 'catalogue.kinds.array',
  null: 'catalogue.kinds.null',
};

/** A JSON Schema that a person reads: a row per field. */
export function SchemaTable({ schema, label }: { schema: Readonly<Record<string, unknown>>; label: string }) {
  const { t } = useTranslation('events');
  const fields = useMemo(() => schemaFields(schema), [schema]);
  const listOf = (kinds: readonly string[]): string =>
    kinds
      .map((kind) => t(KIND_WORDS[kind] ?? 'catalogue.kinds.any'))
      .reduceRight((other, one) => (other === '' ? one : t('catalogue.or', { one, other })), '');
  const kindOf = ({ kinds, itemKinds }: SchemaField): string => {
    if (kinds.length === 0) return t('catalogue.kinds.any');
    if (itemKinds.length === 0) return listOf(kinds);
    return t('catalogue.arrayOf', { of: listOf(itemKinds) });
  };
  return (
    <div className={classes.frame} tabIndex={0} role="region" aria-label={label}>
      <Table fz="sm" verticalSpacing={6} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('catalogue.field')}</Table.Th>
            <Table.Th>{t('catalogue.kind')}</Table.Th>
            <Table.Th>{t('catalogue.presence')}</Table.Th>
            <Table.Th>{t('catalogue.notes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field) => (
            <Table.Tr key={field.path}>
              <Table.Td className={classes.name ?? ''}>{field.path}</Table.Td>
              <Table.Td>{kindOf(field)}</Table.Td>
              <Table.Td>{t(field.isRequired ? 'catalogue.always' : 'catalogue.sometimes')}</Table.Td>
              <Table.Td className={classes.notes ?? ''}>
                {[...field.values, field.format].filter(Boolean).join(', ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
