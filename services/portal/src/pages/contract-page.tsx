import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useAcceptTerms } from '../api/commands.js';
import { useContract } from '../api/queries.js';
import { isBeforeSigning, mayPropose, maySign } from '../deal/deal-stage.js';
import { OrganisationName } from '../parts/organisation.js';
import { usePageTitle } from '../parts/page-title.js';
import { ProblemNote } from '../parts/problem-note.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Instant } from '../parts/time.js';
import { Waiting } from '../parts/waiting.js';
import { ContractAfter } from './contract-after.js';
import { ContractChecks } from './contract-checks.js';
import { ContractDossier } from './contract-dossier.js';
import { ContractFiles } from './contract-files.js';
import { ContractNotice } from './contract-notice.js';
import { History } from './contract-history.js';
import { Stages } from './contract-stages.js';
import { Terms } from './contract-terms.js';
import { Versions } from './terms-versions.js';
import { PageLink } from '../parts/page-link.js';

/** Fetched when they are needed: signing brings its cryptography along. */
const TermsForm = lazy(() => import('./terms-form.js'));
const ContractSigning = lazy(() => import('./contract-signing.js'));

interface DealProps {
  contract: ContractView;
  organisationId: string;
}

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

const Acceptance = ({ contract }: { contract: ContractView & Required<Pick<ContractView, 'terms'>> }) => {
  const { t } = useTranslation();
  const accept = useAcceptTerms();
  const { version, hash } = contract.terms;
  return (
    <>
      <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate({ id: contract.id, version, hash })}>
        {t('contract.accept', { version })}
      </Button>
      {accept.error && <ProblemNote error={accept.error} />}
    </>
  );
};

/** What a party may do about the terms: accept what the other side proposed, or write a version of its own. */
const AboutTerms = ({ contract, organisationId }: DealProps) => {
  const { t } = useTranslation();
  const [isWriting, setWriting] = useState(false);
  const { status, terms, acceptedBy } = contract;
  if (!mayPropose(status)) return null;
  if (isWriting) {
    return (
      <Suspense fallback={<Waiting />}>
        <TermsForm contract={contract} onDone={() => setWriting(false)} />
      </Suspense>
    );
  }
  return (
    <div className="decision">
      {status === 'DRAFTED' && terms && !acceptedBy.includes(organisationId) && <Acceptance contract={{ ...contract, terms }} />}
      <Button onClick={() => setWriting(true)}>{t(terms ? 'terms.beginNew' : 'terms.begin')}</Button>
    </div>
  );
};

/** What has to happen now, and what the own side can do about it here. */
const NextStep = ({ contract, organisationId }: DealProps) => {
  const { t } = useTranslation();
  const { status, terms, signingPayload, parties } = contract;
  const who = { contract, organisationId };
  const isParty = parties.some((party) => party.organisationId === organisationId);
  return (
    <>
      <div className="next">
        <p>{t(`contract.next.${status}`)}</p>
      </div>
      {isParty && <AboutTerms {...who} />}
      {isParty && maySign(status) && terms && signingPayload && (
        <Suspense fallback={<Waiting />}>
          <ContractSigning contract={{ ...contract, terms, signingPayload }} organisationId={organisationId} />
        </Suspense>
      )}
      <ContractNotice {...who} />
      {isBeforeSigning(status) && terms && <ContractChecks {...who} />}
      <ContractAfter {...who} />
      <ContractDossier {...who} />
    </>
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

const Details = ({ contract, organisationId }: DealProps) => {
  const { t } = useTranslation();
  return (
    <>
      <h1>{contract.title}</h1>
      <Stages status={contract.status} />
      <div className="deal">
        <div>
          <NextStep contract={contract} organisationId={organisationId} />
          <h2>{t('contract.terms')}</h2>
          <Terms terms={contract.terms} />
          <Versions id={contract.id} />
          <h2>{t('deal.files')}</h2>
          <ContractFiles contract={contract} organisationId={organisationId} />
        </div>
        <div>
          <h2>{t('contract.parties')}</h2>
          <Parties parties={contract.parties} />
          <h2>{t('contract.signatures')}</h2>
          <Signatures signatures={contract.signatures} />
          <h2>{t('contract.history')}</h2>
          <p className="hint">{t('contract.historyHint')}</p>
          <History id={contract.id} />
        </div>
      </div>
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
    <section className="wide">
      <p className="trail">
        <PageLink to="/contracts">{t('contract.list')}</PageLink>
      </p>
      <SignedInOnly page="/contracts/$id">
        {({ organisationId }) => <OneContract id={id} organisationId={organisationId} />}
      </SignedInOnly>
    </section>
  );
};
