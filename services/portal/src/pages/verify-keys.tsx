import { createNoteVerifier } from '@lastmile/receipt';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogKeys } from '../api/ledger.js';
import { Day } from '../parts/time.js';
import { hasChanged, keysOfText } from '../verify/pinned-keys.js';
import type { Pinned } from '../verify/pinned-keys.js';

const isKey = (key: string): boolean => {
  try {
    createNoteVerifier(key);
    return true;
  } catch {
    return false;
  }
};

const OwnKeys = ({ pinned, onPin }: { pinned: Pinned | undefined; onPin: (keys: string[]) => void }) => {
  const { t } = useTranslation();
  const [text, setText] = useState(pinned?.keys.join('\n') ?? '');
  const keys = keysOfText(text);
  const bad = keys.findIndex((key) => !isKey(key));
  return (
    <details className="components">
      <summary>{t('verify.keys.own')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onPin(keys);
        }}
      >
        <label className="label" htmlFor="own-keys">
          {t('verify.keys.ownLabel')}
        </label>
        <textarea
          className="field code"
          id="own-keys"
          rows={4}
          value={text}
          aria-invalid={bad >= 0}
          onChange={({ target }) => setText(target.value)}
        />
        {bad >= 0 && <p className="warning">{t('verify.keys.ownBad', { line: bad + 1 })}</p>}
        <Button htmlType="submit" disabled={bad >= 0 || keys.length === 0}>
          {t('verify.keys.save')}
        </Button>
      </form>
    </details>
  );
};

interface KeysProps {
  pinned: Pinned | undefined;
  named: LogKeys | undefined;
  onPin: (keys: string[], origin?: string) => void;
}

/** By which keys this browser knows the log; it says so loudly when the log names others. */
export const PinnedKeys = ({ pinned, named, onPin }: KeysProps) => {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="pinned-keys">
      <h2 id="pinned-keys">{t('verify.keys.title')}</h2>
      {pinned ? (
        <>
          <p className="hint">
            {t('verify.keys.origin')} <strong>{pinned.origin}</strong> · <Day on={pinned.since} />
          </p>
          <ul className="plain">
            {pinned.keys.map((key) => (
              <li key={key} className="code">
                {key}
              </li>
            ))}
          </ul>
          <p className="hint">{t('verify.keys.hint')}</p>
        </>
      ) : (
        <p>{t('verify.keys.none')}</p>
      )}
      {pinned && named && hasChanged(pinned, named) && (
        <Alert
          className="note"
          type="warning"
          showIcon
          title={t('verify.keys.changed')}
          description={<span className="code">{named.keys.join(' ')}</span>}
          action={<Button onClick={() => onPin(named.keys, named.origin)}>{t('verify.keys.adopt')}</Button>}
        />
      )}
      <OwnKeys key={pinned?.keys.join()} pinned={pinned} onPin={onPin} />
    </section>
  );
};
