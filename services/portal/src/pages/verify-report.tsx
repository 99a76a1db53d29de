import type { Leaf, ReceiptVerdict } from '@lastmile/receipt';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../parts/time.js';
import type { EntryReport } from '../verify/entry-report.js';
import type { Finding, Refused, ReceiptReport } from '../verify/receipt-report.js';

type Accepted = Extract<ReceiptVerdict, { ok: true }>;
const marks = { PASSED: '✓', FAILED: '✕', OPEN: '–', ABSENT: '○' } as const;

const Findings = ({ findings }: { findings: Finding[] }) => {
  const { t } = useTranslation();
  return (
    <ol className="findings">
      {findings.map(({ step, state }) => (
        <li key={step} className={`finding-${state.toLowerCase()}`}>
          <span className="mark" aria-hidden="true">
            {marks[state]}
          </span>
          <span>{t(`verify.steps.${step}`)}</span>
          <span className="state">{t(`verify.states.${state}`)}</span>
        </li>
      ))}
    </ol>
  );
};

const Headline = ({ tone, children }: { tone: 'good' | 'doubt' | 'bad'; children: ReactNode }) => (
  <p className={`verdict verdict-${tone}`}>
    <strong>{children}</strong>
  </p>
);

const Refusal = ({ code, where }: Refused) => {
  const { t } = useTranslation();
  return (
    <>
      <Headline tone="bad">{t('verify.refused', { reason: t(`verify.codes.${code}`) })}</Headline>
      <p className="hint">{t('verify.where', { where, code })}</p>
    </>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const LeafFacts = ({ leaf, place }: { leaf: Leaf; place: { origin: string; size: number; index: number } }) => {
  const { t } = useTranslation();
  const { origin, size, index } = place;
  return (
    <>
      <Fact name={t('verify.facts.leaf')}>{t(`verify.leaf.${leaf.type}`)}</Fact>
      <Fact name={t('verify.facts.about')}>
        <span className="code">{leaf.contractId ?? leaf.subjectId}</span>
      </Fact>
      <Fact name={t('verify.facts.at')}>
        <Instant at={leaf.at} />
      </Fact>
      <Fact name={t('verify.facts.place')}>{t('verify.facts.placeOf', { origin, size, number: index + 1 })}</Fact>
      {leaf.termsHash && (
        <Fact name={t('verify.facts.terms')}>
          <span className="code">{leaf.termsHash}</span>
        </Fact>
      )}
    </>
  );
};

type Signer = Accepted['signedBy'][number];

const Signers = ({ signers }: { signers: readonly Signer[] }) => {
  const { t } = useTranslation();
  return (
    <ul className="tight">
      {signers.map(({ name, kind, keyId, time, trusted }) => (
        <li key={`${name} ${keyId}`}>
          {name}{' '}
          <span className="hint">
            {kind === 'SM2' ? 'SM2' : 'Ed25519'} <span className="code">{keyId}</span>{' '}
            {time !== undefined && <Instant at={new Date(time * 1_000).toISOString()} />} ·{' '}
            {t(trusted ? 'verify.facts.pinned' : 'verify.facts.notPinned')}
          </span>
        </li>
      ))}
    </ul>
  );
};

const Parties = ({ parties }: Pick<Accepted, 'parties'>) => (
  <ul className="tight">
    {parties.map(({ organisationId, algorithm, keyId, signedAt }) => (
      <li key={keyId}>
        {organisationId}{' '}
        <span className="hint">
          {algorithm} <span className="code">{keyId}</span> · <Instant at={signedAt} />
        </span>
      </li>
    ))}
  </ul>
);

const Facts = ({ verdict }: { verdict: Accepted }) => {
  const { t } = useTranslation();
  return (
    <dl className="terms">
      <LeafFacts leaf={verdict.leaf} place={verdict} />
      {verdict.parties.length > 0 && (
        <Fact name={t('verify.facts.parties')}>
          <Parties parties={verdict.parties} />
        </Fact>
      )}
      <Fact name={t('verify.facts.log')}>
        <Signers signers={verdict.signedBy} />
      </Fact>
      <Fact name={t('verify.facts.witnesses')}>
        {verdict.cosignedBy.length > 0 ? <Signers signers={verdict.cosignedBy} /> : t('verify.facts.noWitness')}
      </Fact>
    </dl>
  );
};

/** How the verification of a receipt went, step by step, and what it proves. */
export const ReceiptResult = ({ report: { verdict, findings } }: { report: ReceiptReport }) => {
  const { t } = useTranslation();
  return (
    <>
      {verdict.ok ? (
        <Headline tone={verdict.trusted ? 'good' : 'doubt'}>{t(verdict.trusted ? 'verify.valid' : 'verify.unpinned')}</Headline>
      ) : (
        <Refusal {...verdict} />
      )}
      <Findings findings={findings} />
      {verdict.ok && <Facts verdict={verdict} />}
    </>
  );
};

/** The same for an entry that was looked up in the log. */
export const EntryResult = ({ report, index, hasTerms }: { report: EntryReport; index: number; hasTerms: boolean }) => {
  const { t } = useTranslation();
  return (
    <>
      {report.ok ? (
        <Headline tone="good">{t(hasTerms ? 'verify.entryTermsValid' : 'verify.entryValid')}</Headline>
      ) : (
        <Refusal {...report} />
      )}
      <Findings findings={report.findings} />
      {report.ok && (
        <dl className="terms">
          <LeafFacts leaf={report.leaf} place={{ ...report, index }} />
          <Fact name={t('verify.facts.witnesses')}>
            {report.cosigners.length > 0 ? report.cosigners.join(', ') : t('verify.facts.noWitness')}
          </Fact>
        </dl>
      )}
    </>
  );
};
