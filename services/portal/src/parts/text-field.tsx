import { useId } from 'react';
import type { InputHTMLAttributes } from 'react';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id'> {
  label: string;
  value: string;
  hint?: string;
  onChange: (value: string) => void;
}

/** One line of text under its name. */
export const TextField = ({ label, hint, onChange, ...rest }: TextFieldProps) => {
  const id = useId();
  return (
    <>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        className="field"
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint && (
        <p className="hint field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
};
