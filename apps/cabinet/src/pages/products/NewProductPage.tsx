import { Box, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { useMay } from '../../session/identity.js';
import { Card } from '../../ui/Card.js';
import { Page } from '../../ui/Page.js';
import { bodyOf, EMPTY_DRAFT } from './productDraft.js';
import { ProductForm } from './ProductForm.js';

/** A product that was not there yet. */
export function NewProductPage() {
  const { t } = useTranslation(['products', 'common']);
  const mayWrite = useMay('write');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return (
    <Page title={t('products:new.title')} {...(!mayWrite && { hint: t('products:list.emptyHintReader') })}>
      <Box maw={640}>
        <Card>
          <ProductForm
            initial={EMPTY_DRAFT}
            isReadOnly={!mayWrite}
            submitLabel={t('products:new.submit')}
            actions={
              <Button component={Link} to="/products" variant="default">
                {t('common:actions.cancel')}
              </Button>
            }
            save={async (draft) => {
              await api.post('/api/products', { body: bodyOf(draft) });
              void queryClient.invalidateQueries({ queryKey: ['productList'] });
              void queryClient.invalidateQueries({ queryKey: ['products'] });
            }}
            onSaved={() => void navigate('/products')}
          />
        </Card>
      </Box>
    </Page>
  );
}
