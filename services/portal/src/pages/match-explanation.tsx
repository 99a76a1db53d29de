import type { MatchView } from '@lastmile/protocol';
import { useTranslation } from 'react-i18next';
import { Tag } from '../parts/tag.js';
import type { Tone } from '../parts/tag.js';

const mostWords = 8;
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
        {words.slice(0, mostWords).map(({ word, counterpart }) => (
          <li className="word" key={`${word} ${counterpart ?? ''}`}>
            {counterpart && counterpart !== word ? `${word} ≈ ${counterpart}` : word}
          </li>
        ))}
      </ul>
    </div>
  );
};

const Components = ({ components }: MatchView['explanation']) => {
  const { t, i18n } = useTranslation();
  const nameOf = (name: string): string =>
    i18n.exists(`match.components.${name}`) ? t(`match.components.${name}` as 'match.components.title') : name;
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

/** How well it fits, by which words, and how the number came about. */
export const Explanation = ({ match }: { match: MatchView }) => {
  const { t } = useTranslation();
  const level = match.level as 1 | 2 | 3 | 4;
  return (
    <>
      <div className="fit">
        <span>{t('match.score')}</span>
        <Bar share={match.score} />
        <strong>{percent(match.score)}</strong>
        <Tag tone={levelTones[level]}>{t(`match.level.${level}`)}</Tag>
      </div>
      <Words {...match.explanation} />
      <Components {...match.explanation} />
    </>
  );
};
