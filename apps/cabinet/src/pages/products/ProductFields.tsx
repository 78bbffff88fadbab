import { Checkbox, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useReceiptWords } from '../receipts/receiptWords.js';
import { TAX_CODES } from '../receipts/vat.js';
import { PRODUCT_TYPES, type ProductDraft } from './productDraft.js';
import { departmentsQuery } from './productQueries.js';
import { useProductWords } from './useProductWords.js';

/** The fields of a product. */
export function ProductFields({ form }: { form: UseFormReturnType<ProductDraft> }) {
  const { t } = useTranslation('products');
  const { vat } = useReceiptWords();
  const { types } = useProductWords();
  const departments = useQuery(departmentsQuery);
  const { tax } = form.getInitialValues();
  // A product keeps any other that it has.
  const taxes = [...new Set<string>([...TAX_CODES, ...(tax === '' ? [] : [tax])])];
  return (
    <>
      <Textarea
        label={t('fields.name')}
        required
        autosize
        minRows={1}
        maxRows={4}
        {...form.getInputProps('name')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput label={t('fields.price')} required inputMode="decimal" {...form.getInputProps('price')} />
        <Select
          label={t('fields.tax')}
          allowDeselect={false}
          data={[
            { value: '', label: t('fields.taxOfDepartment') },
            ...taxes.map((code) => ({ value: code, label: vat(code) })),
          ]}
          {...form.getInputProps('tax')}
        />
        <TextInput
          label={t('fields.quantity')}
          required
          inputMode="decimal"
          {...form.getInputProps('quantity')}
        />
        <TextInput
          label={t('fields.unit')}
          placeholder={t('fields.unitExample')}
          {...form.getInputProps('unit')}
        />
        <Select
          label={t('fields.type')}
          allowDeselect={false}
          data={PRODUCT_TYPES.map((value) => ({ value, label: types[value] }))}
          {...form.getInputProps('type')}
        />
        <Select
          label={t('fields.department')}
          allowDeselect={false}
          data={[
            { value: '', label: t('fields.noDepartment') },
            ...(departments.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          {...form.getInputProps('departmentId')}
        />
      </SimpleGrid>
      <Textarea
        label={t('fields.barcodes')}
        description={t('fields.codesHint')}
        autosize
        minRows={1}
        maxRows={6}
        {...form.getInputProps('barcodes')}
      />
      <Textarea
        label={t('fields.vendorCodes')}
        description={t('fields.codesHint')}
        autosize
        minRows={1}
        maxRows={6}
        {...form.getInputProps('vendorCodes')}
      />
      <Checkbox label={t('fields.isMarked')} {...form.getInputProps('isMarked', { type: 'checkbox' })} />
    </>
  );
}
