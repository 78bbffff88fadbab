import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../../api/client.js';
import { NEW_SHOP, type RegisterDraft } from './RegisterForm.js';

/** Saves what a form says of a register: makes its shop when it is new, then the register, or changes it. */
export function useSaveRegister() {
  const queryClient = useQueryClient();
  /** A shop that was made before the register was refused: the next try takes it instead of making its twin. */
  const made = useRef<{ name: string; id: number } | null>(null);

  const shopOf = async ({ shopId, shopName }: RegisterDraft): Promise<number> => {
    if (shopId !== NEW_SHOP) return Number(shopId);
    const name = shopName.trim();
    if (made.current?.name !== name) {
      const { id } = await api.post('/api/shops', { body: { name } });
      made.current = { name, id };
    }
    return made.current.id;
  };
  const forget = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['devices'] });

  return {
    create: async (draft: RegisterDraft) => {
      const groupId = await shopOf(draft);
      const register = await api.post('/api/devices', { body: { name: draft.name.trim(), groupId } });
      void forget();
      return register;
    },
    change: async (id: number, draft: RegisterDraft) => {
      const groupId = await shopOf(draft);
      await api.patch('/api/devices/{id}', { path: { id }, body: { name: draft.name.trim(), groupId } });
      await forget();
    },
  };
}
