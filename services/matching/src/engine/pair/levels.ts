/** From these scores on a pair is of level 2, 3, 4. The text model is calibrated to them, so they stay as they are. */
export const levelThresholds = [0.25, 0.5, 0.75] as const;

/** 4 strong, 3 fairly strong, 2 weak, 1 none. */
export const levelOf = (score: number): number => 1 + levelThresholds.filter((threshold) => score >= threshold).length;

/** Four decimals, so that the last bits of a sum, which depend on its order, decide nothing. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
