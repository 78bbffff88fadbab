const WRONG = 'form [aria-invalid="true"]';

/** Puts the focus on the first field that has an error, once the errors are shown; in the dialog that is open, if one is. */
export function focusFirstError(): void {
  requestAnimationFrame(() => {
    const dialog = document.querySelector<HTMLElement>(`[role="dialog"] ${WRONG}`);
    (dialog ?? document.querySelector<HTMLElement>(WRONG))?.focus();
  });
}
