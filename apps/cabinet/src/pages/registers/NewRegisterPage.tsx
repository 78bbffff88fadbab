import { Box, Button, Group, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { Page } from '../../ui/Page.js';
import { IssuedToken } from './IssuedToken.js';
import { NEW_SHOP, RegisterForm } from './RegisterForm.js';
import { shopsQuery } from './registerQueries.js';
import { useSaveRegister } from './useSaveRegister.js';

const FORM_PX = 220;

/** A register is named, and its token is shown once, before anything else can be done. */
export function NewRegisterPage() {
  const { t } = useTranslation('registers');
  const navigate = useNavigate();
  const shops = useQuery({ ...shopsQuery, staleTime: Infinity });
  const { create } = useSaveRegister();
  // Only here: a token is neither in an address nor in the memory of queries, and is forgotten with the page.
  const [issued, setIssued] = useState<{ id: number; name: string; token: string } | null>(null);
  if (issued) {
    return (
      <Page title={t('new.doneTitle', { name: issued.name })}>
        <Card title={t('token.title')}>
          <Stack gap="lg">
            <IssuedToken token={issued.token} />
            <Group>
              <Button component={Link} to={`/registers/${issued.id}`}>
                {t('new.toRegister')}
              </Button>
            </Group>
          </Stack>
        </Card>
      </Page>
    );
  }
  return (
    <Page title={t('new.title')} hint={t('new.hint')}>
      {shops.isPending && <Skeleton height={FORM_PX} />}
      {shops.isError && !shops.data && (
        <ErrorState error={shops.error} onRetry={() => void shops.refetch()} />
      )}
      {shops.data && (
        <Box maw={640}>
          <Card>
            <RegisterForm
              initial={{ name: '', shopId: String(shops.data[0]?.id ?? NEW_SHOP), shopName: '' }}
              shops={shops.data}
              submitLabel={t('new.submit')}
              onCancel={() => void navigate('/registers')}
              save={async (draft) => {
                const { id, name, deviceToken } = await create(draft);
                setIssued({ id, name, token: deviceToken });
              }}
            />
          </Card>
        </Box>
      )}
    </Page>
  );
}
