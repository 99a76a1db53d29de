import type { ContractView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { stageOf, stages } from '../deal/deal-stage.js';
import { Tag } from '../parts/tag.js';

/** How far the deal has come; one that ended on the way only says so. */
export const Stages = ({ status }: Pick<ContractView, 'status'>) => {
  const { t } = useTranslation();
  const stage = stageOf(status);
  if (!stage) {
    return (
      <p>
        <Tag>{t(`contract.status.${status}`)}</Tag>
      </p>
    );
  }
  const at = stages.indexOf(stage);
  return (
    <ol className="steps" aria-label={t('contract.progress')}>
      {stages.map((step, index) => (
        <li key={step} className={index <= at ? 'is-done' : undefined} aria-current={index === at ? 'step' : undefined}>
          {t(`contract.stages.${step}`)}
          {index === at && <div className="hint">{t(`contract.status.${status}`)}</div>}
        </li>
      ))}
    </ol>
  );
};
