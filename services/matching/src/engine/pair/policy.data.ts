/** What a component weighs beside the text fit, which weighs 1; both texts' components share that 1 as the text model says. */
export interface FitWeights {
  indicators: number;
  field: number;
  maturity: number;
  mode: number;
  price: number;
}

/** Part of the way to the full score that a priority gives. */
export interface PriorityWeights {
  /** Listing and demand in one district, city or province. */
  region: { district: number; city: number; province: number };
  /** The demand is of a micro, small or medium enterprise. */
  smallBusiness: number;
}

export interface Source {
  /** Which rule asks for it. */
  rule: string;
  /** 'verified': the text itself was read. The size of a weight is always the platform's own choice. */
  status: 'verified' | 'to be verified';
}

/** Weights and priorities as they were in force from a day on. */
export interface Policy {
  version: string;
  /** The first day, as 2020-01-01. It holds until the next policy's. */
  validFrom: string;
  /** Division code of the area whose rules it follows. */
  jurisdiction: string;
  /** Below `none` of text fit nothing else counts; from `full` on all counts in full; in between in proportion. */
  textFit: { none: number; full: number };
  weights: FitWeights;
  priorities: PriorityWeights;
  sources: readonly Source[];
}

const textFit = { none: 0.25, full: 0.5 };
const weights: FitWeights = { indicators: 0.1, field: 0.06, maturity: 0.04, mode: 0.04, price: 0.06 };

/**
 * The oldest first. A stored explanation holds the weights and the version it was made with, so it never changes; to change a weight or a
 * priority, add a policy that begins on a day to come.
 */
export const policies: readonly Policy[] = [
  {
    version: 'national-2015',
    validFrom: '2015-10-01',
    jurisdiction: '000000',
    textFit,
    weights,
    priorities: { region: { district: 0, city: 0, province: 0 }, smallBusiness: 0 },
    sources: [{ rule: '促进科技成果转化法 (2015)', status: 'verified' }],
  },
  {
    version: 'beijing-2020',
    validFrom: '2020-01-01',
    jurisdiction: '110000',
    textFit,
    weights,
    priorities: { region: { district: 0.03, city: 0.024, province: 0.015 }, smallBusiness: 0.02 },
    sources: [
      { rule: '北京市促进科技成果转化条例 Art. 23 (small businesses first)', status: 'verified' },
      { rule: '北京市促进科技成果转化条例 Arts. 6, 37 (use in the city)', status: 'verified' },
      { rule: '北京市技术市场条例 Art. 3 (trade is not limited by region: a priority, never a filter)', status: 'verified' },
    ],
  },
  {
    version: 'beijing-2021',
    validFrom: '2021-12-30',
    jurisdiction: '110000',
    textFit,
    weights,
    priorities: { region: { district: 0.05, city: 0.04, province: 0.025 }, smallBusiness: 0.03 },
    sources: [
      { rule: '关于打通高校院所、医疗卫生机构科技成果在京转化堵点若干措施 (landing in Beijing)', status: 'to be verified' },
      { rule: '北京市促进科技成果转化条例 Arts. 6, 23, 37', status: 'verified' },
    ],
  },
];
