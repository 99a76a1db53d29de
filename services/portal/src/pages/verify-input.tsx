import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DropArea, TextFile } from '../parts/file-drop.js';

export interface Given {
  receipt: string;
  terms?: string;
}

/** The receipt by file, by dragging or by pasting; the terms beside it, for those who have them. */
export const ReceiptInput = ({ onGiven }: { onGiven: (given: Given) => void }) => {
  const { t } = useTranslation();
  const [given, setGiven] = useState<Given>({ receipt: '' });
  const isEmpty = given.receipt.trim() === '';
  const take = (change: Partial<Given>): void => {
    const next = { ...given, ...change };
    setGiven(next);
    if (next.receipt.trim() !== '') onGiven(next);
  };
  return (
    <DropArea onRead={({ text }) => take({ receipt: text })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take({});
        }}
      >
        <h2>{t('verify.input.title')}</h2>
        <p className="hint">{t('verify.input.example')}</p>
        <p className="drop-line">
          <span>{t('verify.input.drop')}</span>
          <TextFile id="receipt-file" label={t('verify.input.file')} onRead={({ text }) => take({ receipt: text })} />
        </p>
        <label className="label" htmlFor="receipt-text">
          {t('verify.input.paste')}
        </label>
        <textarea
          className="field code"
          id="receipt-text"
          rows={5}
          spellCheck={false}
          value={given.receipt}
          onChange={({ target }) => setGiven({ ...given, receipt: target.value })}
        />
        <p className="drop-line">
          <TextFile id="terms-file" label={t('verify.input.terms')} onRead={({ text }) => take({ terms: text })} />
        </p>
        <Button type="primary" htmlType="submit" disabled={isEmpty}>
          {t('verify.input.button')}
        </Button>
      </form>
    </DropArea>
  );
};
