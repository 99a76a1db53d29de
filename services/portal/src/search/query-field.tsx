import type { RecordKind } from '@lastmile/protocol';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompletions } from '../api/search.js';
import { useSettled } from '../parts/settled.js';

interface QueryFieldProps {
  kind: RecordKind;
  text: string;
  onChange: (text: string) => void;
  /** A completion is asked for at once. */
  onChoose: (text: string) => void;
}

const longestCompleted = 60;

/** Which completion the arrows stand on: none, or its place. */
const useCompletionList = (kind: RecordKind, text: string) => {
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const asked = useSettled(isOpen ? text.trim().slice(0, longestCompleted) : '', 150);
  const { data } = useCompletions(kind, asked);
  const items = isOpen && asked !== '' && data ? data.items.filter((item) => item.text !== text) : [];
  const show = (isShown: boolean): void => {
    setOpen(isShown);
    setAt(-1);
  };
  return { items, at: Math.min(at, items.length - 1), setAt, show };
};

/** Past either end the arrows stand on the typed text itself, -1. */
const stepped = (at: number, step: number, count: number): number => ((at + 1 + step + count + 1) % (count + 1)) - 1;

/** A text field with completions, as the combobox pattern has it: arrows choose, Enter takes, Escape closes. */
export const QueryField = ({ kind, text, onChange, onChoose }: QueryFieldProps) => {
  const { t } = useTranslation();
  const id = useId();
  const { items, at, setAt, show } = useCompletionList(kind, text);
  const choose = (chosen: string): void => {
    show(false);
    onChoose(chosen);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = items[at];
    if (step && items.length > 0) setAt(stepped(at, step, items.length));
    else if (event.key === 'Escape') show(false);
    else if (event.key === 'Enter' && chosen) choose(chosen.text);
    else return;
    event.preventDefault();
  };
  return (
    <div className="query">
      <input
        className="field"
        type="search"
        role="combobox"
        aria-label={t('search.text')}
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        maxLength={200}
        placeholder={t('search.placeholder')}
        value={text}
        onChange={({ target }) => {
          onChange(target.value);
          show(true);
        }}
        onKeyDown={onKey}
        onBlur={() => show(false)}
      />
      {items.length > 0 && (
        <ul className="completions" role="listbox" id={`${id}-list`} aria-label={t('search.completions')}>
          {items.map((item, place) => (
            <li
              key={item.text}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(item.text)}
            >
              <span>{item.text}</span>
              {item.hits > 0 && <span className="hint">{t('search.completionHits', { hits: item.hits })}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
