import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.js';

interface SureProps {
  ask: string;
  hint: string;
  yes: string;
  onYes: () => void;
}

/** A button for what cannot be undone: it says what follows, and asks again. */
export const Sure = ({ ask, hint, yes, onYes }: SureProps) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{ask}</Button>
      {isOpen && (
        <Dialog title={ask} onClose={() => setOpen(false)}>
          <p>{hint}</p>
          <div className="decision">
            <Button onClick={() => setOpen(false)}>{t('keys.cancel')}</Button>
            <Button
              danger
              onClick={() => {
                setOpen(false);
                onYes();
              }}
            >
              {yes}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
};
