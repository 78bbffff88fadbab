import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileOff, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useMay } from '../../session/identity.js';
import { ConfirmAction } from '../../ui/ConfirmAction.js';
import { DetailHead } from '../../ui/DetailHead.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { IdText } from '../../ui/IdText.js';
import { MissingOrError } from '../../ui/MissingOrError.js';
import { TimeText } from '../../ui/TimeText.js';
import { draftOf, updateBodyOf, type Product } from './productDraft.js';
import { ProductForm } from './ProductForm.js';
import { productQuery, rememberProduct } from './productQueries.js';
import { isGoneHere, isRemovedHere, removeHere } from './removedHere.js';

/** A product beside the list: seen, changed, deleted. */
export function ProductDetail() {
  const { t } = useTranslation(['products', 'common']);
  const { id = '' } = useParams();
  // While it is being deleted here, and after that, nothing more is asked of it, whatever is told of it.
  const product = useQuery({ ...productQuery(id), enabled: () => !isRemovedHere(id) });
  if (isGoneHere(id)) {
    return (
      <EmptyState icon={IconFileOff} title={t('products:detail.missing')} hint={t('common:missing.hint')} />
    );
  }
  if (product.isPending) {
    return (
      <Stack gap="md" aria-hidden>
        <Skeleton height={28} width={220} />
        <Skeleton height={420} />
      </Stack>
    );
  }
  if (!product.data) {
    return (
      <MissingOrError
        error={product.error}
        onRetry={() => void product.refetch()}
        title={t('products:detail.missing')}
        hint={t('common:missing.hint')}
      />
    );
  }
  // What somebody is typing stays when the product changes elsewhere; another product is another form.
  return <ShownProduct key={id} product={product.data} />;
}

function ShownProduct({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  const mayWrite = useMay('write');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { search } = useLocation();
  const [isAsking, asking] = useDisclosure(false);
  const released = useRef(false);
  const { id, name } = product;
  const title = name === '' ? t('list.nameless') : name;
  return (
    <>
      <DetailHead title={title} />
      <Stack gap="lg">
        <ProductForm
          initial={draftOf(product)}
          isReadOnly={!mayWrite}
          submitLabel={t('detail.save')}
          actions={
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={asking.open}
            >
              {t('detail.remove')}
            </Button>
          }
          released={released}
          save={async (draft, before) => {
            const body = updateBodyOf(draft, before);
            if (Object.keys(body).length === 0) return;
            const saved = await api.patch('/api/products/{id}', { path: { id }, body });
            rememberProduct(queryClient, id, saved);
          }}
        />
        <Group gap="lg" c="dimmed">
          <IdText id={id} />
          <Text size="xs" component="div">
            {t('detail.changed')} <TimeText iso={product.updatedAt} />
          </Text>
        </Group>
      </Stack>
      <ConfirmAction
        isOpen={isAsking}
        onClose={asking.close}
        title={t('detail.askTitle')}
        confirmLabel={t('detail.remove')}
        onConfirm={async () => {
          try {
            await removeHere(id, () => api.delete('/api/products/{id}', { path: { id } }));
          } catch (error) {
            // What was told of it meanwhile was not asked for.
            void queryClient.invalidateQueries(productQuery(id));
            throw error;
          }
          rememberProduct(queryClient, id, null);
          released.current = true;
          void navigate(`/products${search}`);
        }}
      >
        <Text inherit style={{ overflowWrap: 'anywhere' }} lineClamp={6}>
          {t('detail.askHint', { name: title })}
        </Text>
      </ConfirmAction>
    </>
  );
}
