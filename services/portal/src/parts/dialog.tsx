import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, ends with Escape and gives the focus back. */
export const Dialog = ({ title, onClose, children }: DialogProps) => {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const end = (): void => dialog.current?.close();
  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onClick={({ target }) => {
        if (target === dialog.current) end();
      }}
    >
      <div className="dialog-body">
        <h2 id={id}>{title}</h2>
        {children}
        {/* Last, so that the first field has the focus at the start. */}
        <button type="button" className="dialog-close" aria-label={t('close')} onClick={end}>
          ×
        </button>
      </div>
    </dialog>
  );
};
