import { source } from './laws.decider.js';
import type { Rule } from './rule.decider.js';

/** How a price comes about and is made known. */
export const pricingRules: readonly Rule[] = [
  {
    id: 'pricing-modes',
    jurisdiction: 'national',
    validFrom: '2015-10-01',
    value: { modes: ['AGREED_PRICE', 'LISTED_SALE', 'AUCTION'] },
    source: source('transferLaw', '18', [
      '国家设立的单位通过协议定价、挂牌交易、拍卖等方式确定价格；协议定价的，在本单位公示名称和拟交易价格。',
      'State-founded units set prices by agreement, listing or auction; an agreed price is shown in the unit with the name.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'price-notice',
    jurisdiction: 'national',
    validFrom: '2016-02-26',
    value: { daysAtLeast: 15, isStatutory: false, places: ['UNIT'], contents: ['NAME', 'PRICE'] },
    source: source('implementing2016', '', [
      '协议定价公示不少于十五日；条文未经核对，作平台默认，只可延长。',
      'Notice of an agreed price for at least fifteen days; the text was not re-read, so it is the default and may only be longer.',
    ]),
    standing: 'PLATFORM',
    status: 'TO_BE_VERIFIED',
  },
  {
    id: 'price-notice',
    jurisdiction: 'zhejiang',
    validFrom: '2017-10-01',
    value: {
      daysAtLeast: 15,
      isStatutory: true,
      places: ['UNIT', 'TECHNOLOGY_MARKET'],
      contents: ['NAME', 'ABSTRACT', 'TRANSFER_MODE', 'PRICE', 'OBJECTION_PROCEDURE', 'RELATED_BUYER'],
    },
    source: source('zhejiangTransfer', '17', [
      '协议定价在本单位和技术交易市场公示不少于十五日，写明名称、摘要、方式和价格；受让方是完成人或利害关系人的须标明。',
      'An agreed price is shown in the unit and in the technology market for at least fifteen days with name, abstract, mode and price; a buyer who is the completer or related is marked.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'price-notice',
    jurisdiction: 'shandong',
    validFrom: '2018-01-01',
    value: {
      daysAtLeast: 15,
      isStatutory: true,
      places: ['UNIT'],
      contents: ['NAME', 'PRICE', 'OBJECTION_PROCEDURE', 'OBJECTION_OUTCOME'],
    },
    source: source('shandongTransfer', '14', [
      '协议定价在本单位公示名称和价格不少于十五日，并公开异议处理程序和处理结果。',
      'An agreed price is shown in the unit for at least fifteen days; the objection procedure and its outcome are public.',
    ]),
    standing: 'IN_FORCE',
    status: 'VERIFIED',
  },
  {
    id: 'technology-share-band',
    jurisdiction: 'national',
    validFrom: '2020-01-01',
    value: { low: 6_750, high: 8_020 },
    source: source('marketStatistics', '', [
      '北京技术交易额占合同成交额的比例2010年为67.5%，2015年为80.2%；仅用于数据核对，不是限制。',
      'In Beijing the technology part was 67.5 % (2010) and 80.2 % (2015) of the contract value: to check data by, no limit.',
    ]),
    standing: 'PLATFORM',
    status: 'TO_BE_VERIFIED',
  },
];
