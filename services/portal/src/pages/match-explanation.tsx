import type { MatchView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { Tag } from '../parts/tag.js';
import type { Tone } from '../parts/tag.js';
import { useReading } from '../parts/words.js';
import { Missing, Numbers } from './match-numbers.js';

const mostWords = 8;
const mostSentences = 3;
const percent = (share: number): string => `${Math.round(share * 100)}%`;
const levelTones: Record<number, Tone> = { 1: 'grey', 2: 'grey', 3: 'amber', 4: 'green' };

const Bar = ({ share }: { share: number }) => (
  <span className="bar" aria-hidden="true">
    <span style={{ width: percent(share) }} />
  </span>
);

const Words = ({ words }: MatchView['explanation']) => {
  const { t } = useTranslation();
  if (words.length === 0) return null;
  return (
    <div className="words">
      <span className="words-name">{t('match.words')}</span>
      <ul>
        {words.slice(0, mostWords).map(({ word, counterpart, weight }) => (
          <li key={`${word} ${counterpart ?? ''}`}>
            <span className="word">{counterpart && counterpart !== word ? `${word} ≈ ${counterpart}` : word}</span>{' '}
            <span className="count">{(weight * 100).toFixed(1)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};

const Components = ({ components }: MatchView['explanation']) => {
  const { t, i18n } = useTranslation();
  const nameOf = (name: string): string =>
    i18n.exists(`component.${name}`) ? t(`component.${name}` as 'component.title') : name;
  return (
    <details className="components">
      <summary>{t('match.how')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('match.component')}</th>
            <th scope="col">{t('match.fits')}</th>
            <th scope="col">{t('match.weight')}</th>
            <th scope="col">{t('match.adds')}</th>
          </tr>
        </thead>
        <tbody>
          {components.map(({ name, score, weight }) => (
            <tr key={name}>
              <th scope="row">{nameOf(name)}</th>
              <td>
                <Bar share={score} /> {percent(score)}
              </td>
              <td>{percent(weight)}</td>
              <td>{(score * weight * 100).toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};

/** Why it is a match, in sentences; the weightiest ones where there is little room. */
const Sentences = ({ match, isWhole }: ExplanationProps) => {
  const { t } = useTranslation();
  const read = useReading();
  const sentences = read(match.rendered);
  return (
    <div className="why">
      <h3>{t('match.why')}</h3>
      <ul>
        {sentences.slice(0, isWhole ? undefined : mostSentences).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
};

/** How well it fits. */
export const Fit = ({ match }: { match: MatchView }) => {
  const { t } = useTranslation();
  const level = match.level as 1 | 2 | 3 | 4;
  return (
    <div className="fit">
      <span>{t('match.score')}</span>
      <Bar share={match.score} />
      <strong>{percent(match.score)}</strong>
      <Tag tone={levelTones[level]}>{t(`match.level.${level}`)}</Tag>
    </div>
  );
};

interface ExplanationProps {
  match: MatchView;
  isWhole: boolean;
}

/** How well it fits, why, by which words and figures, and how the number came about. In a list, what could not be judged is left out. */
export const Explanation = ({ match, isWhole }: ExplanationProps) => {
  const { numbers = [], missing = [] } = match.explanation;
  return (
    <>
      <Fit match={match} />
      <Words {...match.explanation} />
      <Sentences match={match} isWhole={isWhole} />
      <Numbers numbers={isWhole ? numbers : numbers.filter(({ verdict }) => verdict !== 'UNKNOWN')} />
      {isWhole && <Missing missing={missing} />}
      <Components {...match.explanation} />
    </>
  );
};
