import type { TextFit, TextModel } from './text-model.js';

type Parts = TextFit['parts'];
const names = ['title', 'body', 'related'] as const;

/**
 * Splits a score among the components as they contributed, none above its weight: what one cannot take goes to the others. The weights
 * add up to 1, so everything finds its place.
 */
const split = (score: number, contributions: Parts, weights: TextModel['textWeights']): Parts => {
  const parts: Parts = { title: 0, body: 0, related: 0 };
  let rest = score;
  for (let round = 0; round < names.length && rest > 1e-12; round += 1) {
    const open = names.filter((name) => parts[name] < weights[name]);
    const total = open.reduce((sum, name) => sum + Math.max(0, contributions[name]), 0);
    const room = open.reduce((sum, name) => sum + weights[name] - parts[name], 0);
    const share = (name: (typeof names)[number]): number =>
      total > 0 ? Math.max(0, contributions[name]) / total : (weights[name] - parts[name]) / room;
    const given = open.map((name) => ({ name, part: Math.min(weights[name] - parts[name], rest * share(name)) }));
    for (const { name, part } of given) {
      parts[name] += part;
      rest -= part;
    }
  }
  return parts;
};

/** A score with its components, each 0–1: its part of the score over its weight. */
export const fitOf = (score: number, contributions: Parts, weights: TextModel['textWeights']): TextFit => {
  const bounded = Math.min(1, Math.max(0, score));
  const parts = split(bounded, contributions, weights);
  const component = (name: (typeof names)[number]): number => (weights[name] > 0 ? Math.min(1, parts[name] / weights[name]) : 0);
  return { score: bounded, title: component('title'), body: component('body'), related: component('related'), parts };
};

/** Readings of the components, 0–1 each, add up to the score, each as often as it weighs; where the score is held below `most`, all are in proportion. */
export const sumOf = (readings: Parts, weights: TextModel['textWeights'], most = 1): TextFit => {
  const sum = names.reduce((total, name) => total + weights[name] * readings[name], 0);
  const scale = sum > most ? most / sum : 1;
  const { title, body, related } = readings;
  const parts = {
    title: scale * weights.title * title,
    body: scale * weights.body * body,
    related: scale * weights.related * related,
  };
  return { score: Math.min(sum, most), title: scale * title, body: scale * body, related: scale * related, parts };
};
