import type { Money } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useHistory } from '../api/queries.js';
import type { HistoryEntry } from '../api/queries.js';
import { Amount } from '../parts/money.js';
import { OrganisationName } from '../parts/organisation.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Instant } from '../parts/time.js';
import { Waiting } from '../parts/waiting.js';
import { useWords } from '../parts/words.js';

/** The event's own numbers: a version of the terms, its price, a key. */
const Particulars = ({ data }: { data: HistoryEntry['data'] }) => {
  const { t } = useTranslation();
  const { version, terms, keyId } = data as { version?: unknown; terms?: { price?: Money }; keyId?: unknown };
  return (
    <>
      {typeof version === 'number' && <span> · {t('contract.version', { version })}</span>}
      {terms?.price && (
        <span>
          {' '}
          · <Amount money={terms.price} />
        </span>
      )}
      {typeof keyId === 'string' && (
        <span>
          {' '}
          · {t('contract.key')} <span className="code">{keyId}</span>
        </span>
      )}
    </>
  );
};

const Entry = ({ entry }: { entry: HistoryEntry }) => {
  const { t, exists } = useWords();
  // `TermsProposed.v2` is told in the words of `TermsProposed`.
  const name = entry.type.split('.')[0] ?? '';
  const key = `contract.events.${name}`;
  return (
    <li className={name === 'ContractConcluded' ? 'is-end' : undefined}>
      <div>
        <strong>{exists(key) ? t(key) : entry.type}</strong>
        <Particulars data={entry.data} />
      </div>
      <div className="hint">
        <OrganisationName id={entry.organisationId} /> · <Instant at={entry.at} />
      </div>
      <div className="hint code">
        #{entry.revision} {entry.type}
        {entry.traceId && ` · ${t('contract.trace')} ${entry.traceId}`}
      </div>
    </li>
  );
};

export const History = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const history = useHistory(id);
  if (!history.data) {
    return history.isError ? <ProblemNote error={history.error} onRetry={() => void history.refetch()} /> : <Waiting />;
  }
  return (
    <ol className="timeline" aria-label={t('contract.history')}>
      {history.data.entries.map((entry) => (
        <Entry key={entry.eventId} entry={entry} />
      ))}
    </ol>
  );
};
