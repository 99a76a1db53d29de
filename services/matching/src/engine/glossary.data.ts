import { industryGlossary } from './glossary-industry.data.js';
import { lifeGlossary } from './glossary-life.data.js';
import { termsGlossary } from './glossary-terms.data.js';

/**
 * Technical terms in both languages, written for this engine: `english, variants = 中文, 异名`. The first English form names the concept.
 * All forms of a line are one concept, so the lines also join synonyms within a language.
 */
export const glossaryText: string = [industryGlossary, lifeGlossary, termsGlossary].map((text) => text.trim()).join('\n');
