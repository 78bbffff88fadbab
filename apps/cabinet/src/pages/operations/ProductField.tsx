import { Autocomplete, Group, Loader, Text } from '@mantine/core';
import type { components } from '@kassahook/client';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import { useProducts } from '../products/productQueries.js';

export type Product = components['schemas']['Product'];

const OFFERED_MAX = 8;

interface ProductFieldProps {
  value: string;
  error: string | undefined;
  /** Prices of a register may differ from the product's own. */
  deviceId: string | null;
  onType: (name: string) => void;
  onChoose: (product: Product, priceKopecks: number) => void;
  onBlur: () => void;
}

/** The name of a position: any text, or a product of the catalogue, which brings its price and its VAT. */
export function ProductField({ value, error, deviceId, onType, onChoose, onBlur }: ProductFieldProps) {
  const { t } = useTranslation('operations');
  const { money } = useFormat();
  const [isTyping, setTyping] = useState(false);
  // The first thousand are there at once; the rest of a large catalogue is read while somebody types.
  const { rows, isSearching } = useProducts({ q: isTyping ? value : '', department: '' });
  /** By name, which is what is offered; of two products with one name the older one. */
  const products = useMemo(() => {
    const named = new Map<string, Product>();
    for (const product of rows) {
      if (product.name !== '' && !named.has(product.name)) named.set(product.name, product);
    }
    return named;
  }, [rows]);
  const priceOf = ({ price, prices }: Product): number =>
    prices.find((own) => String(own.deviceId) === deviceId)?.value ?? price;
  return (
    <Autocomplete
      label={t('form.name')}
      placeholder={t('form.nameHint')}
      maxLength={512}
      limit={OFFERED_MAX}
      data={[...products.keys()]}
      value={value}
      error={error}
      rightSection={isSearching ? <Loader size={14} /> : undefined}
      onChange={(name) => {
        setTyping(true);
        onType(name);
      }}
      onOptionSubmit={(name) => {
        const product = products.get(name);
        if (product) onChoose(product, priceOf(product));
      }}
      onBlur={() => {
        setTyping(false);
        onBlur();
      }}
      renderOption={({ option }) => {
        const product = products.get(option.value);
        return (
          <Group justify="space-between" wrap="nowrap" w="100%" gap="md">
            <Text span size="sm" truncate>
              {option.value}
            </Text>
            <Text span size="sm" c="dimmed" className="numbers">
              {product && money(priceOf(product))}
            </Text>
          </Group>
        );
      }}
    />
  );
}
