import { Anchor, Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/Card.js';
import { decodeText } from './csvTable.js';
import { downloadCsv } from './downloadCsv.js';

/** A file of a hundred thousand products; a larger one is another thing by mistake. */
const FILE_MAX_BYTES = 20 * 1024 * 1024;

/** Where the table comes from: a file or what was copied. */
export function ImportSource({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation('productImport');
  const [pasted, setPasted] = useState('');
  const [error, setError] = useState<string | null>(null);
  const read = async (file: File | null): Promise<void> => {
    if (!file) return;
    if (file.size > FILE_MAX_BYTES) {
      setError(t('source.tooLarge'));
      return;
    }
    try {
      onText(decodeText(new Uint8Array(await file.arrayBuffer())));
    } catch {
      setError(t('source.unreadable'));
    }
  };
  return (
    <Card title={t('source.title')}>
      <Stack gap="md">
        <Text size="sm">{t('source.hint')}</Text>
        <Group gap="md">
          <FileButton onChange={(file) => void read(file)} accept=".csv,.txt,.tsv,text/csv,text/plain">
            {(props) => (
              <Button {...props} leftSection={<IconUpload size={16} aria-hidden />}>
                {t('source.choose')}
              </Button>
            )}
          </FileButton>
          <SampleLink />
        </Group>
        {error !== null && (
          <Text size="sm" c="var(--state-dead)" role="alert">
            {error}
          </Text>
        )}
        <Textarea
          label={t('source.paste')}
          placeholder={t('source.example')}
          minRows={5}
          maxRows={12}
          autosize
          spellCheck={false}
          value={pasted}
          onChange={({ currentTarget }) => setPasted(currentTarget.value)}
        />
        <Group>
          <Button variant="default" disabled={pasted.trim() === ''} onClick={() => onText(pasted)}>
            {t('source.check')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

/** A small table that can be imported as it is. */
function SampleLink() {
  const { t } = useTranslation('productImport');
  const download = (): void => downloadCsv(t('source.sampleName'), t('source.sample'));
  return (
    <Anchor component="button" type="button" size="sm" underline="hover" onClick={download}>
      <Group gap={6} component="span">
        <IconDownload size={16} aria-hidden />
        {t('source.download')}
      </Group>
    </Anchor>
  );
}
