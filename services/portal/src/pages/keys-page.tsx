import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptKeys, useSigningKeys } from '../api/signing-keys.js';
import { ownKeys } from '../keys/key-list.js';
import type { OwnKey } from '../keys/key-list.js';
import { dropKey } from '../keys/key-store.js';
import { usePageTitle } from '../parts/page-title.js';
import { ProblemNote } from '../parts/problem-note.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { Sure } from '../parts/sure.js';
import { Tag } from '../parts/tag.js';
import { Instant } from '../parts/time.js';
import { Waiting } from '../parts/waiting.js';
import { CreateKey, RestoreKey, downloadBackup } from './keys-create.js';
import { RegisterKey, Revocation } from './keys-register.js';

const tones = { active: 'green', revoked: 'grey', unregistered: 'amber' } as const;

const KeyFacts = ({ ownKey: { keyId, state, registered, kept } }: { ownKey: OwnKey }) => {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="code key-name">{keyId}</h3>
      <p className="row">
        <Tag tone={tones[state]}>{t(`keys.${state}`)}</Tag>
        {registered?.signatory && (
          <span>
            {t('keys.signatory')} <span className="code">{registered.signatory.id}</span> ·{' '}
            {t(`keys.roles.${registered.signatory.role}`)}
          </span>
        )}
        <Tag>{kept ? `${kept.backup.algorithm} · ${t('keys.here')}` : t('keys.elsewhere')}</Tag>
        {registered && (
          <span className="hint">
            {t('keys.since')} <Instant at={registered.registeredAt} />
            {registered.revokedAt && (
              <>
                {' '}
                · {t('keys.until')} <Instant at={registered.revokedAt} />
              </>
            )}
          </span>
        )}
      </p>
    </>
  );
};

interface KeyProps {
  ownKey: OwnKey;
  organisationId: string;
  /** The key that the next registered one replaces. */
  replaced: OwnKey | undefined;
  onReplace: (ownKey: OwnKey | undefined) => void;
}

const KeyCard = (props: KeyProps) => {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { ownKey, organisationId, replaced, onReplace } = props;
  const { keyId, state, kept } = ownKey;
  const drop = async (): Promise<void> => {
    await dropKey(keyId);
    await cache.invalidateQueries({ queryKey: ['changing', 'kept-keys'] });
  };
  return (
    <article className="card">
      <KeyFacts ownKey={ownKey} />
      {state === 'unregistered' && kept && (
        <RegisterKey kept={kept} organisationId={organisationId} replaced={replaced} onDone={() => onReplace(undefined)} />
      )}
      <div className="decision">
        {kept && <Button onClick={() => downloadBackup(kept.backup)}>{t('keys.download')}</Button>}
        {state === 'active' && kept && <Button onClick={() => onReplace(ownKey)}>{t('keys.rotate')}</Button>}
        {state === 'active' && <Revocation keyId={keyId} organisationId={organisationId} />}
        {kept && <Sure ask={t('keys.drop')} hint={t('keys.dropHint')} yes={t('keys.dropSure')} onYes={() => void drop()} />}
      </div>
    </article>
  );
};

const KeyList = (props: Omit<KeyProps, 'ownKey'>) => {
  const { t } = useTranslation();
  const { organisationId } = props;
  const registered = useSigningKeys(organisationId);
  const kept = useKeptKeys(organisationId);
  const failed = [registered, kept].find((query) => query.isError);
  if (failed) return <ProblemNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!registered.data || !kept.data) return <Waiting />;
  const keys = ownKeys(registered.data.items, kept.data);
  if (keys.length === 0) return <p className="hint">{t('keys.none')}</p>;
  return (
    <ul className="list" aria-label={t('keys.registered')}>
      {keys.map((ownKey) => (
        <li key={ownKey.keyId}>
          <KeyCard {...props} ownKey={ownKey} />
        </li>
      ))}
    </ul>
  );
};

const Keys = ({ organisationId }: { organisationId: string }) => {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [replaced, setReplaced] = useState<OwnKey>();
  const refresh = (): void => void cache.invalidateQueries({ queryKey: ['changing', 'kept-keys'] });
  if (!window.isSecureContext) return <Alert type="warning" showIcon title={t('keys.insecure')} />;
  return (
    <>
      <h2>{t('keys.registered')}</h2>
      {replaced && <Alert className="note" type="info" showIcon title={t('keys.rotateHint', { keyId: replaced.keyId })} />}
      <KeyList organisationId={organisationId} replaced={replaced} onReplace={setReplaced} />
      <section className="card">
        <h2>{t('keys.createTitle')}</h2>
        <CreateKey organisationId={organisationId} onKept={refresh} />
      </section>
      <section className="card">
        <h2>{t('keys.restore')}</h2>
        <RestoreKey organisationId={organisationId} onKept={refresh} />
      </section>
    </>
  );
};

/** The own organisation's signing keys: made, kept and used in this browser. */
export const KeysPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('keys.title'));
  return (
    <section className="narrow stack">
      <h1>{t('keys.title')}</h1>
      <p>{t('keys.intro')}</p>
      <SignedInOnly page="/keys">{({ organisationId }) => <Keys organisationId={organisationId} />}</SignedInOnly>
    </section>
  );
};
