import { Button, Group, Stack } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { Card } from '../../ui/Card.js';
import { ErrorState } from '../../ui/ErrorState.js';
import { AnswerForm } from './AnswerForm.js';
import { ANSWER_PRESETS, isPreset } from './answerPresets.js';
import { AnswerText } from './AnswerText.js';
import { inspectorQuery, inspectorsQuery, type Inspector, type InspectorAnswer } from './inspector.js';

/** What the inspector answers: receivers to play in one click, and a form for any other. */
export function AnswerCard({ inspector: { id, answer } }: { inspector: Inspector }) {
  const { t } = useTranslation('inspector');
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const save = useMutation({
    mutationFn: (wanted: InspectorAnswer) =>
      api.patch('/api/inspectors/{id}', { path: { id }, body: { answer: wanted } }),
    onSuccess: (changed) => {
      queryClient.setQueryData(inspectorQuery(id).queryKey, changed);
      void queryClient.invalidateQueries({ queryKey: inspectorsQuery.queryKey });
    },
  });
  return (
    <Card title={t('answer.title')} action={<AnswerText answer={answer} />}>
      <Stack gap="sm">
        <Group gap="xs" role="group" aria-label={t('answer.presets')}>
          {ANSWER_PRESETS.map((preset) => {
            const isNow = isPreset(preset.answer, answer);
            return (
              <Button
                key={preset.id}
                size="xs"
                variant={isNow ? 'filled' : 'default'}
                aria-pressed={isNow}
                disabled={save.isPending}
                onClick={() => save.mutate(preset.answer)}
              >
                {t(preset.word)}
              </Button>
            );
          })}
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconAdjustments size={15} aria-hidden />}
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            {t('answer.edit')}
          </Button>
        </Group>
        {save.error !== null && !isOpen && <ErrorState error={save.error} />}
      </Stack>
      {isOpen && (
        <AnswerForm
          answer={answer}
          save={(wanted) => save.mutateAsync(wanted)}
          onClose={() => setOpen(false)}
        />
      )}
    </Card>
  );
}
