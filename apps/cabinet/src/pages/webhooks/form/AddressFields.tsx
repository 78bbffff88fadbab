import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { URL_WORDS } from './useDraftProblems.js';
import { urlProblem } from './urlProblem.js';
import type { WebhookDraft } from './webhookDraft.js';

const EXAMPLE = 'https://shop.example/webhooks';

/** Where to, and what for. The address is judged as it is typed: gently until the field is left, as an error after that. */
export function AddressFields({ form }: { form: UseFormReturnType<WebhookDraft> }) {
  const { t } = useTranslation('webhookForm');
  const text = form.values.url.trim();
  const problem = urlProblem(text);
  const isPlain = problem === null && /^http:/i.test(text);
  const hint =
    text === ''
      ? t('url.hint')
      : problem !== null
        ? t(URL_WORDS[problem])
        : isPlain
          ? t('url.plain')
          : t('url.fine');
  return (
    <Stack gap="md">
      <div>
        <TextInput
          label={t('url.label')}
          placeholder={EXAMPLE}
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          required
          rightSection={
            text !== '' && problem === null ? (
              <IconCheck size={16} color="var(--state-delivered)" aria-hidden />
            ) : undefined
          }
          {...form.getInputProps('url')}
        />
        {form.errors['url'] === undefined && (
          <Text size="xs" c="dimmed" mt={4} role="status">
            {hint}
          </Text>
        )}
      </div>
      <Textarea
        label={t('description.label')}
        description={t('description.hint')}
        autosize
        minRows={1}
        maxRows={5}
        {...form.getInputProps('description')}
      />
    </Stack>
  );
}
