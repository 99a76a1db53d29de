import type { RecordKind } from '@lastmile/protocol';
import { marketFields } from '@lastmile/protocol/tables';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQualityOfText } from '../api/records.js';
import { usePageTitle } from '../parts/page-title.js';
import { ProblemNote } from '../parts/problem-note.js';
import { SignedInOnly } from '../parts/signed-in-only.js';
import { useSettled } from '../parts/settled.js';
import { Waiting } from '../parts/waiting.js';
import { QualityResult } from './hints.js';
import { emptyDraft, isAmount, textOf } from './quality-draft.js';
import type { Draft } from './quality-draft.js';

interface FormProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

const TextField = ({ label, name, draft, onChange }: FormProps & { label: string; name: 'title' | 'money' }) => (
  <>
    <label className="label" htmlFor={`draft-${name}`}>
      {label}
    </label>
    <input
      className="field"
      id={`draft-${name}`}
      maxLength={name === 'title' ? 300 : 16}
      inputMode={name === 'money' ? 'decimal' : undefined}
      value={draft[name]}
      onChange={({ target }) => onChange({ [name]: target.value })}
    />
  </>
);

const TextArea = ({ label, name, draft, onChange }: FormProps & { label: string; name: 'text' | 'advantage' }) => (
  <>
    <label className="label" htmlFor={`draft-${name}`}>
      {label}
    </label>
    <textarea
      className="field"
      id={`draft-${name}`}
      rows={name === 'text' ? 9 : 3}
      maxLength={name === 'text' ? 20_000 : 5_000}
      value={draft[name]}
      onChange={({ target }) => onChange({ [name]: target.value })}
    />
  </>
);

const KindChoice = ({ draft, onChange }: FormProps) => {
  const { t } = useTranslation();
  return (
    <fieldset className="kinds">
      <legend className="label">{t('quality.kind')}</legend>
      {(['LISTING', 'DEMAND'] satisfies RecordKind[]).map((kind) => (
        <label key={kind}>
          <input type="radio" name="kind" checked={draft.kind === kind} onChange={() => onChange({ kind })} />
          {t(`quality.kinds.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
};

const DraftForm = (props: FormProps) => {
  const { t } = useTranslation();
  const { draft, onChange } = props;
  return (
    <form className="card draft" onSubmit={(event) => event.preventDefault()}>
      <KindChoice {...props} />
      <TextField {...props} name="title" label={t('quality.name')} />
      <TextArea {...props} name="text" label={t(`quality.text.${draft.kind}`)} />
      {draft.kind === 'LISTING' && <TextArea {...props} name="advantage" label={t('quality.advantage')} />}
      <label className="label" htmlFor="draft-field">
        {t('quality.field')}
      </label>
      <select
        className="field-select"
        id="draft-field"
        value={draft.field}
        onChange={({ target }) => onChange({ field: target.value as Draft['field'] })}
      >
        <option value="">{t('quality.noField')}</option>
        {marketFields.map((field) => (
          <option key={field} value={field}>
            {t(`field.${field}`)}
          </option>
        ))}
      </select>
      <TextField {...props} name="money" label={t(`quality.money.${draft.kind}`)} />
      {!isAmount(draft.money) && <p className="warning">{t('quality.badMoney')}</p>}
    </form>
  );
};

const pauseMs = 400;

const Result = ({ draft }: { draft: Draft }) => {
  const { t } = useTranslation();
  const text = textOf(useSettled(draft, pauseMs));
  const quality = useQualityOfText(text);
  if (text.content.title === '') return <p className="hint">{t('quality.waiting')}</p>;
  if (quality.isError) return <ProblemNote error={quality.error} onRetry={() => void quality.refetch()} />;
  return quality.data ? <QualityResult kind={text.kind} quality={quality.data} /> : <Waiting />;
};

const Checker = () => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(emptyDraft);
  return (
    <div className="checker">
      <DraftForm draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
      <section className="card" aria-label={t('quality.result')}>
        <h2>{t('quality.result')}</h2>
        <Result draft={draft} />
      </section>
    </div>
  );
};

/** A text is checked as it is written; nothing is kept. */
export const QualityPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('quality.title'));
  return (
    <section className="wide">
      <h1>{t('quality.title')}</h1>
      <p>{t('quality.intro')}</p>
      <SignedInOnly page="/quality">{() => <Checker />}</SignedInOnly>
    </section>
  );
};
