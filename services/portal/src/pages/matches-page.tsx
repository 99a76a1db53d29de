import { Link } from '@tanstack/react-router';
import { Button, Dropdown, Progress, Tag } from 'antd';
import type { MatchView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { useDecline, useIntent, useMatches } from '../api/queries.js';
import { Pages } from '../parts/pages.js';
import { ProblemNote } from '../parts/problem-note.js';
import { SignedInOnly } from '../parts/signed-in-only.js';

const reasons = [
  'TOO_EARLY',
  'PRICE',
  'DESCRIPTION_UNCLEAR',
  'WRONG_FIELD',
  'NO_ADVANTAGE_SHOWN',
  'CAPACITY',
  'SECRECY',
  'OTHER',
] as const;
const levelColours = { 1: 'default', 2: 'default', 3: 'gold', 4: 'green' } as const;

const Decision = ({ match, organisationId }: { match: MatchView; organisationId: string }) => {
  const { t } = useTranslation();
  const intent = useIntent();
  const decline = useDecline();
  const side = match.supply.organisationId === organisationId ? 'SUPPLY' : 'DEMAND';
  if (match.status === 'INTRODUCED') return <Link to="/contracts">{t('match.contract')}</Link>;
  if (match.status === 'DECLINED')
    return match.declined && <span className="hint">{t(`match.reasons.${match.declined.reason}`)}</span>;
  const error = intent.error ?? decline.error;
  return (
    <div className="decision">
      {match.intents.includes(side) ? (
        <span className="hint">
          {t('match.intended')} · {t('match.waiting')}
        </span>
      ) : (
        <Button type="primary" loading={intent.isPending} onClick={() => intent.mutate({ id: match.id })}>
          {t('match.intent')}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              type: 'group',
              label: t('match.declineTitle'),
              children: reasons.map((reason) => ({ key: reason, label: t(`match.reasons.${reason}`) })),
            },
          ],
          onClick: ({ key }) => decline.mutate({ id: match.id, reason: key as (typeof reasons)[number] }),
        }}
      >
        <Button loading={decline.isPending}>{t('match.decline')}</Button>
      </Dropdown>
      {error && <ProblemNote error={error} />}
    </div>
  );
};

const MatchCard = ({ match, organisationId }: { match: MatchView; organisationId: string }) => {
  const { t } = useTranslation();
  const level = match.level as keyof typeof levelColours;
  return (
    <article className="card match">
      <div className="pair">
        <div>
          <small>{t('match.supply')}</small>
          <h3>{match.supply.title}</h3>
        </div>
        <div className="pair-arrow" aria-hidden="true">
          ↔
        </div>
        <div>
          <small>{t('match.demand')}</small>
          <h3>{match.demand.title}</h3>
        </div>
      </div>
      <div className="fit">
        <span>{t('match.score')}</span>
        <Progress percent={Math.round(match.score * 100)} size="small" aria-label={t('match.score')} />
        <Tag color={levelColours[level]}>{t(`match.level.${level}`)}</Tag>
        <Tag>{t(`match.status.${match.status}`)}</Tag>
      </div>
      <p className="words">
        {t('match.words')}:{' '}
        {match.explanation.words.slice(0, 8).map(({ word, counterpart }) => (
          <span className="word" key={`${word}-${counterpart ?? ''}`}>
            {counterpart && counterpart !== word ? `${word} ≈ ${counterpart}` : word}
          </span>
        ))}
      </p>
      <Decision match={match} organisationId={organisationId} />
    </article>
  );
};

const OwnMatches = ({ organisationId }: { organisationId: string }) => {
  const { t } = useTranslation();
  const matches = useMatches(true);
  return (
    <Pages query={matches} empty={t('match.empty')}>
      {(match) => <MatchCard match={match} organisationId={organisationId} />}
    </Pages>
  );
};

/** What fits, why, and what to say to it. */
export const MatchesPage = () => {
  const { t } = useTranslation();
  return (
    <section className="narrow">
      <h1>{t('match.title')}</h1>
      <SignedInOnly>{({ organisationId }) => <OwnMatches organisationId={organisationId} />}</SignedInOnly>
    </section>
  );
};
