import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/useFormat.js';
import {
  emptyDraft,
  emptyLine,
  problemsOf,
  sumsOf,
  type DraftLine,
  type DraftProblem,
  type ReceiptDraft,
} from './receiptDraft.js';

/**
 * A receipt as it is typed. A field says what is wrong with it once it was left, all of them once somebody tried to send.
 * @param onlyRegister the id of the account's register when it has one: nothing to choose
 */
export function useDraft(onlyRegister: string | null) {
  const { t } = useTranslation('operations');
  const { money } = useFormat();
  const [typed, setDraft] = useState<ReceiptDraft | null>(null);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [nextKey, setNextKey] = useState(1);
  const [blank] = useState(emptyDraft);
  const known = (draftOrNot: ReceiptDraft | null): ReceiptDraft => {
    const before = draftOrNot ?? blank;
    return before.deviceId === null ? { ...before, deviceId: onlyRegister } : before;
  };
  const draft = known(typed);
  const problems = problemsOf(draft);

  const words: Record<DraftProblem, string> = {
    register: t('problems.register'),
    name: t('problems.name'),
    quantity: t('problems.quantity'),
    price: t('problems.price'),
    sum: t('problems.sum'),
    total: t('problems.total'),
    tooMuch: t('problems.tooMuch'),
    nothingPaid: t('problems.nothingPaid'),
    underpaid: t('problems.underpaid', { sum: money(sumsOf(draft).left) }),
    overpaid: t('problems.overpaid'),
    contact: t('problems.contact'),
    email: t('problems.email'),
    phone: t('problems.phone'),
  };
  // From what is there then, not what was drawn: choosing a product changes its name twice at once.
  const changeBy = (changesOf: (before: ReceiptDraft) => Partial<ReceiptDraft>): void =>
    setDraft((before) => ({ ...known(before), ...changesOf(known(before)) }));
  return {
    draft,
    form,
    /** Something was typed that leaving would lose. */
    isChanged: typed !== null,
    change: (changes: Partial<ReceiptDraft>): void => changeBy(() => changes),
    changeLine: (key: number, changes: Partial<DraftLine>): void =>
      changeBy(({ lines }) => ({
        lines: lines.map((line) => (line.key === key ? { ...line, ...changes } : line)),
      })),
    addLine: (): void => {
      changeBy(({ lines }) => ({ lines: [...lines, emptyLine(nextKey, lines.at(-1)?.tax)] }));
      setNextKey(nextKey + 1);
    },
    removeLine: (key: number): void => {
      changeBy(({ lines }) => ({ lines: lines.filter((line) => line.key !== key) }));
      // The places of the lines behind it are others now.
      setTouched(new Set([...touched].filter((path) => !path.startsWith('positions.'))));
    },
    touch: (path: string): void => setTouched((paths) => new Set(paths).add(path)),
    problemOf: (path: string): string | undefined => {
      const problem = problems[path];
      return problem !== undefined && (wasTried || touched.has(path)) ? words[problem] : undefined;
    },
    /** True when it may be sent; else every problem shows itself, and the first one has the focus. */
    check: (): boolean => {
      if (Object.keys(problems).length === 0) return true;
      setTried(true);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return false;
    },
  };
}
