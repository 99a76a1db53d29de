import type { Base } from './dimension.js';

/** `names` are Latin (matched as whole words) or Chinese (longest match); the first Chinese and first Latin ones are shown to readers. */
export interface UnitRow {
  names: string;
  of: Partial<Record<Base, number>>;
  factor: number;
  offset?: number;
  /** Latin symbols that take SI prefixes. */
  prefixed?: string;
  /** Chinese names that take 千, 毫, 微 … */
  prefixedHan?: string;
}

const YEAR = 365 * 86_400;
const ENERGY = { mass: 1, length: 2, time: -2 } as const;
const POWER = { mass: 1, length: 2, time: -3 } as const;
const PRESSURE = { mass: 1, length: -1, time: -2 } as const;
const VOLTAGE = { mass: 1, length: 2, time: -3, current: -1 } as const;
const COUNTED =
  '个 只 件 台 套 条 项 种 家 座 辆 艘 枚 粒 片 块 根 支 张 本 份 栋 株 棵 户 处 组 批 篇 头份 羽份 头 羽 尾 匹 架 部 门 间 所 盏 把 双 对 副 层 幅 册 例 场 款 颗 瓶 袋 盒 箱 卷 桶 筒 节 段 孔 点位 站 通道 路 帧 像素 单 杯 床 标箱 人次 辆次 车次 台次 班次';
const COUNTED_LATIN =
  'piece pieces pcs pc set sets unit units item items sample samples line lines CFU cfu pixel pixels frame frames channel channels patent patents device devices machine machines vehicle vehicles node nodes point points paper papers product products TEU head';

