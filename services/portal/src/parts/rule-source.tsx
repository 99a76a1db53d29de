import type { Rule } from '../api/rules.js';
import { useTranslation } from 'react-i18next';
import { Tag } from './tag.js';
import { useReading } from './words.js';

/** Whether the primary text was read in full: said wherever a rule decides something. */
export const RuleStatus = ({ status }: Pick<Rule, 'status'>) => {
  const { t } = useTranslation();
  return <Tag tone={status === 'VERIFIED' ? 'green' : 'amber'}>{t(`rules.status.${status}`)}</Tag>;
};

/** Law and article, and what it says in short. */
export const RuleSource = ({ source }: Pick<Rule, 'source'>) => {
  const { t } = useTranslation();
  const read = useReading();
  return (
    <p className="hint rule-source">
      {t('rules.source')} {read(source.law)} {source.article && t('rules.article', { article: source.article })} ·{' '}
      {read(source.says)}
    </p>
  );
};
