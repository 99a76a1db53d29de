import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { abandonAction, declarationActions, dossierActions, offerActions } from '../deal/deal-actions.js';
import { DealActions } from '../parts/deal-actions.js';
import { Day, Instant } from '../parts/time.js';

interface Who {
  contract: ContractView;
  organisationId: string;
}
type Dossier = NonNullable<ContractView['dossier']>;

const Declared = ({ declarations }: Pick<Dossier, 'declarations'>) => {
  const { t } = useTranslation();
  if (declarations.length === 0) return <p className="hint">{t('deal.none')}</p>;
  return (
    <ul className="rule-values">
      {declarations.map(({ declaration: { about }, declaredAt }) => (
        <li key={about}>
          {t(`deal.about.${about}`)}{' '}
          <span className="hint">
            <Instant at={declaredAt} />
          </span>
        </li>
      ))}
    </ul>
  );
};

const Evidence = ({ evidence }: Pick<Dossier, 'evidence'>) => {
  const { t } = useTranslation();
  if (evidence.length === 0) return <p className="hint">{t('deal.none')}</p>;
  return (
    <ul className="rule-values">
      {evidence.map(({ id, element, name, sha256 }) => (
        <li key={id}>
          {t(`rules.codes.${element}`)}: {name} <span className="code">{sha256.slice(0, 16)}…</span>
        </li>
      ))}
    </ul>
  );
};

const Offers = ({ offers, ...who }: Pick<Dossier, 'offers'> & Who) => {
  const { t } = useTranslation();
  return (
    <ul className="rule-values">
      {offers.map(({ holderId, answerBy, answer }) => (
        <li key={holderId}>
          {t('deal.offered', { holder: holderId })} · {t('deal.until')} <Day on={answerBy} />{' '}
          {answer ? t(`deal.options.${answer}`) : <DealActions actions={offerActions} params={{ holderId }} {...who} />}
        </li>
      ))}
    </ul>
  );
};

/** What was declared and shown so far, and the forms for what is still missing. */
export const ContractDossier = ({ contract, organisationId }: Who) => {
  const { t } = useTranslation();
  const { dossier } = contract;
  if (!dossier) return null;
  const who = { contract, organisationId };
  return (
    <section className="card" aria-labelledby="dossier">
      <h2 id="dossier">{t('deal.dossier')}</h2>
      <p className="hint">{t('deal.dossierHint')}</p>
      <h3>{t('deal.declared')}</h3>
      <Declared declarations={dossier.declarations} />
      <div className="decision">
        <DealActions actions={declarationActions} {...who} />
      </div>
      {dossier.offers.length > 0 && <Offers offers={dossier.offers} {...who} />}
      <h3>{t('deal.evidenceGiven')}</h3>
      <Evidence evidence={dossier.evidence} />
      <div className="decision">
        <DealActions actions={dossierActions} {...who} />
        <DealActions actions={[abandonAction]} {...who} />
      </div>
    </section>
  );
};
