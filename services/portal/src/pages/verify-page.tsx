import { useSearch } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLogEntry, useLogKeys } from '../api/ledger.js';
import { usePageTitle } from '../parts/page-title.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Waiting } from '../parts/waiting.js';
import { reportOnEntry } from '../verify/entry-report.js';
import { recallPinned, rememberPinned } from '../verify/pinned-keys.js';
import type { Pinned } from '../verify/pinned-keys.js';
import { reportOn } from '../verify/receipt-report.js';
import type { ReceiptReport } from '../verify/receipt-report.js';
import { ReceiptInput } from './verify-input.js';
import type { Given } from './verify-input.js';
import { PinnedKeys } from './verify-keys.js';
import { EntryResult, ReceiptResult } from './verify-report.js';

const today = (): string => new Date().toISOString().slice(0, 10);

/** The keys that this browser keeps; those that the log names are taken the first time, and never by themselves again. */
const usePinned = () => {
  const named = useLogKeys();
  const [pinned, setPinned] = useState(recallPinned);
  const pin = (keys: string[], origin = pinned?.origin ?? named.data?.origin ?? ''): void => {
    const next: Pinned = { origin, keys, since: today() };
    rememberPinned(next);
    setPinned(next);
  };
  useEffect(() => {
    if (!pinned && named.data) pin([...named.data.keys], named.data.origin);
  });
  return { pinned, named, pin };
};

interface AskedEntry {
  index?: number;
  termsHash?: string;
}

const QrAnswer = ({ index, termsHash, keys }: AskedEntry & { keys: readonly string[] | undefined }) => {
  const { t } = useTranslation();
  const entry = useLogEntry(index);
  if (entry.isError) return <ProblemNote error={entry.error} onRetry={() => void entry.refetch()} />;
  if (!entry.data || !keys || index === undefined) return index === undefined ? <p>{t('verify.input.noIndex')}</p> : <Waiting />;
  const report = reportOnEntry(entry.data, { keys, termsHash });
  return <EntryResult report={report} index={index} hasTerms={termsHash !== undefined} />;
};

/** What the QR code of a document asks about. */
const FromQr = ({ asked, keys }: { asked: AskedEntry; keys: readonly string[] | undefined }) => {
  const { t } = useTranslation();
  const { index, termsHash } = asked;
  return (
    <section className="card" aria-labelledby="from-qr" aria-live="polite">
      <h2 id="from-qr">{t('verify.input.entry')}</h2>
      <p className="hint">
        {index !== undefined && <span>{t('verify.input.entryIndex', { number: index + 1 })} · </span>}
        {termsHash && <span className="code">{t('verify.input.entryTerms', { hash: termsHash })}</span>}
      </p>
      <QrAnswer {...asked} keys={keys} />
    </section>
  );
};

const readAsked = ({ index, termsHash }: { index?: string; termsHash?: string }) => ({
  asked: {
    ...(/^\d{1,15}$/.test(index ?? '') && { index: Number(index) }),
    ...(/^[0-9a-f]{64}$/.test(termsHash ?? '') && { termsHash }),
  } satisfies AskedEntry,
  isBadIndex: index !== undefined && !/^\d{1,15}$/.test(index),
  isBadTerms: termsHash !== undefined && !/^[0-9a-f]{64}$/.test(termsHash),
});

/** Everything is checked in the browser: a dropped receipt, and what a document's QR code asks about. */
export const VerifyPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('verify.title'));
  const { asked, isBadIndex, isBadTerms } = readAsked(useSearch({ from: '/verify' }));
  const { pinned, named, pin } = usePinned();
  const [report, setReport] = useState<ReceiptReport>();
  const verify = ({ receipt, terms }: Given): void => setReport(reportOn(receipt, { keys: pinned?.keys ?? [], terms }));
  return (
    <section className="narrow stack">
      <h1>{t('verify.title')}</h1>
      <p>{t('verify.intro')}</p>
      {isBadIndex && <Alert type="warning" showIcon title={t('verify.input.badIndex')} />}
      {isBadTerms && <Alert type="warning" showIcon title={t('verify.input.badTerms')} />}
      {(asked.index !== undefined || asked.termsHash !== undefined) && <FromQr asked={asked} keys={pinned?.keys} />}
      <ReceiptInput onGiven={verify} />
      {report && (
        <section className="card" aria-labelledby="verdict" aria-live="polite">
          <h2 id="verdict">{t('verify.result')}</h2>
          <ReceiptResult report={report} />
        </section>
      )}
      {named.isError && <ProblemNote error={named.error} onRetry={() => void named.refetch()} />}
      <PinnedKeys pinned={pinned} named={named.data} onPin={pin} />
    </section>
  );
};
