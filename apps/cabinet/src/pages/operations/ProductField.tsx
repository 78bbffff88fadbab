import { Autocomplete, Group, Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import type { Catalogue, Product } from './useCatalogue.js';

const OFFERED_MAX = 8;

interface ProductFieldProps {
  value: string;
  catalogue: Catalogue;
  error: string | undefined;
  /** Prices of a register may differ from the product's own. */
  deviceId: string | null;
  onType: (name: string) => void;
  onChoose: (product: Product, priceKopecks: number) => void;
  onBlur: () => void;
}

/** The name of a position: any text, or a product of the catalogue, which brings its price and its VAT. */
export function ProductField(props: ProductFieldProps) {
  const { value, catalogue, error, deviceId, onType, onChoose, onBlur } = props;
  const { t } = useTranslation('operations');
  const { money } = useFormat();
  const { products, isSearching, look } = catalogue;
  const priceOf = ({ price, prices }: Product): number =>
    prices.find((own) => String(own.deviceId) === deviceId)?.value ?? price;
  return (
    <Autocomplete
      label={t('form.name')}
      required
      placeholder={t('form.nameHint')}
      maxLength={512}
      limit={OFFERED_MAX}
      data={[...products.keys()]}
      value={value}
      error={error}
      rightSection={isSearching ? <Loader size={14} /> : undefined}
      onChange={(name) => {
        look(name);
        onType(name);
      }}
      onOptionSubmit={(name) => {
        const product = products.get(name);
        if (product) onChoose(product, priceOf(product));
      }}
      onBlur={() => {
        look('');
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
