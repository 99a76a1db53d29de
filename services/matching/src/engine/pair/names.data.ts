/** A name in both languages of the platform. */
export interface Name {
  zh: string;
  en: string;
}

/** The eleven fields of the technology-market statistics. */
export const fieldNames: Readonly<Record<string, Name>> = {
  ELECTRONICS_INFORMATION: { zh: '电子信息', en: 'electronics and information' },
  ADVANCED_MANUFACTURING: { zh: '先进制造', en: 'advanced manufacturing' },
  NEW_MATERIALS: { zh: '新材料', en: 'new materials' },
  NEW_ENERGY: { zh: '新能源与高效节能', en: 'new energy and energy efficiency' },
  BIOMEDICINE: { zh: '生物医药', en: 'biomedicine' },
  ENVIRONMENT: { zh: '环境保护与资源综合利用', en: 'environment and resources' },
  TRANSPORT: { zh: '现代交通', en: 'modern transport' },
  URBAN_SOCIAL: { zh: '城市建设与社会发展', en: 'urban construction and social development' },
  AGRICULTURE: { zh: '农业', en: 'agriculture' },
  AEROSPACE: { zh: '航空航天', en: 'aerospace' },
  NUCLEAR: { zh: '核应用', en: 'nuclear applications' },
};

/** Kinds of contract, and equity for technology. */
export const modeNames: Readonly<Record<string, Name>> = {
  ASSIGNMENT: { zh: '技术转让', en: 'assignment' },
  LICENCE: { zh: '技术许可', en: 'licence' },
  DEVELOPMENT_COMMISSIONED: { zh: '委托开发', en: 'commissioned development' },
  DEVELOPMENT_COOPERATIVE: { zh: '合作开发', en: 'cooperative development' },
  CONSULTING: { zh: '技术咨询', en: 'consulting' },
  SERVICE: { zh: '技术服务', en: 'technical service' },
  EQUITY_CONTRIBUTION: { zh: '作价投资', en: 'equity contribution' },
};

export const licenceNames: Readonly<Record<string, Name>> = {
  EXCLUSIVE: { zh: '独占许可', en: 'exclusive licence' },
  SOLE: { zh: '排他许可', en: 'sole licence' },
  NON_EXCLUSIVE: { zh: '普通许可', en: 'non-exclusive licence' },
};

export const declineNames: Readonly<Record<string, Name>> = {
  TOO_EARLY: { zh: '成果还不够成熟', en: 'the achievement is not mature enough' },
  PRICE: { zh: '价格不合适', en: 'the price does not suit' },
  DESCRIPTION_UNCLEAR: { zh: '说明不够清楚', en: 'the description is unclear' },
  WRONG_FIELD: { zh: '领域不符', en: 'the field is a different one' },
  NO_ADVANTAGE_SHOWN: { zh: '看不出优势', en: 'no advantage is shown' },
  CAPACITY: { zh: '目前没有余力', en: 'there is no capacity at present' },
  SECRECY: { zh: '涉及保密', en: 'secrecy forbids it' },
  OTHER: { zh: '其他原因', en: 'another reason' },
};

export const componentNames: Readonly<Record<string, Name>> = {
  title: { zh: '标题', en: 'title' },
  body: { zh: '全文', en: 'whole text' },
  related: { zh: '语义相关', en: 'related meaning' },
  indicators: { zh: '技术指标', en: 'indicators' },
  field: { zh: '技术领域', en: 'field' },
  maturity: { zh: '技术成熟度', en: 'maturity' },
  mode: { zh: '合作方式', en: 'cooperation mode' },
  price: { zh: '价格', en: 'price' },
  region: { zh: '地区', en: 'region' },
  smallBusiness: { zh: '中小微企业优先', en: 'small-business priority' },
  feedback: { zh: '反馈', en: 'feedback' },
};

/** The first two digits of a GB/T 2260 code. */
export const provinceNames: Readonly<Record<string, Name>> = {
  11: { zh: '北京', en: 'Beijing' },
  12: { zh: '天津', en: 'Tianjin' },
  13: { zh: '河北', en: 'Hebei' },
  14: { zh: '山西', en: 'Shanxi' },
  15: { zh: '内蒙古', en: 'Inner Mongolia' },
  21: { zh: '辽宁', en: 'Liaoning' },
  22: { zh: '吉林', en: 'Jilin' },
  23: { zh: '黑龙江', en: 'Heilongjiang' },
  31: { zh: '上海', en: 'Shanghai' },
  32: { zh: '江苏', en: 'Jiangsu' },
  33: { zh: '浙江', en: 'Zhejiang' },
  34: { zh: '安徽', en: 'Anhui' },
  35: { zh: '福建', en: 'Fujian' },
  36: { zh: '江西', en: 'Jiangxi' },
  37: { zh: '山东', en: 'Shandong' },
  41: { zh: '河南', en: 'Henan' },
  42: { zh: '湖北', en: 'Hubei' },
  43: { zh: '湖南', en: 'Hunan' },
  44: { zh: '广东', en: 'Guangdong' },
  45: { zh: '广西', en: 'Guangxi' },
  46: { zh: '海南', en: 'Hainan' },
  50: { zh: '重庆', en: 'Chongqing' },
  51: { zh: '四川', en: 'Sichuan' },
  52: { zh: '贵州', en: 'Guizhou' },
  53: { zh: '云南', en: 'Yunnan' },
  54: { zh: '西藏', en: 'Tibet' },
  61: { zh: '陕西', en: 'Shaanxi' },
  62: { zh: '甘肃', en: 'Gansu' },
  63: { zh: '青海', en: 'Qinghai' },
  64: { zh: '宁夏', en: 'Ningxia' },
  65: { zh: '新疆', en: 'Xinjiang' },
  71: { zh: '台湾', en: 'Taiwan' },
  81: { zh: '香港', en: 'Hong Kong' },
  82: { zh: '澳门', en: 'Macao' },
};
