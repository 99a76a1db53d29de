import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useAcceptTerms } from '../api/commands.js';
import { useContract } from '../api/queries.js';
import { OrganisationName } from '../parts/organisation.js';
import { usePageTitle } from '../parts/page-title.js';
import { ProblemNote } from '../parts/problem-note.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Instant } from '../parts/time.js';
import { Waiting } from '../parts/waiting.js';
import { History } from './contract-history.js';
import { Stages } from './contract-stages.js';
import { Terms } from './contract-terms.js';
import { PageLink } from '../parts/page-link.js';

const Parties = ({ parties }: Pick<ContractView, 'parties'>) => {
  const { t } = useTranslation();
  return (
    <dl className="terms">
      {parties.map(({ organisationId, side }) => (
        <div key={organisationId}>
          <dt>{t(`contract.party.${side}`)}</dt>
          <dd>
            <OrganisationName id={organisationId} />
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** What has to happen now; the one step that needs no private key can be taken here. */
const NextStep = ({ contract, organisationId }: { contract: ContractView; organisationId: string }) => {
  const { t } = useTranslation();
  const accept = useAcceptTerms();
  const { id, status, terms, acceptedBy, parties } = contract;
  const isParty = parties.some((party) => party.organisationId === organisationId);
  const isAsked = status === 'DRAFTED' && isParty && terms && !acceptedBy.includes(organisationId);
  return (
    <div className="next">
      <p>
        {t(`contract.next.${status}`)} {status !== 'CONCLUDED' && isParty && <a href="/api/docs">{t('contract.byApi')}</a>}
      </p>
      {isAsked && (
        <Button
          type="primary"
          loading={accept.isPending}
          onClick={() => accept.mutate({ id, version: terms.version, hash: terms.hash })}
        >
          {t('contract.accept', { version: terms.version })}
        </Button>
      )}
      {accept.error && <ProblemNote error={accept.error} />}
    </div>
  );
};

const Signatures = ({ signatures }: Pick<ContractView, 'signatures'>) => {
  const { t } = useTranslation();
  if (signatures.length === 0) return <p className="hint">{t('contract.unsigned')}</p>;
  return (
    <ul className="plain">
      {signatures.map(({ organisationId, keyId, signedAt }) => (
        <li key={organisationId}>
          <OrganisationName id={organisationId} />
          <div className="hint">
            <Instant at={signedAt} /> · {t('contract.key')} <span className="code">{keyId}</span>
          </div>
        </li>
      ))}
    </ul>
  );
};

const Details = ({ contract, organisationId }: { contract: ContractView; organisationId: string }) => {
  const { t } = useTranslation();
  return (
    <>
      <h1>{contract.title}</h1>
      <Stages status={contract.status} />
      <NextStep contract={contract} organisationId={organisationId} />
      <Parties parties={contract.parties} />
      <h2>{t('contract.terms')}</h2>
      <Terms terms={contract.terms} />
      <h2>{t('contract.signatures')}</h2>
      <Signatures signatures={contract.signatures} />
      <h2>{t('contract.history')}</h2>
      <p className="hint">{t('contract.historyHint')}</p>
      <History id={contract.id} />
    </>
  );
};

const OneContract = ({ id, organisationId }: { id: string; organisationId: string }) => {
  const { t } = useTranslation();
  const contract = useContract(id);
  usePageTitle(contract.data?.title ?? t('contract.one'));
  if (contract.data) return <Details contract={contract.data} organisationId={organisationId} />;
  return (
    <>
      <h1>{t('contract.one')}</h1>
      {contract.isError ? <ProblemNote error={contract.error} onRetry={() => void contract.refetch()} /> : <Waiting />}
    </>
  );
};

/** One deal: its terms, who signed, and everything that happened, in order. */
export const ContractPage = () => {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/contracts/$id' });
  return (
    <section className="narrow">
      <p className="trail">
        <PageLink to="/contracts">{t('contract.list')}</PageLink>
      </p>
      <SignedInOnly page="/contracts/$id">
        {({ organisationId }) => <OneContract id={id} organisationId={organisationId} />}
      </SignedInOnly>
    </section>
  );
};
