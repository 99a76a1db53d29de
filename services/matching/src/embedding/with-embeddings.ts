import type { EmbeddingProvider } from './embedding-provider.js';
import { EmbeddingFailure, cosine } from './embedding-provider.js';

interface Component {
  name: string;
  score: number;
  weight: number;
}

/** What can be ranked anew: a score that is the sum of its components' score times weight. */
export interface Scored {
  id: string;
  score: number;
  components: readonly Component[];
}

export interface EmbeddingOptions {
  provider: EmbeddingProvider;
  /** 0–1: share of the cosine in the new score. */
  weight: number;
  /** Told when the provider fails; the candidates then stay as they are. */
  onFailure(failure: EmbeddingFailure): void;
}

export interface Reranking<C extends Scored> {
  /** The text that the candidates were found for. */
  text: string;
  candidates: readonly C[];
  textOf(candidate: C): string;
  signal: AbortSignal;
}

/** Four decimals, as everywhere in scores. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const rescored = <C extends Scored>(candidate: C, fit: number, weight: number): C => ({
  ...candidate,
  score: rounded((1 - weight) * candidate.score + weight * fit),
  components: [
    ...candidate.components.map((component) => ({ ...component, weight: component.weight * (1 - weight) })),
    { name: 'embedding', score: rounded(fit), weight },
  ],
});

const inOrder = (a: Scored, b: Scored): number => b.score - a.score || (a.id < b.id ? -1 : 1);

/**
 * Ranks candidates anew by score' = (1 − w) · score + w · cosine (a negative cosine counts as 0), with the cosine as component `embedding`.
 * Best first, equal scores by id. When the provider fails, the candidates come back unchanged. One call for all texts.
 * @example const rerank = withEmbeddings({ provider, weight: 0.3, onFailure }); await rerank({ text, candidates, textOf, signal })
 */
export const withEmbeddings =
  ({ provider, weight, onFailure }: EmbeddingOptions) =>
  async <C extends Scored>({ text, candidates, textOf, signal }: Reranking<C>): Promise<C[]> => {
    if (candidates.length === 0) return [];
    try {
      const [own, ...others] = await provider.embed([text, ...candidates.map(textOf)], signal);
      if (!own || others.length !== candidates.length) throw new EmbeddingFailure('MALFORMED', 'not one vector a text');
      const fitOf = (at: number): number => Math.max(0, cosine(own, others[at] ?? own));
      return candidates.map((candidate, at) => rescored(candidate, fitOf(at), weight)).sort(inOrder);
    } catch (error) {
      if (!(error instanceof EmbeddingFailure)) throw error;
      onFailure(error);
      return [...candidates];
    }
  };
