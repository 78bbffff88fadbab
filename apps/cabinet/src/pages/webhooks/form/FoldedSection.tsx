import { Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import classes from './FoldedSection.module.css';

interface FoldedSectionProps {
  title: string;
  /** What is set inside, in one line. */
  summary: string;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** A part of a form that most do without: folded, with a line that says what is in it. What is typed inside stays when it folds. */
export function FoldedSection({ title, summary, isOpen, onToggle, children }: FoldedSectionProps) {
  const contentId = useId();
  return (
    <section className={classes.section}>
      <Title order={2} size="h3" fz="md">
        <UnstyledButton
          className={classes.button ?? ''}
          aria-expanded={isOpen}
          aria-controls={contentId}
          onClick={onToggle}
        >
          <IconChevronRight size={16} aria-hidden className={classes.chevron ?? ''} />
          <Text span fw={600} size="sm">
            {title}
          </Text>
          <span className={classes.summary}>{summary}</span>
        </UnstyledButton>
      </Title>
      <div id={contentId} className={classes.content} hidden={!isOpen}>
        {children}
      </div>
    </section>
  );
}
