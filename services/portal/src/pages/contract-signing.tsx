import { hashOfJson, openKeyBackup, openKeyFile, parseSigningPayload } from '@lastmile/receipt';
import { useMutation } from '@tanstack/react-query';
import type { ContractView } from '@lastmile/protocol';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptKeys, useSign, useSigningKeys, useSigningPolicy } from '../api/signing-keys.js';
import { ownKeys, usableKeys } from '../keys/key-list.js';
import { stillAsked } from '../keys/signing-policy.js';
import type { KeptKey } from '../keys/key-store.js';
import { OrganisationName } from '../parts/organisation.js';
import { PageLink } from '../parts/page-link.js';
import { ProblemNote } from '../parts/problem-note.js';
import { TextField } from '../parts/text-field.js';
import { Waiting } from '../parts/waiting.js';

export interface SigningProps {
  contract: ContractView & Required<Pick<ContractView, 'terms' | 'signingPayload'>>;
  organisationId: string;
}

/** What the server asks to have signed is believed only as far as this browser can see that it is so. */
const faultOf = ({ id, terms, signingPayload }: SigningProps['contract']): 'hashFails' | 'payloadFails' | undefined => {
  if (hashOfJson(terms.content) !== terms.hash) return 'hashFails';
  const read = parseSigningPayload(signingPayload);
  const isOfContract = read?.contractId === id && read.version === terms.version && read.termsHash === terms.hash;
  return isOfContract ? undefined : 'payloadFails';
};

/** What the organisation's policy still asks; the policy is that of the contract once the first has signed. */
const usePolicyState = ({ contract, organisationId }: SigningProps) => {
  const own = useSigningPolicy(organisationId);
  const frozen = contract.signingPolicies?.find((one) => one.organisationId === organisationId)?.policy;
  const policy = frozen ?? own.data?.policy;
  const signatures = contract.signatures.filter((signature) => signature.organisationId === organisationId);
  return (
    policy &&
    stillAsked(
      policy,
      signatures.map(({ signatoryId, keyId }) => signatoryId ?? keyId),
    )
  );
};

/** Undefined when the passphrase does not open the key. */
const signatureOf = async ({ backup }: KeptKey, passphrase: string, payload: string): Promise<string | undefined> => {
  const file = await openKeyBackup(backup, passphrase);
  return file && (await openKeyFile(file)).sign(payload);
};

const KeySelect = ({ keys, chosen, onChoose }: { keys: KeptKey[]; chosen: string; onChoose: (keyId: string) => void }) => {
  const { t } = useTranslation();
  return (
    <>
      <label className="label" htmlFor="signing-key">
        {t('signing.key')}
      </label>
      <select className="field-select" id="signing-key" value={chosen} onChange={({ target }) => onChoose(target.value)}>
        {keys.map(({ keyId, backup }) => (
          <option key={keyId} value={keyId}>
            {keyId} ({backup.algorithm})
          </option>
        ))}
      </select>
    </>
  );
};

const SignForm = ({ contract, keys }: { contract: SigningProps['contract']; keys: KeptKey[] }) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(keys[0]?.keyId ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [hasRead, setRead] = useState(false);
  const send = useSign();
  const key = keys.find(({ keyId }) => keyId === chosen) ?? keys[0];
  const sign = useMutation({
    mutationFn: async () => {
      const signature = key && (await signatureOf(key, passphrase, contract.signingPayload));
      if (key && signature) await send.mutateAsync({ id: contract.id, keyId: key.keyId, signature });
      return signature !== undefined;
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sign.mutate();
      }}
    >
      <KeySelect keys={keys} chosen={chosen} onChoose={setChosen} />
      <TextField
        type="password"
        autoComplete="current-password"
        label={t('signing.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
      />
      <label className="consent">
        <input type="checkbox" checked={hasRead} onChange={({ target }) => setRead(target.checked)} />
        {t('signing.consent')}
      </label>
      <p className="hint">{t('signing.irrevocable')}</p>
      <div aria-live="polite">
        {sign.data === false && <Alert className="note" type="error" showIcon title={t('signing.wrong')} />}
        {sign.error && <ProblemNote error={sign.error} />}
      </div>
      <Button type="primary" htmlType="submit" loading={sign.isPending} disabled={!hasRead || passphrase === ''}>
        {t('signing.button')}
      </Button>
    </form>
  );
};

const WithKeys = ({ contract, organisationId }: SigningProps) => {
  const { t } = useTranslation();
  const registered = useSigningKeys(organisationId);
  const kept = useKeptKeys(organisationId);
  if (registered.isError) return <ProblemNote error={registered.error} onRetry={() => void registered.refetch()} />;
  if (!registered.data || kept.isPending) return <Waiting />;
  const keys = usableKeys(ownKeys(registered.data.items, kept.data ?? [])).map((one) => one.kept);
  if (keys.length > 0) return <SignForm contract={contract} keys={keys} />;
  return (
    <p>
      {t('signing.noKey')} <PageLink to="/keys">{t('signing.toKeys')}</PageLink>
    </p>
  );
};

const PartyState = ({ contract, organisationId, name }: SigningProps & { name: ReactNode }) => {
  const { t } = useTranslation();
  const state = usePolicyState({ contract, organisationId });
  if (!state) return null;
  const { isDone, count, next } = state;
  return (
    <li>
      {name} ·{' '}
      {isDone ? t('signing.signed') : next ? t('signing.asksOf', { signatories: next.join(', ') }) : t('signing.asks', { count })}
    </li>
  );
};

/** Exactly what is signed, whether it is what it says, and the signature: made here, with a key that never leaves. */
const ContractSigning = (props: SigningProps) => {
  const { t } = useTranslation();
  const { terms, signingPayload } = props.contract;
  const fault = faultOf(props.contract);
  const state = usePolicyState(props);
  return (
    <section className="card" aria-labelledby="signing">
      <h2 id="signing">{t('signing.title')}</h2>
      <p>
        {t('signing.what')} <span className="hint">{t('signing.version', { version: terms.version })}</span>
      </p>
      <pre className="payload code" tabIndex={0} aria-label={t('signing.what')}>
        {signingPayload}
      </pre>
      {fault ? (
        <Alert type="error" showIcon title={t(`signing.${fault}`)} />
      ) : (
        <>
          <p className="hint">{t('signing.hashHolds')}</p>
          <ul className="tight">
            {props.contract.parties.map((party) => (
              <PartyState
                key={party.organisationId}
                contract={props.contract}
                organisationId={party.organisationId}
                name={<OrganisationName id={party.organisationId} />}
              />
            ))}
          </ul>
          {state?.isDone ? <p>{t('signing.done')}</p> : <WithKeys {...props} />}
        </>
      )}
    </section>
  );
};

export default ContractSigning;
