import type { DemandView, Indicator, ListingView, RecordKind } from '@lastmile/protocol';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { regionOf } from '../i18n/names.js';
import { Amount } from '../parts/money.js';
import { RecordLink } from '../parts/record-link.js';
import { Tag } from '../parts/tag.js';
import { Day } from '../parts/time.js';

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Tags = ({ field, modes, children }: Pick<ListingView, 'field' | 'modes'> & { children?: ReactNode }) => {
  const { t } = useTranslation();
  return (
    <div className="tags">
      {field && <Tag tone="brand">{t(`field.${field}`)}</Tag>}
      {modes.map((mode) => (
        <Tag key={mode}>{t(`mode.${mode}`)}</Tag>
      ))}
      {children}
    </div>
  );
};

const operators = { GE: '≥ ', LE: '≤ ', EQ: '= ', RANGE: '' } as const;
export const valueOf = ({ operator, value, upper, unit }: Indicator): string =>
  `${operators[operator]}${value}${upper === undefined ? '' : `–${upper}`} ${unit}`;

export const Indicators = ({ indicators }: { indicators: Indicator[] }) => {
  const { t } = useTranslation();
  if (indicators.length === 0) return null;
  return (
    <table className="indicators">
      <caption>{t('card.indicators')}</caption>
      <tbody>
        {indicators.map((indicator) => (
          <tr key={`${indicator.name} ${indicator.value}`}>
            <th scope="row">{indicator.name}</th>
            <td>{valueOf(indicator)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface CardProps {
  kind: RecordKind;
  id: string;
  title: string;
  text: string;
  facts: ReactNode;
  indicators: Indicator[];
}

/** What a glance needs; the whole text and the indicators on demand. */
const Card = ({ kind, id: recordId, title, text, facts, indicators }: CardProps) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <article className="card" aria-labelledby={id}>
      <h3 id={id}>
        <RecordLink kind={kind} id={recordId}>
          {title}
        </RecordLink>
      </h3>
      {text && <p className={isOpen ? 'full-text' : 'excerpt'}>{text}</p>}
      {isOpen && <Indicators indicators={indicators} />}
      {facts}
      {(text || indicators.length > 0) && (
        <button
          type="button"
          className="text-button"
          aria-expanded={isOpen}
          aria-describedby={id}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'card.less' : 'card.more')}
        </button>
      )}
    </article>
  );
};

const Region = ({ code }: { code: string | undefined }) => {
  const { t, i18n } = useTranslation();
  const name = regionOf(code, i18n.language);
  return name && <Fact name={t('card.region')}>{name}</Fact>;
};

interface FactsProps<View> {
  item: View;
  children?: ReactNode;
}

/** Tags and figures of a listing. */
export const ListingFacts = ({ item, children }: FactsProps<ListingView>) => {
  const { t } = useTranslation();
  const owners = item.owners.map(({ name, sharePercent }) => (item.owners.length > 1 ? `${name} ${sharePercent}%` : name));
  return (
    <>
      <Tags field={item.field} modes={item.modes} />
      <dl className="facts">
        <Fact name={t('card.price')}>{item.price ? <Amount money={item.price} /> : t('card.negotiable')}</Fact>
        {item.readinessLevel && <Fact name={t('card.trl')}>{t('card.trlOf', { level: item.readinessLevel })}</Fact>}
        <Region code={item.region} />
        {owners.length > 0 && <Fact name={t('card.owners')}>{owners.join(t('card.and'))}</Fact>}
        {children}
      </dl>
    </>
  );
};

export const ListingCard = ({ item }: { item: ListingView }) => (
  <Card
    kind="LISTING"
    id={item.id}
    title={item.title}
    text={item.abstract}
    indicators={item.indicators}
    facts={<ListingFacts item={item} />}
  />
);

const Budget = ({ budget }: Pick<DemandView, 'budget'>) => {
  const { t } = useTranslation();
  const { min, max } = budget ?? {};
  if (min && max) {
    return (
      <>
        <Amount money={min} /> – <Amount money={max} />
      </>
    );
  }
  if (max)
    return (
      <>
        {t('card.upTo')} {<Amount money={max} />}
      </>
    );
  return min ? (
    <>
      {t('card.from')} {<Amount money={min} />}
    </>
  ) : (
    t('card.negotiable')
  );
};

/** Tags and figures of a demand. */
export const DemandFacts = ({ item, children }: FactsProps<DemandView>) => {
  const { t } = useTranslation();
  return (
    <>
      <Tags field={item.field} modes={item.modes}>
        {item.confidentiality === 'ANONYMOUS' && <Tag tone="amber">{t('card.anonymous')}</Tag>}
      </Tags>
      <dl className="facts">
        <Fact name={t('card.budget')}>
          <Budget budget={item.budget} />
        </Fact>
        {item.deadline && (
          <Fact name={t('card.deadline')}>
            <Day on={item.deadline} />
          </Fact>
        )}
        <Region code={item.region} />
        {children}
      </dl>
    </>
  );
};

export const DemandCard = ({ item }: { item: DemandView }) => (
  <Card
    kind="DEMAND"
    id={item.id}
    title={item.title}
    text={item.content}
    indicators={item.indicators}
    facts={<DemandFacts item={item} />}
  />
);
