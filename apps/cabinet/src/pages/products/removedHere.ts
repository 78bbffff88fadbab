/** Products that this page deletes or has deleted: what is still told of them from before is no reason to ask for them. */
const removed = new Map<string, 'leaving' | 'gone'>();

/** Is the product on its way out of the list, or gone, by what was done here? */
export function isRemovedHere(id: string): boolean {
  return removed.has(id);
}

/** Was its deletion answered? */
export function isGoneHere(id: string): boolean {
  return removed.get(id) === 'gone';
}

/** Deletes by `remove`, and asks for nothing of the product meanwhile; when that fails it is as it was. */
export async function removeHere(id: string, remove: () => Promise<unknown>): Promise<void> {
  removed.set(id, 'leaving');
  try {
    await remove();
    removed.set(id, 'gone');
  } catch (error) {
    removed.delete(id);
    throw error;
  }
}

/** Clients choose ids: one that was deleted here may be made again elsewhere. */
export function noteMadeAgain(id: string): void {
  removed.delete(id);
}
