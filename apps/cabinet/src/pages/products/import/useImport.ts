import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../../api/client.js';
import { useFieldProblems } from '../../../ui/useFieldProblems.js';
import type { ImportLine } from './productRows.js';
import { joined, sendProducts, type ImportResult } from './sendProducts.js';

/** How an import is doing. */
export type ImportState =
  | { kind: 'ready' }
  | { kind: 'sending'; sent: number; total: number }
  | { kind: 'done'; result: ImportResult }
  | { kind: 'stopped'; error: unknown };

/**
 * Sends an import. When no answer came, trying again repeats each thousand under the key that it was first sent with, so that what had
 * arrived is not created twice.
 */
export function useImport() {
  const queryClient = useQueryClient();
  const problemsOf = useFieldProblems();
  const [state, setState] = useState<ImportState>({ kind: 'ready' });
  const sending = useRef<{ lines: readonly ImportLine[]; earlier: ImportResult | undefined } | null>(null);
  const keys = useRef<{ lines: readonly ImportLine[]; base: string } | null>(null);

  /** @param earlier what came of lines that were sent before, when these are the rest */
  const start = async (lines: readonly ImportLine[], earlier?: ImportResult): Promise<void> => {
    sending.current = { lines, earlier };
    if (keys.current?.lines !== lines) keys.current = { lines, base: newKey() };
    const { base } = keys.current;
    setState({ kind: 'sending', sent: 0, total: lines.length });
    try {
      const result = await sendProducts({
        lines,
        send: (bodies, chunk) =>
          api.post('/api/products/bulk', { body: [...bodies], idempotencyKey: `${base}-${chunk}` }),
        problemsOf,
        onProgress: (sent) => setState({ kind: 'sending', sent, total: lines.length }),
      });
      setState({ kind: 'done', result: earlier ? joined(earlier, result) : result });
    } catch (error) {
      setState({ kind: 'stopped', error });
    }
    void queryClient.invalidateQueries({ queryKey: ['productList'] });
    void queryClient.invalidateQueries({ queryKey: ['products'] });
  };
  /** After no answer came: the same lines under the same keys. */
  const again = async (): Promise<void> => {
    if (sending.current) await start(sending.current.lines, sending.current.earlier);
  };
  return { state, start, again };
}

/** Not `randomUUID`, which browsers have on secure pages only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `import-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
