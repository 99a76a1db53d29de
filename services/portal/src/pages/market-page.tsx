import { Tag } from 'antd';
import type { DemandView, ListingView } from '@lastmile/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDemands, useListings } from '../api/queries.js';
import { Amount } from '../parts/money.js';
import { Pages } from '../parts/pages.js';

const fields = [
  'ELECTRONICS_INFORMATION',
  'ADVANCED_MANUFACTURING',
  'NEW_MATERIALS',
  'NEW_ENERGY',
  'BIOMEDICINE',
  'ENVIRONMENT',
  'TRANSPORT',
  'URBAN_SOCIAL',
  'AGRICULTURE',
  'AEROSPACE',
  'NUCLEAR',
] as const;

const Tags = ({ field, modes }: Pick<ListingView, 'field' | 'modes'>) => {
  const { t } = useTranslation();
  return (
    <div className="tags">
      {field && <Tag color="cyan">{t(`field.${field}`)}</Tag>}
      {modes.map((mode) => (
        <Tag key={mode}>{t(`mode.${mode}`)}</Tag>
      ))}
    </div>
  );
};

const ListingCard = ({ item }: { item: ListingView }) => {
  const { t } = useTranslation();
  return (
    <article className="card">
      <h3>{item.title}</h3>
      {item.abstract && <p className="excerpt">{item.abstract}</p>}
      <Tags field={item.field} modes={item.modes} />
      <dl className="facts">
        {item.readinessLevel && <Fact name={t('card.trl')}>{item.readinessLevel} / 9</Fact>}
        <Fact name={t('card.price')}>{item.price ? <Amount money={item.price} /> : t('card.negotiable')}</Fact>
        {item.owners.length > 1 && (
          <Fact name={t('card.owners')}>
            {item.owners.map(({ name, sharePercent }) => `${name} ${sharePercent}%`).join(' · ')}
          </Fact>
        )}
      </dl>
    </article>
  );
};

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Budget = ({ budget }: Pick<DemandView, 'budget'>) => {
  const { t } = useTranslation();
  if (!budget?.min && !budget?.max) return t('card.negotiable');
  return (
    <>
      {budget.min && <Amount money={budget.min} />}
      {budget.min && budget.max && ' – '}
      {budget.max && <Amount money={budget.max} />}
    </>
  );
};

const DemandCard = ({ item }: { item: DemandView }) => {
  const { t } = useTranslation();
  return (
    <article className="card">
      <h3>{item.title}</h3>
      {item.content && <p className="excerpt">{item.content}</p>}
      <Tags field={item.field} modes={item.modes} />
      <dl className="facts">
        <Fact name={t('card.budget')}>
          <Budget budget={item.budget} />
        </Fact>
        {item.deadline && <Fact name={t('card.deadline')}>{item.deadline}</Fact>}
        {item.confidentiality === 'ANONYMOUS' && <Tag>{t('card.anonymous')}</Tag>}
      </dl>
    </article>
  );
};

const Nothing = ({ text }: { text: string }) => {
  const { t } = useTranslation();
  return (
    <>
      {text}
      <br />
      <small>{t('market.emptyHint')}</small>
    </>
  );
};

/** What is offered beside what is asked for. */
export const MarketPage = () => {
  const { t } = useTranslation();
  const [field, setField] = useState<string>();
  const listings = useListings(field);
  const demands = useDemands(field);
  return (
    <>
      <section className="hero">
        <h1>{t('slogan')}</h1>
        <p>{t('intro')}</p>
        <select
          className="field-select"
          aria-label={t('market.allFields')}
          value={field ?? ''}
          onChange={(event) => setField(event.target.value || undefined)}
        >
          <option value="">{t('market.allFields')}</option>
          {fields.map((value) => (
            <option key={value} value={value}>
              {t(`field.${value}`)}
            </option>
          ))}
        </select>
      </section>
      <div className="columns">
        <section>
          <h2>{t('market.listings')}</h2>
          <Pages query={listings} empty={<Nothing text={t('market.emptyListings')} />}>
            {(item) => <ListingCard item={item} />}
          </Pages>
        </section>
        <section>
          <h2>{t('market.demands')}</h2>
          <Pages query={demands} empty={<Nothing text={t('market.emptyDemands')} />}>
            {(item) => <DemandCard item={item} />}
          </Pages>
        </section>
      </div>
    </>
  );
};
