/** The day so many days or years later, `YYYY-MM-DD`. */
export const dayAfter = (day: string, { days = 0, years = 0 }: { days?: number; years?: number }): string => {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

const yuan = (amount: string) => ({ amount, currency: 'CNY' });

/** How the price is paid: a part on conclusion, the rest when the result was accepted. */
const instalments = (whole: number, firstOn: string): object => {
  const first = Math.round(whole * 0.3);
  return {
    kind: 'INSTALMENTS',
    instalments: [
      { amount: yuan(`${first}.00`), due: { on: firstOn } },
      { amount: yuan(`${whole - first}.00`), due: { milestone: 'acceptance' } },
    ],
  };
};

/** A non-exclusive licence with every clause that the law lists, from the day of conclusion on; `today` is the platform's calendar. */
export const termsFor = (title: string, whole: number, { today, ip }: { today: string; ip: string }): object => {
  const validTo = dayAfter(today, { years: 5 });
  return {
    kind: 'LICENCE',
    licenceMode: 'NON_EXCLUSIVE',
    facts: { isMastered: true, transfersRight: false, grantsUse: true },
    projectName: title.slice(0, 300),
    scope: '普通许可，中国境内，用于被许可方自有产品',
    price: yuan(`${whole}.00`),
    technologyValue: yuan(`${Math.round(whole * 0.8)}.00`),
    paymentPlan: '签订后支付 30%，验收后支付 70%',
    payment: instalments(whole, dayAfter(today, { days: 60 })),
    validFrom: today,
    validTo,
    takesEffect: 'AT_CONCLUSION',
    plan: '许可人交付全套技术资料并派员培训，被许可人在其厂区实施',
    definitions: '“标的技术”指附件所列专利及其配套技术资料',
    disputes: { way: 'ARBITRATION', body: '北京仲裁委员会' },
    territories: ['000000'],
    usageManner: '制造、使用和销售被许可人的自有产品',
    accessStaff: '双方指定的项目组成员',
    ip: [ip],
    patents: [
      {
        number: ip,
        title: title.slice(0, 300),
        status: 'GRANTED',
        filedOn: dayAfter(today, { years: -4 }),
        validTo: dayAfter(today, { years: 16 }),
        feePaidTo: dayAfter(today, { years: 1 }),
      },
    ],
    improvements: { choice: 'MAKER' },
    milestones: [
      { id: 'handover', name: '交付技术资料', dueOn: dayAfter(today, { days: 45 }), acceptance: '资料清单逐项签收' },
      { id: 'acceptance', name: '验收', dueOn: dayAfter(today, { days: 120 }), acceptance: '按需求所列指标验收' },
    ],
    acceptanceCriteria: '按需求所列指标验收',
    ownershipOfResults: '后续改进归完成改进的一方所有',
    confidentiality: '双方对未公开的技术资料保密五年',
  };
};
