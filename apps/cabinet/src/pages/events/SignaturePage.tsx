import { Anchor, Group, List, Stack, Tabs, Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '../../ui/Card.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { Page } from '../../ui/Page.js';
import classes from './SignaturePage.module.css';
import go from './snippets/verify.go.txt?raw';
import node from './snippets/verify.mjs.txt?raw';
import php from './snippets/verify.php.txt?raw';
import python from './snippets/verify.py.txt?raw';

const STANDARD = 'https://www.standardwebhooks.com/';
/** Names of languages are the same in every language. */
const SNIPPETS = [
  { id: 'node', name: 'Node.js', code: node },
  { id: 'php', name: 'PHP', code: php },
  { id: 'python', name: 'Python', code: python },
  { id: 'go', name: 'Go', code: go },
] as const;
const STEPS = [
  'verify.steps.body',
  'verify.steps.sign',
  'verify.steps.compare',
  'verify.steps.time',
  'verify.steps.answer',
] as const;

/** How a receiver checks that an event came from us; the code is what the tests run. */
export function SignaturePage() {
  const { t } = useTranslation('events');
  const code = <Text span inherit ff="monospace" fz="sm" />;
  return (
    <Page
      title={t('verify.title')}
      hint={t('verify.hint')}
      action={
        <Anchor component={Link} to="/inspector" size="sm" underline="hover">
          {t('verify.try')}
        </Anchor>
      }
    >
      <Card title={t('verify.steps.title')}>
        <List type="ordered" spacing="xs" size="sm">
          {STEPS.map((step) => (
            <List.Item key={step}>
              <Trans t={t} i18nKey={step} components={{ code }} />
            </List.Item>
          ))}
        </List>
      </Card>
      <Card title={t('verify.code')}>
        <Stack gap="sm">
          <Tabs defaultValue="node" keepMounted={false}>
            <Tabs.List>
              {SNIPPETS.map(({ id, name }) => (
                <Tabs.Tab key={id} value={id}>
                  {name}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {SNIPPETS.map(({ id, name, code: text }) => (
              <Tabs.Panel key={id} value={id} className={classes.panel ?? ''}>
                <Group className={classes.copy ?? ''}>
                  <CopyButton text={text} label={t('verify.copy')} />
                </Group>
                <pre className={classes.code} tabIndex={0} aria-label={name}>
                  {text}
                </pre>
              </Tabs.Panel>
            ))}
          </Tabs>
          <Text size="sm" c="dimmed">
            <Trans
              t={t}
              i18nKey="verify.library"
              components={{ page: <Anchor href={STANDARD} target="_blank" rel="noreferrer" inherit /> }}
            />
          </Text>
        </Stack>
      </Card>
    </Page>
  );
}
