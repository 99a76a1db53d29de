import type { Terms } from '@lastmile/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHistory } from '../api/queries.js';
import { versionsOf } from '../deal/terms-versions.js';
import type { TermsVersion } from '../deal/terms-versions.js';
import { diffTerms } from '../deal/terms-diff.js';
import type { Piece } from '../deal/terms-diff.js';
import { useWords } from '../parts/words.js';

const PieceShown = ({ piece: { kind, text } }: { piece: Piece }) => {
  if (kind === 'added') return <ins>{text}</ins>;
  return kind === 'removed' ? <del>{text}</del> : <>{text}</>;
};

/** Codes of the terms in words: the kind of contract, the mode of a licence. */
const useNamed = () => {
  const { t, exists } = useWords();
  return (field: string, text: string): string => {
    const group = { kind: 'mode', licenceMode: 'licence' }[field];
    const key = `${group}.${text}`;
    return group && exists(key) ? String(t(key)) : text;
  };
};

const Changes = ({ before, after }: { before: Terms; after: Terms }) => {
  const { t } = useTranslation();
  const { exists } = useWords();
  const named = useNamed();
  const changes = diffTerms(before, after);
  if (changes.length === 0) return <p className="hint">{t('terms.noChange')}</p>;
  return (
    <dl className="terms changes">
      {changes.map(({ field, pieces }) => (
        <div key={field}>
          <dt>{exists(`terms.fields.${field}`) ? t(`terms.fields.${field}`) : field}</dt>
          <dd>
            {pieces.map((piece, at) => (
              <PieceShown key={`${at} ${piece.kind}`} piece={{ ...piece, text: named(field, piece.text) }} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
};

interface PickProps {
  name: string;
  versions: TermsVersion[];
  chosen: number;
  onChoose: (version: number) => void;
}

const Pick = ({ name, versions, chosen, onChoose }: PickProps) => {
  const { t } = useTranslation();
  return (
    <label>
      {name}{' '}
      <select className="field-select" value={chosen} onChange={({ target }) => onChoose(Number(target.value))}>
        {versions.map(({ version }) => (
          <option key={version} value={version}>
            {t('contract.version', { version })}
          </option>
        ))}
      </select>
    </label>
  );
};

/** What changed from one version of the terms to another; nothing while there is but one. */
export const Versions = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const history = useHistory(id);
  const [chosen, setChosen] = useState<{ from?: number; to?: number }>({});
  const versions = versionsOf(history.data?.entries ?? []);
  if (versions.length < 2) return null;
  const from = chosen.from ?? versions.at(-2)?.version ?? 1;
  const to = chosen.to ?? versions.at(-1)?.version ?? 1;
  const termsAt = (version: number): Terms | undefined => versions.find((one) => one.version === version)?.terms;
  const [before, after] = [termsAt(from), termsAt(to)];
  return (
    <details className="components">
      <summary>{t('terms.compare')}</summary>
      <p className="drop-line">
        <Pick
          name={t('terms.from')}
          versions={versions}
          chosen={from}
          onChoose={(version) => setChosen({ ...chosen, from: version })}
        />
        <Pick
          name={t('terms.to')}
          versions={versions}
          chosen={to}
          onChoose={(version) => setChosen({ ...chosen, to: version })}
        />
      </p>
      {before && after && <Changes before={before} after={after} />}
    </details>
  );
};
