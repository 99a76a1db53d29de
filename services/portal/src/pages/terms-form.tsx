import type { ContractView } from '@lastmile/protocol';
import { kindFacts, licenceModes } from '@lastmile/protocol/tables';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProposeTerms } from '../api/commands.js';
import { recall, remember } from '../api/remembered.js';
import { draftFrom, longTexts, parseDraft, problemsOf, termsOf } from '../deal/terms-draft.js';
import type { TermsDraft } from '../deal/terms-draft.js';
import { ProblemNote } from '../parts/problem-note.js';
import { TextField } from '../parts/text-field.js';

/** The platform's kinds that a contract may have. */
const kinds = ['DEVELOPMENT_COMMISSIONED', 'DEVELOPMENT_COOPERATIVE', 'ASSIGNMENT', 'LICENCE', 'CONSULTING', 'SERVICE'] as const;
const nameOf = (id: string): string => `terms-draft-${id}`;

/** What is being written stays in this browser until it is proposed or given up. */
const useDraft = ({ id, terms, title }: ContractView) => {
  const fresh = (): TermsDraft => draftFrom(terms?.content, title);
  const [draft, setDraft] = useState(() => parseDraft(recall(nameOf(id))) ?? fresh());
  const change = (part: Partial<TermsDraft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    remember(nameOf(id), JSON.stringify(next));
  };
  const drop = (): void => {
    remember(nameOf(id), null);
    setDraft(fresh());
  };
  return { draft, change, drop };
};

interface FieldsProps {
  draft: TermsDraft;
  onChange: (part: Partial<TermsDraft>) => void;
}

const KindFields = ({ draft, onChange }: FieldsProps) => {
  const { t } = useTranslation();
  return (
    <div className="drop-line">
      <label htmlFor="terms-kind">{t('contract.kind')}</label>
      <select
        className="field-select"
        id="terms-kind"
        value={draft.kind}
        onChange={({ target }) => onChange({ kind: target.value as TermsDraft['kind'] })}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`mode.${kind}`)}
          </option>
        ))}
      </select>
      {draft.kind === 'LICENCE' && (
        <>
          <label htmlFor="terms-licence">{t('terms.licenceMode')}</label>
          <select
            className="field-select"
            id="terms-licence"
            value={draft.licenceMode}
            onChange={({ target }) => onChange({ licenceMode: target.value as TermsDraft['licenceMode'] })}
          >
            {licenceModes.map((mode) => (
              <option key={mode} value={mode}>
                {t(`licence.${mode}`)}
              </option>
            ))}
          </select>
        </>
      )}
    </div>
  );
};

const PeriodFields = ({ draft, onChange }: FieldsProps) => {
  const { t } = useTranslation();
  return (
    <div className="pair">
      {(['validFrom', 'validTo'] as const).map((name) => (
        <div key={name}>
          <TextField
            type="date"
            label={t(`terms.fields.${name}`)}
            value={draft[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        </div>
      ))}
    </div>
  );
};

const LongFields = ({ draft, onChange }: FieldsProps) => {
  const { t } = useTranslation();
  return longTexts.map((field) => (
    <div key={field}>
      <label className="label" htmlFor={`terms-${field}`}>
        {t(`terms.fields.${field}`)}
      </label>
      <textarea
        className="field"
        id={`terms-${field}`}
        rows={field === 'scope' ? 5 : 3}
        maxLength={field === 'scope' ? 20_000 : 5_000}
        value={draft[field]}
        onChange={({ target }) => onChange({ [field]: target.value })}
      />
    </div>
  ));
};

const Facts = ({ draft, onChange }: FieldsProps) => {
  const { t } = useTranslation();
  const holding = draft.facts === '' ? [] : draft.facts.split(',');
  const toggle = (fact: string): void =>
    onChange({ facts: (holding.includes(fact) ? holding.filter((one) => one !== fact) : [...holding, fact]).join() });
  return (
    <fieldset className="reasons">
      <legend className="label">{t('terms.factsHint')}</legend>
      {kindFacts.map((fact) => (
        <label key={fact}>
          <input type="checkbox" checked={holding.includes(fact)} onChange={() => toggle(fact)} />
          {t(`terms.facts.${fact}`)}
        </label>
      ))}
    </fieldset>
  );
};

const Choice = ({ name, options, draft, onChange }: FieldsProps & { name: 'improvements' | 'disputeWay'; options: string[] }) => {
  const { t } = useTranslation();
  return (
    <div>
      <label className="label" htmlFor={`terms-${name}`}>
        {t(`terms.fields.${name}`)}
      </label>
      <select
        className="field-select"
        id={`terms-${name}`}
        value={draft[name]}
        onChange={({ target }) => onChange({ [name]: target.value })}
      >
        <option value="">{t('deal.unsaid')}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {t(`terms.options.${option}`)}
          </option>
        ))}
      </select>
    </div>
  );
};

