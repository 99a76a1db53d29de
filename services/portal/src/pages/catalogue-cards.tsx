import type { DemandView, Indicator, ListingView } from '@lastmile/protocol';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { regionOf } from '../i18n/regions.js';
import { Amount } from '../parts/money.js';
import { Tag } from '../parts/tag.js';
import { Day } from '../parts/time.js';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
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
const valueOf = ({ operator, value, upper, unit }: Indicator): string =>
  `${operators[operator]}${value}${upper === undefined ? '' : `–${upper}`} ${unit}`;

const Indicators = ({ indicators }: { indicators: Indicator[] }) => {
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
  title: string;
  text: string;
  tags: ReactNode;
  facts: ReactNode;
  indicators: Indicator[];
}

/** What a glance needs; the whole text and the indicators on demand. */
const Card = ({ title, text, tags, facts, indicators }: CardProps) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <article className="card" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {text && <p className={isOpen ? 'full-text' : 'excerpt'}>{text}</p>}
      {isOpen && <Indicators indicators={indicators} />}
      {tags}
      <dl className="facts">{facts}</dl>
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

export const ListingCard = ({ item }: { item: ListingView }) => {
  const { t } = useTranslation();
  const owners = item.owners.map(({ name, sharePercent }) => (item.owners.length > 1 ? `${name} ${sharePercent}%` : name));
  return (
    <Card
      title={item.title}
      text={item.abstract}
      indicators={item.indicators}
      tags={<Tags field={item.field} modes={item.modes} />}
      facts={
        <>
          <Fact name={t('card.price')}>{item.price ? <Amount money={item.price} /> : t('card.negotiable')}</Fact>
          {item.readinessLevel && <Fact name={t('card.trl')}>{t('card.trlOf', { level: item.readinessLevel })}</Fact>}
          <Region code={item.region} />
          {owners.length > 0 && <Fact name={t('card.owners')}>{owners.join(t('card.and'))}</Fact>}
        </>
      }
    />
  );
};

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

export const DemandCard = ({ item }: { item: DemandView }) => {
  const { t } = useTranslation();
  return (
    <Card
      title={item.title}
      text={item.content}
      indicators={item.indicators}
      tags={
        <Tags field={item.field} modes={item.modes}>
          {item.confidentiality === 'ANONYMOUS' && <Tag tone="amber">{t('card.anonymous')}</Tag>}
        </Tags>
      }
      facts={
        <>
          <Fact name={t('card.budget')}>
            <Budget budget={item.budget} />
          </Fact>
          {item.deadline && (
            <Fact name={t('card.deadline')}>
              <Day on={item.deadline} />
            </Fact>
          )}
          <Region code={item.region} />
        </>
      }
    />
  );
};
