import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { MatchSide, MatchView } from '@lastmile/protocol';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useContractOfMatch, useIntent } from '../api/commands.js';
import { ProblemNote } from '../parts/problem-note.js';
import { RecordLink } from '../parts/record-link.js';
import { Tag } from '../parts/tag.js';
import type { Tone } from '../parts/tag.js';
import { Constraints } from './constraints.js';
import { Explanation, Fit } from './match-explanation.js';

const DeclineDialog = lazy(() => import('./decline-dialog.js'));

const sideOf = (match: MatchView, organisationId: string): MatchSide | undefined => {
  if (match.supply.organisationId === organisationId) return 'SUPPLY';
  return match.demand.organisationId === organisationId ? 'DEMAND' : undefined;
};

const ToContract = ({ matchId }: { matchId: string }) => {
  const { t } = useTranslation();
  const contract = useContractOfMatch();
  const navigate = useNavigate();
  return (
    <>
      <Button
        loading={contract.isPending}
        onClick={() =>
          contract.mutate(matchId, { onSuccess: ({ id }) => void navigate({ to: '/contracts/$id', params: { id } }) })
        }
      >
        {t('match.contract')}
      </Button>
      {contract.error && <ProblemNote error={contract.error} />}
    </>
  );
};

const Answer = ({ match, side }: { match: MatchView; side: MatchSide }) => {
  const { t } = useTranslation();
  const intent = useIntent();
  const [isDeclining, setDeclining] = useState(false);
  const isWaiting = match.intents.includes(side);
  return (
    <>
      {isWaiting ? (
        <span className="hint">{t('match.waiting')}</span>
      ) : (
        <Button type="primary" loading={intent.isPending} onClick={() => intent.mutate(match.id)}>
          {t('match.intent')}
        </Button>
      )}
      <Button onClick={() => setDeclining(true)}>{t(isWaiting ? 'match.withdraw' : 'match.decline')}</Button>
      {!isWaiting && match.intents.length > 0 && <Tag tone="green">{t('match.otherIntends')}</Tag>}
      {intent.error && <ProblemNote error={intent.error} />}
      {isDeclining && (
        <Suspense>
          <DeclineDialog matchId={match.id} onClose={() => setDeclining(false)} />
        </Suspense>
      )}
    </>
  );
};

const Declined = ({ declined, side }: { declined: NonNullable<MatchView['declined']>; side: MatchSide | undefined }) => {
  const { t } = useTranslation();
  const who = side === undefined ? declined.side : declined.side === side ? 'OWN' : 'OTHER';
  return (
    <div className="outcome">
      {t(`match.declinedBy.${who}`, { reason: t(`declineReason.${declined.reason}`) })}
      {declined.note && (
        <div className="hint">
          {t('match.noteSaid')}
          {declined.note}
        </div>
      )}
    </div>
  );
};

const Closed = ({ closed }: { closed: NonNullable<MatchView['closed']> }) => {
  const { t } = useTranslation();
  return (
    <div className="outcome">
      {t('match.closed')}
      <Constraints constraints={closed} />
    </div>
  );
};

interface SideProps {
  match: MatchView;
  side: MatchSide | undefined;
}

/** What can be done. */
const Decision = ({ match, side }: SideProps) => (
  <div className="decision">
    {match.status === 'PROPOSED' && side && <Answer match={match} side={side} />}
    {match.status === 'INTRODUCED' && side && <ToContract matchId={match.id} />}
  </div>
);

/** How it ended, before anything else is said of it. */
const Outcome = ({ match, side }: SideProps) => (
  <>
    {match.status === 'DECLINED' && match.declined && <Declined declined={match.declined} side={side} />}
    {match.status === 'CLOSED' && <Closed closed={match.closed ?? []} />}
  </>
);

const statusTones: Record<MatchView['status'], Tone> = {
  PROPOSED: 'blue',
  INTRODUCED: 'green',
  DECLINED: 'grey',
  CLOSED: 'grey',
};

interface MatchCardProps {
  match: MatchView;
  organisationId: string;
  /** With every reason, not only the weightiest. */
  isWhole?: boolean;
}

export const MatchCard = ({ match, organisationId, isWhole = false }: MatchCardProps) => {
  const { t } = useTranslation();
  const side = sideOf(match, organisationId);
  const isOver = match.status === 'DECLINED' || match.status === 'CLOSED';
  const label = (own: MatchSide): string =>
    t(`match.party.${own}.${side === undefined ? 'NONE' : side === own ? 'OWN' : 'OTHER'}`);
  return (
    <article className="card match" aria-label={`${match.supply.title} – ${match.demand.title}`}>
      <div className="pair">
        <div>
          <small>{label('SUPPLY')}</small>
          <h2>
            <RecordLink kind="LISTING" id={match.listingId}>
              {match.supply.title}
            </RecordLink>
          </h2>
        </div>
        <div className="pair-arrow" aria-hidden="true">
          ↔
        </div>
        <div>
          <small>{label('DEMAND')}</small>
          <h2>
            <RecordLink kind="DEMAND" id={match.demandId}>
              {match.demand.title}
            </RecordLink>
          </h2>
        </div>
        <Tag tone={statusTones[match.status]}>{t(`match.status.${match.status}`)}</Tag>
      </div>
      <Outcome match={match} side={side} />
      {isWhole || !isOver ? <Explanation match={match} isWhole={isWhole} /> : <Fit match={match} />}
      {!isWhole && (
        <p className="trail">
          <Link to="/matches/$id" params={{ id: match.id }}>
            {t('match.readMore')}
          </Link>
        </p>
      )}
      <Decision match={match} side={side} />
    </article>
  );
};