export const unitRows: readonly UnitRow[] = [
  { names: 'meter meters metre metres', of: { length: 1 }, factor: 1, prefixed: 'm', prefixedHan: '米' },
  { names: '公里 km 千米 Km KM kilometer kilometers kilometre kilometres', of: { length: 1 }, factor: 1000 },
  { names: 'CM Cm', of: { length: 1 }, factor: 0.01 },
  { names: 'MM Mm millimeter millimeters millimetre millimetres ㎜', of: { length: 1 }, factor: 1e-3 },
  { names: '道 丝', of: { length: 1 }, factor: 1e-5 },
  { names: 'um UM micron microns micrometer micrometers micrometre micrometres', of: { length: 1 }, factor: 1e-6 },
  { names: '埃 Å', of: { length: 1 }, factor: 1e-10 },
  { names: '英寸 inch inches', of: { length: 1 }, factor: 0.0254 },
  { names: '英尺 ft feet foot', of: { length: 1 }, factor: 0.3048 },
  { names: '海里 nmile', of: { length: 1 }, factor: 1852 },
  { names: '英里 mile miles', of: { length: 1 }, factor: 1609.344 },
  { names: '平方米 m² 平米 平方 ㎡ sqm', of: { length: 2 }, factor: 1 },
  { names: '平方厘米 cm²', of: { length: 2 }, factor: 1e-4 },
  { names: '平方毫米 mm²', of: { length: 2 }, factor: 1e-6 },
  { names: '平方公里 km² 平方千米', of: { length: 2 }, factor: 1e6 },
  { names: '亩 mu', of: { length: 2 }, factor: 10_000 / 15 },
  { names: '公顷 ha', of: { length: 2 }, factor: 10_000 },
  { names: '立方米 m³ 立方 方 ㎥ cbm', of: { length: 3 }, factor: 1 },
  { names: '标立方米 Nm³ 标方 Nm3', of: { length: 3 }, factor: 1 },
  { names: '立方厘米 cm³ cc', of: { length: 3 }, factor: 1e-6 },
  { names: '立方毫米 mm³', of: { length: 3 }, factor: 1e-9 },
  { names: '立方分米 dm³', of: { length: 3 }, factor: 1e-3 },
  { names: 'liter liters litre litres', of: { length: 3 }, factor: 1e-3, prefixed: 'L l', prefixedHan: '升' },
  { names: 'gram grams gm', of: { mass: 1 }, factor: 1e-3, prefixed: 'g', prefixedHan: '克' },
  { names: '公斤 千克 kg Kg KG kilogram kilograms kilo kilos ㎏', of: { mass: 1 }, factor: 1 },
  { names: '斤', of: { mass: 1 }, factor: 0.5 },
  { names: '吨 公吨 t T ton tons tonne tonnes 吨标准煤 吨标煤 tce', of: { mass: 1 }, factor: 1000 },
  { names: 'kt', of: { mass: 1 }, factor: 1e6 },
  { names: 'Mt', of: { mass: 1 }, factor: 1e9 },
  { names: '磅 lb lbs', of: { mass: 1 }, factor: 0.45359237 },
  { names: '道尔顿 Da', of: { mass: 1 }, factor: 1.6605390666e-27 },
  { names: '秒 s sec second seconds 秒钟', of: { time: 1 }, factor: 1, prefixed: 's', prefixedHan: '秒' },
  { names: '分钟 分 min minute minutes mins', of: { time: 1 }, factor: 60 },
  { names: '小时 个小时 时 h hr hrs hour hours', of: { time: 1 }, factor: 3600 },
  { names: '天 日 昼夜 d day days', of: { time: 1 }, factor: 86_400 },
  { names: '周 week 星期 个星期 weeks', of: { time: 1 }, factor: 7 * 86_400 },
  { names: '个月 月 months month', of: { time: 1 }, factor: YEAR / 12 },
  { names: '年 years a year yr yrs annum', of: { time: 1 }, factor: YEAR },
  { names: '安 安培 amp amps ampere amperes', of: { current: 1 }, factor: 1, prefixed: 'A', prefixedHan: '安' },
  { names: '℃ °C 摄氏度 degC Celsius', of: { temperature: 1 }, factor: 1, offset: 273.15 },
  { names: '℉ °F 华氏度', of: { temperature: 1 }, factor: 5 / 9, offset: 459.67 * (5 / 9) },
  { names: '开尔文 K', of: { temperature: 1 }, factor: 1 },
  { names: '摩尔 mole moles', of: { amount: 1 }, factor: 1, prefixed: 'mol', prefixedHan: '摩尔' },
  { names: '坎德拉', of: { light: 1 }, factor: 1, prefixed: 'cd' },
  { names: '流明', of: { light: 1 }, factor: 1, prefixed: 'lm' },
  { names: '勒克斯 lux Lux', of: { light: 1, length: -2 }, factor: 1, prefixed: 'lx' },
  { names: '尼特 nit nits', of: { light: 1, length: -2 }, factor: 1 },
  { names: '元 元人民币 人民币 yuan RMB CNY', of: { yuan: 1 }, factor: 1 },
  { names: '角', of: { yuan: 1 }, factor: 0.1 },
  { names: '美元 美金 USD dollar dollars', of: { dollar: 1 }, factor: 1 },
  { names: COUNTED, of: { count: 1 }, factor: 1 },
  { names: COUNTED_LATIN, of: { count: 1 }, factor: 1 },
  { names: '人 名 位 people persons person employees workers engineers', of: { count: 1 }, factor: 1 },
  { names: '次 周次 次循环 循环 圈 rev cycle cycles turns', of: { turn: 1 }, factor: 1 },
  { names: '转 r', of: { turn: 1 }, factor: 1 },
  { names: 'rpm RPM', of: { turn: 1, time: -1 }, factor: 1 / 60 },
  { names: 'fps', of: { count: 1, time: -1 }, factor: 1 },
  { names: '° 度 deg degree degrees', of: { angle: 1 }, factor: 1 },
  { names: '弧度', of: { angle: 1 }, factor: 180 / Math.PI, prefixed: 'rad' },
  { names: '角分 arcmin', of: { angle: 1 }, factor: 1 / 60 },
  { names: '角秒 arcsec', of: { angle: 1 }, factor: 1 / 3600 },
  { names: '赫 赫兹 HZ hz', of: { time: -1 }, factor: 1, prefixed: 'Hz', prefixedHan: '赫 赫兹' },
  { names: '牛 牛顿 newton newtons', of: { mass: 1, length: 1, time: -2 }, factor: 1, prefixed: 'N', prefixedHan: '牛' },
  { names: '公斤力 kgf', of: { mass: 1, length: 1, time: -2 }, factor: 9.80665 },
  { names: '帕 帕斯卡 pascal PA pa', of: PRESSURE, factor: 1, prefixed: 'Pa', prefixedHan: '帕' },
  { names: 'Mpa mpa MPA', of: PRESSURE, factor: 1e6 },
  { names: '兆帕', of: PRESSURE, factor: 1e6 },
  { names: '吉帕 Gpa gpa GPA', of: PRESSURE, factor: 1e9 },
  { names: '巴 bar bars', of: PRESSURE, factor: 1e5 },
  { names: '大气压 标准大气压 atm', of: PRESSURE, factor: 101_325 },
  { names: '毫米汞柱 mmHg Torr torr', of: PRESSURE, factor: 133.322 },
  { names: 'psi', of: PRESSURE, factor: 6894.757 },
  { names: '焦 焦耳 joule joules', of: ENERGY, factor: 1, prefixed: 'J', prefixedHan: '焦 焦耳' },
  { names: '卡 cal', of: ENERGY, factor: 4.184, prefixed: 'cal' },
  { names: '大卡 千卡', of: ENERGY, factor: 4184 },
  { names: '千瓦时 kWh 度电 千瓦小时 KWH kwh KWh Kwh', of: ENERGY, factor: 3.6e6 },
  { names: '瓦时', of: ENERGY, factor: 3600, prefixed: 'Wh', prefixedHan: '瓦时' },
  { names: '电子伏', of: ENERGY, factor: 1.602176634e-19, prefixed: 'eV' },
  { names: '瓦特 watt watts', of: POWER, factor: 1, prefixed: 'W Wp', prefixedHan: '瓦' },
  { names: '千瓦 kW KW kw Kw kilowatt kilowatts', of: POWER, factor: 1000 },
  { names: '牛米 N·m Nm', of: ENERGY, factor: 1 },
  { names: '马力 hp HP', of: POWER, factor: 735.49875 },
  { names: '伏安', of: POWER, factor: 1, prefixed: 'VA var' },
  { names: '伏 伏特 volt volts', of: VOLTAGE, factor: 1, prefixed: 'V', prefixedHan: '伏' },
  { names: '千伏 KV kv', of: VOLTAGE, factor: 1000 },
  { names: '安时', of: { current: 1, time: 1 }, factor: 3600, prefixed: 'Ah', prefixedHan: '安时' },
  { names: 'mah MAH', of: { current: 1, time: 1 }, factor: 3.6 },
  { names: '欧 欧姆 ohm ohms', of: { mass: 1, length: 2, time: -3, current: -2 }, factor: 1, prefixed: 'Ω', prefixedHan: '欧' },
  { names: '西门子', of: { mass: -1, length: -2, time: 3, current: 2 }, factor: 1, prefixed: 'S' },
  { names: '法拉 farad', of: { mass: -1, length: -2, time: 4, current: 2 }, factor: 1, prefixed: 'F', prefixedHan: '法' },
  { names: '亨利 henry', of: { mass: 1, length: 2, time: -2, current: -2 }, factor: 1, prefixed: 'H' },
  { names: '特斯拉 tesla', of: { mass: 1, time: -2, current: -1 }, factor: 1, prefixed: 'T' },
  { names: '高斯 Gs', of: { mass: 1, time: -2, current: -1 }, factor: 1e-4 },
  { names: 'St cSt', of: { length: 2, time: -1 }, factor: 1e-4, prefixed: 'St' },
  { names: '泊', of: { mass: 1, length: -1, time: -1 }, factor: 0.1, prefixed: 'P' },
  { names: '西弗', of: { length: 2, time: -2 }, factor: 1, prefixed: 'Sv Gy' },
  { names: '贝可', of: { time: -1 }, factor: 1, prefixed: 'Bq' },
  { names: '比特 bits', of: { information: 1 }, factor: 1, prefixed: 'bit b' },
  { names: '字节 byte bytes', of: { information: 1 }, factor: 8, prefixed: 'B' },
  { names: 'bps', of: { information: 1, time: -1 }, factor: 1, prefixed: 'bps' },
  { names: '分贝 dB dB(A) dBA db DB dB(a)', of: { level: 1 }, factor: 1 },
  { names: 'dBm dBi', of: { level: 1 }, factor: 1 },
  { names: '目 mesh 粒度', of: { mesh: 1 }, factor: 1 },
  { names: '级 grade grades', of: { grade: 1 }, factor: 1 },
  { names: 'pH', of: { acidity: 1 }, factor: 1 },
  { names: 'IP', of: { ingress: 1 }, factor: 1 },
  { names: '单位 U IU kU', of: { activity: 1 }, factor: 1 },
  { names: 'NTU', of: { turbidity: 1 }, factor: 1 },
  { names: 'HRC', of: { hrc: 1 }, factor: 1 },
  { names: 'HRB', of: { hrb: 1 }, factor: 1 },
  { names: 'HRA', of: { hra: 1 }, factor: 1 },
  { names: 'HB HBW HBS', of: { brinell: 1 }, factor: 1 },
  { names: 'HV', of: { vickers: 1 }, factor: 1 },
  { names: 'HS', of: { shore: 1 }, factor: 1 },
  { names: '% 个百分点 百分点 percent wt% vol% at% mol% %RH', of: {}, factor: 0.01 },
  { names: '‰', of: {}, factor: 1e-3 },
  { names: '‱', of: {}, factor: 1e-4 },
  { names: 'ppm PPM Ppm PPm', of: {}, factor: 1e-6 },
  { names: 'ppb PPB', of: {}, factor: 1e-9 },
  { names: '成', of: {}, factor: 0.1 },
  { names: '倍 times fold', of: {}, factor: 1 },
  { names: '丹尼尔 旦 denier', of: { mass: 1, length: -1 }, factor: 1e-3 / 9000 },
  { names: '特克斯', of: { mass: 1, length: -1 }, factor: 1e-6, prefixed: 'tex' },
];

