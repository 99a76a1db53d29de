import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDealAction } from '../api/deal.js';
import { bodyOf, faultsOf, initialOf } from '../deal/action-form.js';
import type { ActionField, DealAction, Typed } from '../deal/action-form.js';
import { regionOf } from '../i18n/names.js';
import { Dialog } from './dialog.js';
import { ProblemNote } from './problem-note.js';
import { useWords } from './words.js';

interface FieldProps {
  field: ActionField;
  value: string;
  onChange: (value: string) => void;
}

const isRegion = (code: string): boolean => /^\d{6}$/.test(code);

/** Codes by the word that belongs to the field, else by the one that they have everywhere. */
const useOptionName = () => {
  const { t, exists, language } = useWords();
  return (code: string): string => {
    if (isRegion(code)) return regionOf(code, language) ?? code;
    const key = ['deal.options', 'rules.codes'].map((group) => `${group}.${code}`).find((one) => exists(one));
    return key ? String(t(key)) : code;
  };
};

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

const Choice = ({ id, field, value, onChange }: FieldProps & { id: string }) => {
  const optionName = useOptionName();
  const { t } = useTranslation();
  const options = field.kind === 'flag' ? ['true', 'false'] : (field.options ?? []);
  const hasNone = field.kind === 'flag' || field.optional === true;
  return (
    <select className="field-select" id={id} value={value} onChange={({ target }) => onChange(target.value)}>
      {hasNone && <option value="">{t('deal.unsaid')}</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {optionName(option)}
        </option>
      ))}
    </select>
  );
};

/** The file stays here: its hash is what is recorded. */
const HashOfFile = ({ id, value, onChange }: FieldProps & { id: string }) => {
  const { t } = useTranslation();
  const read = async (file: File | undefined): Promise<void> => {
    if (file) onChange(hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
  };
  return (
    <span className="file-choice">
      <input type="file" className="sr-only" id={`${id}-file`} onChange={({ target }) => void read(target.files?.[0])} />
      <label className="file-button" htmlFor={`${id}-file`}>
        {t('deal.hashFile')}
      </label>
      <input
        className="field code"
        id={id}
        value={value}
        maxLength={64}
        onChange={({ target }) => onChange(target.value.trim())}
      />
    </span>
  );
};

const Input = (props: FieldProps & { id: string }) => {
  const { id, field, value, onChange } = props;
  if (field.kind === 'choice' || field.kind === 'flag') return <Choice {...props} />;
  if (field.kind === 'hash') return <HashOfFile {...props} />;
  if (field.kind === 'text' || field.kind === 'ids') {
    return <textarea className="field" id={id} rows={3} value={value} onChange={({ target }) => onChange(target.value)} />;
  }
  const type = { day: 'date', instant: 'datetime-local' }[field.kind as string] ?? 'text';
  return <input className="field" id={id} type={type} value={value} onChange={({ target }) => onChange(target.value)} />;
};

const Field = (props: FieldProps) => {
  const { t } = useTranslation();
  const id = useId();
  const { name, kind, optional } = props.field;
  return (
    <div className="action-field">
      <label className="label" htmlFor={id}>
        {t(`deal.fields.${name.replaceAll('.', '_')}`)}
        {kind === 'money' && ` (${t('deal.inYuan')})`}
        {kind === 'share' && ' (%)'}
        {kind === 'ids' && ` (${t('deal.onePerLine')})`}
        {optional && <span className="hint"> {t('deal.optional')}</span>}
      </label>
      <Input {...props} id={id} />
    </div>
  );
};

interface ActionProps {
  action: DealAction;
  /** What stands for the colons of the route, such as the contract's id. */
  params: Readonly<Record<string, string>>;
  onDone: () => void;
}

const ActionFields = ({ action, params, onDone }: ActionProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Typed>(() => initialOf(action));
  const run = useDealAction();
  const faults = faultsOf(action, typed);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.length === 0) run.mutate({ route: action.route, params, body: bodyOf(action, typed) }, { onSuccess: onDone });
      }}
    >
      <p className="hint">{t(`deal.actions.${action.name}.hint`)}</p>
      {action.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={typed[field.name] ?? ''}
          onChange={(value) => setTyped({ ...typed, [field.name]: value })}
        />
      ))}
      {run.error && <ProblemNote error={run.error} />}
      <Button className="form-end" type="primary" htmlType="submit" loading={run.isPending} disabled={faults.length > 0}>
        {t(`deal.actions.${action.name}.title`)}
      </Button>
    </form>
  );
};

/** A button that opens the form of a step. */
export const ActionButton = ({ action, params, isMain }: Omit<ActionProps, 'onDone'> & { isMain?: boolean }) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const title = t(`deal.actions.${action.name}.title`);
  return (
    <>
      <Button type={isMain ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {title}
      </Button>
      {isOpen && (
        <Dialog title={title} onClose={() => setOpen(false)}>
          <ActionFields action={action} params={params} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
};
