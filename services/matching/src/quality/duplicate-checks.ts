import type { Check, Checks, Duplicate } from './draft.js';

const percent = ({ likeness }: Duplicate): number => Math.floor(likeness * 100);

const own: Check = ({ duplicates }) => {
  const same = duplicates.filter(({ isOwn }) => isOwn);
  const [nearest] = same;
  if (!nearest) return undefined;
  const { id, title } = nearest;
  return {
    code: 'DUPLICATE_OF_OWN',
    path: 'title',
    text: {
      zh: `与本单位已发布的“${title}”有${percent(nearest)}%相同。请修改那一条，或撤回其中一条。`,
      en: `It is ${percent(nearest)} % the same as your own "${title}". Revise that one, or withdraw one of the two.`,
    },
    values: { id, title, likeness: nearest.likeness, count: same.length },
  };
};

const others: Check = ({ duplicates }) => {
  const same = duplicates.filter(({ isOwn }) => !isOwn);
  const [nearest] = same;
  if (!nearest) return undefined;
  const { title } = nearest;
  return {
    code: 'NEAR_DUPLICATE',
    path: 'title',
    text: {
      zh: `与其他单位发布的“${title}”有${percent(nearest)}%相同。请写明不同之处。`,
      en: `It is ${percent(nearest)} % the same as "${title}" of another organisation. Say what is different about yours.`,
    },
    values: { title, likeness: nearest.likeness, count: same.length },
  };
};

export const duplicateChecks: Checks = { own, others };
