import { useParams } from '@tanstack/react-router';
import { Skeleton, Tag, Timeline } from 'antd';
import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useContract, useHistory } from '../api/queries.js';
import type { HistoryEntry } from '../api/queries.js';
import { Amount } from '../parts/money.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Instant } from '../parts/time.js';
import { statusColours } from './contracts-page.js';

const Terms = ({ contract }: { contract: ContractView }) => {
  const { t } = useTranslation();
  if (!contract.terms) return <p className="hint">{t('contract.noTerms')}</p>;
  const { version, hash, content } = contract.terms;
  return (
    <dl className="terms">
      <dt>{t('contract.kind')}</dt>
      <dd>
        {t(`contract.kinds.${content.kind}`)}
        {content.licenceMode && ` · ${t(`contract.licence.${content.licenceMode}`)}`}{' '}
        <Tag>{t('contract.version', { version })}</Tag>
      </dd>
      <dt>{t('contract.price')}</dt>
      <dd>
        <Amount money={content.price} />
      </dd>
      <dt>{t('contract.period')}</dt>
      <dd>
        {content.validFrom} – {content.validTo}
      </dd>
      <dt>{t('contract.scope')}</dt>
      <dd>{content.scope}</dd>
      <dt>{t('contract.hash')}</dt>
      <dd className="code">{hash}</dd>
    </dl>
  );
};

/** `TermsProposed.v2` is told in the words of `TermsProposed`. */
const eventNames = [
  'ContractDrafted',
  'TermsProposed',
  'TermsAccepted',
  'TermsAgreed',
  'ContractSigned',
  'ContractConcluded',
] as const;
const nameOf = (type: string) => eventNames.find((name) => type.startsWith(`${name}.`));

const Entry = ({ entry }: { entry: HistoryEntry }) => {
  const { t } = useTranslation();
  const name = nameOf(entry.type);
  return (
    <div>
      <strong>{name ? t(`contract.events.${name}`) : entry.type}</strong> <span className="hint">{entry.organisationId}</span>
      <div className="hint">
        <Instant at={entry.at} /> · #{entry.revision} · <span className="code">{entry.type}</span>
      </div>
      {entry.traceId && (
        <div className="hint code">
          {t('contract.trace')} {entry.traceId}
        </div>
      )}
    </div>
  );
};

const History = ({ id }: { id: string }) => {
  const history = useHistory(id);
  if (history.isPending) return <Skeleton active />;
  if (history.isError) return <ProblemNote error={history.error} onRetry={() => void history.refetch()} />;
  return (
    <Timeline
      items={history.data.entries.map((entry) => ({
        key: entry.eventId,
        color: entry.type.startsWith('ContractConcluded') ? 'green' : '#0b5d5b',
        content: <Entry entry={entry} />,
      }))}
    />
  );
};

const Signatures = ({ contract }: { contract: ContractView }) => {
  const { t } = useTranslation();
  if (contract.signatures.length === 0) return <p className="hint">{t('contract.unsigned')}</p>;
  return (
    <ul className="plain">
      {contract.signatures.map(({ organisationId, keyId, signedAt }) => (
        <li key={organisationId}>
          {organisationId} <span className="hint code">{keyId}</span> <Instant at={signedAt} />
        </li>
      ))}
    </ul>
  );
};

/** One deal: its terms, who signed, and everything that happened, in order. */
export const ContractPage = () => {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/contracts/$id' });
  const contract = useContract(id);
  if (contract.isPending) return <Skeleton active />;
  if (contract.isError) return <ProblemNote error={contract.error} onRetry={() => void contract.refetch()} />;
  const { title, status, parties } = contract.data;
  return (
    <section className="narrow">
      <h1>{title}</h1>
      <p>
        <Tag color={statusColours[status]}>{t(`contract.status.${status}`)}</Tag>
        {parties.map(({ organisationId, side }) => (
          <Tag key={organisationId}>
            {t(`contract.party.${side}`)} {organisationId}
          </Tag>
        ))}
      </p>
      <h2>{t('contract.terms')}</h2>
      <Terms contract={contract.data} />
      <h2>{t('contract.signatures')}</h2>
      <Signatures contract={contract.data} />
      <h2>{t('contract.history')}</h2>
      <p className="hint">{t('contract.historyHint')}</p>
      <History id={id} />
    </section>
  );
};