/** What the checks before signing read. */
const StructuredFields = (props: FieldsProps) => {
  const { t } = useTranslation();
  const { draft, onChange } = props;
  return (
    <>
      <Facts {...props} />
      <TextField
        label={t('terms.fields.technologyValue')}
        inputMode="decimal"
        value={draft.technologyValue}
        onChange={(technologyValue) => onChange({ technologyValue })}
      />
      <TextField type="date" label={t('terms.fields.payOn')} value={draft.payOn} onChange={(payOn) => onChange({ payOn })} />
      <Choice {...props} name="improvements" options={['MAKER', 'SELLER', 'BUYER', 'SHARED']} />
      <Choice {...props} name="disputeWay" options={['COURT', 'ARBITRATION']} />
      <TextField
        label={t('terms.fields.disputeBody')}
        maxLength={300}
        value={draft.disputeBody}
        onChange={(disputeBody) => onChange({ disputeBody })}
      />
    </>
  );
};

const Problems = ({ draft }: Pick<FieldsProps, 'draft'>) => {
  const { t } = useTranslation();
  const problems = problemsOf(draft);
  return (
    <div aria-live="polite">
      {problems.length > 0 && (
        <p className="hint">
          {t('terms.lacks')} {problems.map((problem) => t(`terms.problems.${problem}`)).join(t('rules.comma'))}
        </p>
      )}
    </div>
  );
};

/** Writes a version of the terms; it is sent when it is proposed and lies in this browser until then. */
const TermsForm = ({ contract, onDone }: { contract: ContractView; onDone: () => void }) => {
  const { t } = useTranslation();
  const { draft, change, drop } = useDraft(contract);
  const propose = useProposeTerms();
  const fields = { draft, onChange: change };
  const done = (): void => {
    drop();
    onDone();
  };
  return (
    <form
      className="card terms-form"
      aria-label={t('terms.title')}
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate({ id: contract.id, terms: termsOf(draft, contract.terms?.content) }, { onSuccess: done });
      }}
    >
      <h2>{t('terms.title')}</h2>
      <p className="hint">{t('terms.hint')}</p>
      <KindFields {...fields} />
      <TextField
        label={t('terms.fields.projectName')}
        maxLength={300}
        value={draft.projectName}
        onChange={(projectName) => change({ projectName })}
      />
      <TextField
        label={t('terms.fields.amount')}
        inputMode="decimal"
        maxLength={16}
        value={draft.amount}
        onChange={(amount) => change({ amount })}
      />
      <PeriodFields {...fields} />
      <LongFields {...fields} />
      <StructuredFields {...fields} />
      <Problems draft={draft} />
      {propose.error && <ProblemNote error={propose.error} />}
      <div className="decision form-end">
        <Button type="primary" htmlType="submit" loading={propose.isPending} disabled={problemsOf(draft).length > 0}>
          {t('terms.propose')}
        </Button>
        <Button onClick={done}>{t('terms.drop')}</Button>
        <Button onClick={onDone}>{t('terms.later')}</Button>
      </div>
    </form>
  );
};

export default TermsForm;
