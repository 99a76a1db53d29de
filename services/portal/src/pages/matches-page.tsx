import { useParams, useSearch } from '@tanstack/react-router';
import type { Me } from '../api/session.js';
import { useTranslation } from 'react-i18next';
import { useMatch, useMatches } from '../api/queries.js';
import { Choice } from '../parts/choice.js';
import { Nothing } from '../parts/nothing.js';
import { usePageTitle } from '../parts/page-title.js';
import { Pages } from '../parts/pages.js';
import { ProblemNote } from '../parts/problem-note.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Waiting } from '../parts/waiting.js';
import { MatchCard } from './match-card.js';
import { PageLink } from '../parts/page-link.js';

const statuses = ['PROPOSED', 'INTRODUCED', 'DECLINED', 'CLOSED'] as const;

const OwnMatches = ({ organisationId }: Me) => {
  const { t } = useTranslation();
  const asked = useSearch({ from: '/matches' }).status;
  const status = statuses.find((name) => name === asked);
  const matches = useMatches(status);
  return (
    <>
      <p className="trail">
        <PageLink to="/records">{t('record.list')}</PageLink>
      </p>
      <Choice
        name={t('match.filter')}
        options={[
          { label: t('match.all'), isChosen: status === undefined, to: '/matches', search: {} },
          ...statuses.map((name) => ({
            label: t(`match.status.${name}`),
            isChosen: status === name,
            to: '/matches' as const,
            search: { status: name },
          })),
        ]}
      />
      <Pages query={matches} name={t('match.title')} empty={<Nothing text={t(status ? 'match.noneOfStatus' : 'match.empty')} />}>
        {(match) => <MatchCard match={match} organisationId={organisationId} />}
      </Pages>
    </>
  );
};

/** What fits, why, and what to say to it. */
export const MatchesPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('match.title'));
  return (
    <section className="narrow">
      <h1>{t('match.title')}</h1>
      <SignedInOnly page="/matches">{(me) => <OwnMatches {...me} />}</SignedInOnly>
    </section>
  );
};

const OneMatch = ({ id, organisationId }: { id: string; organisationId: string }) => {
  const match = useMatch(id);
  if (match.data) return <MatchCard match={match.data} organisationId={organisationId} isWhole />;
  return match.isError ? <ProblemNote error={match.error} onRetry={() => void match.refetch()} /> : <Waiting />;
};

/** One of them, where a notice leads. */
export const MatchPage = () => {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/matches/$id' });
  usePageTitle(t('match.one'));
  return (
    <section className="narrow">
      <p className="trail">
        <PageLink to="/matches">{t('match.title')}</PageLink>
      </p>
      <h1>{t('match.one')}</h1>
      <SignedInOnly page="/matches/$id">
        {({ organisationId }) => <OneMatch id={id} organisationId={organisationId} />}
      </SignedInOnly>
    </section>
  );
};