/** Latin symbol of a prefix and its Chinese name. */
export const prefixes: readonly (readonly [symbol: string, han: string, factor: number])[] = [
  ['p', '皮', 1e-12],
  ['n', '纳', 1e-9],
  ['μ', '微', 1e-6],
  ['u', '', 1e-6],
  ['m', '毫', 1e-3],
  ['c', '厘', 1e-2],
  ['d', '分', 1e-1],
  ['', '', 1],
  ['h', '百', 100],
  ['k', '千', 1e3],
  ['K', '', 1e3],
  ['M', '兆', 1e6],
  ['G', '吉', 1e9],
  ['T', '太', 1e12],
];

/** Words between a number and its unit that multiply it. */
export const scales: readonly (readonly [name: string, factor: number])[] = [
  ['万亿', 1e12],
  ['千亿', 1e11],
  ['百亿', 1e10],
  ['十亿', 1e9],
  ['亿', 1e8],
  ['千万', 1e7],
  ['百万', 1e6],
  ['十万', 1e5],
  ['万', 1e4],
  ['千', 1e3],
  ['百', 100],
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1e3],
];

/** A one-character unit is none when it begins one of these words. */
export const notUnits: readonly string[] = (
  '元素 元件 元器 元组 项目 项链 人工 人才 人体 人员 人类 人造 人机 人口 人均 年轻 年龄 年代 年级 年度 天然 天气 天线 天津 天空 分之 分离 分析 分子 分布 分别 ' +
  '分为 分类 分散 分辨 分解 分级 分选 分配 分成 分段 时间 时代 时候 米饭 米粉 度假 条件 条款 条例 条码 次要 次品 级别 面积 种子 种植 种群 点火 点评 点胶 路径 路线 路由 路面 ' +
  '路灯 路基 道路 道德 层次 层面 头部 名称 名词 位置 位移 位于 位错 方法 方案 方面 方式 方向 方形 方位 方便 件号 片剂 块体 根据 根系 根本 支持 支架 支撑 支护 支出 张力 张拉 ' +
  '本项 本品 本公 本地 本身 本技 份额 组分 组成 组合 组件 组织 组装 组态 批量 批准 批次 家庭 家用 家具 家电 家族 家禽 部分 部件 部位 部门 部署 门槛 门禁 间接 间距 间歇 间隙 间隔 所有 ' +
  '所需 所以 所用 把握 把手 双向 双面 双重 双方 双碳 对称 对比 对于 对应 对接 对象 对外 对流 对人 副产 例如 例外 场景 场地 场所 场合 点云 点阵 节能 节点 节水 节约 节气 段落 孔径 孔隙 孔道 孔雀 站点 ' +
  '单元 单位 单一 单体 单晶 单片 单机 单个 单独 单向 单次 床层 卷积 卷材 箱体 袋装 瓶装 成本 成品 成分 成果 成型 成熟 成功 成为 成员 成立 成形 成膜 成都 成套 成像 成对 倍率 倍数 丝杠 丝网 丝状 ' +
  '角度 角膜 角色 角落 斤斤 巴西 卡车 卡片 卡尔 卡扣 法兰 法规 法律 法人 牛奶 牛肉 牛羊 安全 安装 安徽 安定 安阳 伏特加 欧洲 欧盟 瓦斯 瓦楞 瓦片 焦炭 焦油 焦化 焦煤 焦点 目标 目前 目的 目录 ' +
  '目视 目数 日常 日本 日志 日期 日照 日光 日产 日处 月份 月度 月季 月球 转化 转移 转换 转速 转让 转子 转动 转型 转轮 转鼓 转炉 转印 转录 转基 转运 周期 周边 周围 周转 周向 周年 圈养 个性 个体 个别 个人 只有 只能 ' +
  '只需 只要 只是 件套 台阶 台湾 套管 套筒 套装 套餐 条形 条带 条纹 种类 种质 种猪 种鸡 座椅 座舱 粒子 粒径 粒度 片状 片材 块状 架构 架空 架设 位点 级联 级配 方米 立面'
).split(' ');
