import { useNavigate, useSearch } from '@tanstack/react-router';
import { jurisdictionNames } from '@lastmile/protocol/tables';
import { useTranslation } from 'react-i18next';
import { useRules } from '../api/rules.js';
import type { Rule, Rules } from '../api/rules.js';
import { valuePhrases } from '../deal/rule-values.js';
import { usePageTitle } from '../parts/page-title.js';
import { ProblemNote } from '../parts/problem-note.js';
import { RuleSource, RuleStatus } from '../parts/rule-source.js';
import { Tag } from '../parts/tag.js';
import { Day } from '../parts/time.js';
import { Waiting } from '../parts/waiting.js';
import { useReading, useWords } from '../parts/words.js';

const RuleCard = ({ rule }: { rule: Rule }) => {
  const { t } = useTranslation();
  const read = useReading();
  const phrases = valuePhrases(rule.value, useWords());
  return (
    <article className={rule.standing === 'DRAFT' ? 'card is-draft' : 'card'} id={rule.version}>
      <h2>{read(rule.name)}</h2>
      <p className="row">
        <RuleStatus status={rule.status} />
        <Tag tone={rule.standing === 'IN_FORCE' ? 'brand' : 'plain'}>{t(`rules.standing.${rule.standing}`)}</Tag>
        <span className="hint">
          {read(rule.jurisdictionName)} · {t('rules.from')} <Day on={rule.validFrom} />
          {rule.validTo && (
            <>
              {' '}
              {t('rules.to')} <Day on={rule.validTo} />
            </>
          )}
        </span>
      </p>
      <ul className="rule-values">
        {phrases.map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      <RuleSource source={rule.source} />
      <p className="hint code">{rule.version}</p>
    </article>
  );
};

const RuleList = ({ rules: { rules, at } }: { rules: Rules }) => {
  const { t } = useTranslation();
  const unverified = rules.filter(({ status }) => status === 'TO_BE_VERIFIED').length;
  return (
    <>
      <p>
        {t('rules.asOf')} <Day on={at} /> · {t('rules.counted', { count: rules.length, unverified })}
      </p>
      <ul className="list" aria-label={t('rules.title')}>
        {rules.map((rule) => (
          <li key={rule.version}>
            <RuleCard rule={rule} />
          </li>
        ))}
      </ul>
    </>
  );
};

interface Asked {
  place: string;
  at: string | undefined;
}

const Where = ({ place, at }: Asked) => {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/rules' });
  const go = (change: Partial<Asked>): void => void navigate({ search: { place, at, ...change }, replace: true });
  return (
    <form className="card drop-line" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor="rules-place">{t('rules.place')}</label>
      <select className="field-select" id="rules-place" value={place} onChange={({ target }) => go({ place: target.value })}>
        {jurisdictionNames.map((name) => (
          <option key={name} value={name}>
            {t(`rules.places.${name}`)}
          </option>
        ))}
      </select>
      <label htmlFor="rules-day">{t('rules.day')}</label>
      <input
        className="field field-day"
        type="date"
        id="rules-day"
        value={at ?? ''}
        onChange={({ target }) => go({ at: target.value || undefined })}
      />
    </form>
  );
};

/** The rules by which deals are checked: by place and day, with their source, and whether the text was read. */
export const RulesPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('rules.title'));
  const { place = 'national', at } = useSearch({ from: '/rules' });
  const rules = useRules(place, at);
  return (
    <section className="narrow">
      <h1>{t('rules.title')}</h1>
      <p>{t('rules.intro')}</p>
      <Where place={place} at={at} />
      {rules.isError && <ProblemNote error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && !rules.isError && <RuleList rules={rules.data} />}
      {rules.isPending && <Waiting />}
    </section>
  );
};
