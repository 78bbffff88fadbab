import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../../api/client.js';
import { fieldProblems } from '../../../api/failure.js';
import type { ImportLine } from './productRows.js';
import { sendProducts, type ImportResult } from './sendProducts.js';

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
  const [state, setState] = useState<ImportState>({ kind: 'ready' });
  const keys = useRef<{ lines: readonly ImportLine[]; base: string } | null>(null);

  const start = async (lines: readonly ImportLine[]): Promise<void> => {
    if (keys.current?.lines !== lines) keys.current = { lines, base: newKey() };
    const { base } = keys.current;
    setState({ kind: 'sending', sent: 0, total: lines.length });
    try {
      const result = await sendProducts({
        lines,
        send: (bodies, chunk) =>
          api.post('/api/products/bulk', { body: [...bodies], idempotencyKey: `${base}-${chunk}` }),
        problemsOf: fieldProblems,
        onProgress: (sent) => setState({ kind: 'sending', sent, total: lines.length }),
      });
      setState({ kind: 'done', result });
    } catch (error) {
      setState({ kind: 'stopped', error });
    }
    void queryClient.invalidateQueries({ queryKey: ['productList'] });
    void queryClient.invalidateQueries({ queryKey: ['products'] });
  };
  return { state, start, reset: () => setState({ kind: 'ready' }) };
}

/** Not `randomUUID`, which browsers have on secure pages only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `import-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
