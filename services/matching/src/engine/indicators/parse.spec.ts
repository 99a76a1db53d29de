import { parseIndicators } from './parse.js';
import type { Quantity } from './quantity.js';

/** name | operator | numbers | unit, then what else is said: UP or DOWN, ±, "vs baseline". */
const shown = (figure: Quantity): string => {
  const numbers = figure.values
    ? figure.values.join('/')
    : [figure.value, ...(figure.upper === undefined ? [] : [figure.upper])].join('..');
  const more = [figure.change ?? '', figure.isTolerance ? '±' : '', figure.baseline ? `vs ${figure.baseline}` : ''].filter(
    Boolean,
  );
  return [figure.name, figure.operator, numbers, figure.unit, ...more].join('|');
};

const chinese: [text: string, ...expected: string[]][] = [
  ['抗冲击韧性≥71%', '抗冲击韧性|GE|71|%'],
  ['要求烧结体的堆积密度≥1.85克/立方厘米', '堆积密度|GE|1.85|克/立方厘米'],
  ['密度为1.65~1.72 g/cm3', '密度|RANGE|1.65..1.72|g/cm3'],
  ['密度2.3 g·cm⁻³', '密度|EQ|2.3|g·cm⁻³'],
  ['使吨产品成本降低18%以上', '吨产品成本|GE|18|%|DOWN'],
  ['降低综合成本18%以上', '综合成本|GE|18|%|DOWN'],
  ['转换效率提高至少7%', '转换效率|GE|7|%|UP'],
  ['与现有工艺相比，能耗降低15%左右', '能耗|ABOUT|15|%|DOWN|vs 现有工艺'],
  ['成本较进口产品下降30%', '成本|EQ|30|%|DOWN|vs 进口产品'],
  ['三千吨级乳酸生产线', '乳酸生产线|EQ|3000|吨'],
  ['成本较进口产品下降三成', '成本|EQ|3|成|DOWN|vs 进口产品'],
  ['烧结温度1950~2050℃', '烧结温度|RANGE|1950..2050|℃'],
  ['≥98%的纯度', '纯度|GE|98|%'],
  ['每吨成本降低200元', '吨成本|EQ|200|元|DOWN'],
  ['节能12%~18%', '能耗|RANGE|12..18|%|DOWN'],
  ['收缩率由3.2%降低到1.1%以下', '收缩率|LE|1.1|%|vs 3.2%'],
  ['良品率从81%提升到96%以上', '良品率|GE|96|%|vs 81%'],
  ['寿命是进口件的1.5倍', '寿命|EQ|1.5|倍|vs 进口件'],
  ['转换效率提高两倍', '转换效率|EQ|2|倍|UP'],
  ['年产4500吨碳酸锂', '年产|EQ|4500|吨/年'],
  ['建设2.5万吨/年碳酸锂装置', '碳酸锂装置|EQ|2.5|万吨/年'],
  ['处理能力达到1300吨/天', '处理能力|GE|1300|吨/天'],
  ['日处理量650吨', '日处理量|EQ|650|吨/天'],
  ['每小时处理量不低于3吨', '小时处理量|GE|3|吨/小时'],
  ['工作温度：-45℃~95℃', '工作温度|RANGE|-45..95|℃'],
  ['工作温度-45～+95℃', '工作温度|RANGE|-45..95|℃'],
  ['储存温度零下30度至50度', '储存温度|RANGE|-30..50|度'],
  ['耐热185度', '耐热|EQ|185|度'],
  ['温升不超过35K', '温升|LE|35|K'],
  ['80/100目石英砂', '石英砂|RANGE|80..100|目'],
  ['筛分至140/170粒度', '筛分|RANGE|140..170|粒度'],
  ['粒径D50为5~8μm', '粒径D50|RANGE|5..8|μm'],
  ['定位精度±0.02mm', '定位精度|LE|0.02|mm|±'],
  ['压力10±0.5MPa', '压力|RANGE|9.5..10.5|MPa'],
  ['定位精度优于0.05mm', '定位精度|LE|0.05|mm'],
  ['外形尺寸1200×800×600mm', '外形尺寸|SIZE|1200/800/600|mm'],
  ['供电220V/380V', '供电|SET|220/380|V'],
  ['原料配比为1:2.5', '原料配比|EQ|1|:2.5'],
  ['长径比≥40:1', '长径比|GE|40|:1'],
  ['硬度180≤HB≤240', '硬度|RANGE|180..240|HB'],
  ['0.5%≤水分≤1.2%', '水分|RANGE|0.5..1.2|%'],
  ['齿面硬度HRC58-62', '齿面硬度|RANGE|58..62|HRC'],
  ['硬度≥HV650', '硬度|GE|650|HV'],
  ['表面粗糙度Ra≤0.4μm', '表面粗糙度Ra|LE|0.4|μm'],
  ['防护等级不低于IP65', '防护等级|GE|65|IP'],
  ['拉伸强度（MPa）：≥42', '拉伸强度|GE|42|MPa'],
  ['噪音dB(A):≤72', '噪音|LE|72|dB(A)'],
  ['噪声不超过65dB(A)', '噪声|LE|65|dB(A)'],
  ['噪声小于60分贝', '噪声|LT|60|分贝'],
  ['孔隙率在百分之三以内', '孔隙率|LE|3|%'],
  ['误差不大于千分之二', '误差|LE|2|‰'],
  ['损失率低于一成', '损失率|LT|1|成'],
  ['年处理能力不少于三千吨', '年处理能力|GE|3000|吨/年'],
  ['月销量超过两万台', '月销量|GT|20000|台'],
  ['总投资约1.2亿元', '总投资|ABOUT|1.2|亿元'],
  ['预算60-80万', '预算|RANGE|60..80|万'],
  ['售价不高于3,600元/吨', '售价|LE|3600|元/吨'],
  ['电耗≤850kW·h/t', '电耗|LE|850|kW·h/t'],
  ['能量密度大于260Wh/kg', '能量密度|GT|260|Wh/kg'],
  ['粘度控制在300±20mPa·s', '粘度|RANGE|280..320|mPa·s'],
  ['抗剪强度不小于35N/mm²', '抗剪强度|GE|35|N/mm²'],
  ['导热系数≥2.5W/(m·K)', '导热系数|GE|2.5|W/(m·K)'],
  ['杂质浓度小于5×10^-6', '杂质浓度|LT|0.000005|'],
  ['电阻率1e-3 Ω·cm以下', '电阻率|LE|0.001|Ω·cm'],
  ['重金属含量<10mg/kg', '重金属含量|LT|10|mg/kg'],
  ['出水COD浓度≤45mg/L', '出水COD浓度|LE|45|mg/L'],
  ['硫含量不高于８ｐｐｍ', '硫含量|LE|8|ｐｐｍ'],
  ['发酵活菌数达到60~90亿CFU/mL', '发酵活菌数|RANGE|60..90|亿CFU/mL'],
  ['照度不小于300lx', '照度|GE|300|lx'],
  ['转速可达12000r/min', '转速|GE|12000|r/min'],
  ['敲击频率≤12次/分钟', '敲击频率|LE|12|次/分钟'],
  ['风量6200m³/h', '风量|EQ|6200|m³/h'],
  ['循环寿命大于2万次', '循环寿命|GT|2|万次'],
  ['使用寿命不少于8年', '使用寿命|GE|8|年'],
  ['检测时间缩短至20分钟以内', '检测时间|LE|20|分钟'],
  ['研发周期18个月', '研发周期|EQ|18|个月'],
  ['公司现有员工260余人', '员工|GE|260|人'],
  ['申请发明专利3～5项', '发明专利|RANGE|3..5|项'],
  ['检测设备12台（套）', '检测设备|EQ|12|台'],
  ['pH值6~9', 'pH值|RANGE|6..9|'],
  ['耐腐蚀等级达到9级', '耐腐蚀等级|GE|9|级'],
  ['抗压强度1天内达到20MPa以上，28天达到60MPa', '抗压强度|GE|20|MPa', '抗压强度|GE|60|MPa'],
  ['容量保持率≥88%，恢復率≥93%', '容量保持率|GE|88|%', '恢復率|GE|93|%'],
  ['產能達到5萬噸/年', '產能|GE|5|萬噸/年'],
  ['支持5G网络，时延≤10ms', '时延|LE|10|ms'],
  ['6061-T6铝合金板厚3mm', '铝合金板厚|EQ|3|mm'],
  ['2024年产能5200吨/年', '产能|EQ|5200|吨/年'],
  ['执行GB/T 1234-2009标准，含水率≤0.5%', '含水率|LE|0.5|%'],
];

const english: [text: string, ...expected: string[]][] = [
  ['impact toughness of at least 60 %', 'impact toughness|GE|60|%'],
  ['The coating shall have an adhesion of no less than 5 MPa.', 'adhesion|GE|5|MPa'],
  ['noise of no more than 58 dB(A)', 'noise|LE|58|dB(A)'],
  ['cycle life up to 5,000 cycles', 'cycle life|LE|5000|cycles'],
  ['reduces production cost by 20 % compared with the existing process', 'production cost|EQ|20|%|DOWN|vs existing process'],
  ['increase yield by at least 15%', 'yield|GE|15|%|UP'],
  ['20% lower energy consumption than the standard pump', 'energy consumption|EQ|20|%|DOWN|vs standard pump'],
  ['operating temperature between -40 and 85 °C', 'operating temperature|RANGE|-40..85|°C'],
  ['storage temperature from -20 °C to 60 °C', 'storage temperature|RANGE|-20..60|°C'],
  ['particle size ranges from 5 to 8 µm', 'particle size|RANGE|5..8|µm'],
  ['output of 3,000 t/a of lactic acid', 'output|EQ|3000|t/a'],
  ['energy density above 250 Wh/kg', 'energy density|GT|250|Wh/kg'],
  ['purity 99.9% or higher', 'purity|GE|99.9|%'],
  ['thickness 10 mm ± 0.1 mm', 'thickness|RANGE|9.9..10.1|mm'],
  ['Tensile strength: 450-500 MPa', 'Tensile strength|RANGE|450..500|MPa'],
  ['budget of 2 million yuan', 'budget|EQ|2|million yuan'],
  ['response time is less than 15 ms', 'response time|LT|15|ms'],
  ['weight approximately 3.5 kg', 'weight|ABOUT|3.5|kg'],
  ['thermal conductivity ≥ 2.5 W/(m·K)', 'thermal conductivity|GE|2.5|W/(m·K)'],
  ['flow rate = 12 m3/h', 'flow rate|EQ|12|m3/h'],
];

const nothing = [
  '项目计划于2025年完成',
  '2019-2021年间开展研究',
  '2018年10月23日通过验收',
  '1、研究内容；2、技术路线',
  '（3）提高效率',
  '2. Expected results',
  '符合GB 50016-2014和ISO 9001要求',
  '专利号ZL201721099999.4',
  '联系电话：0371-65551234，13812345678',
  '采用6061-T6、LiFePO4和42CrMo材料',
  '支持5G、4K和3D打印',
  '近几十年来',
  '数百家企业',
  '引进ZFJ-11A型设备',
  '第3代半导体',
  '三元材料、一体化设计、两种方案',
  '不断提高零件质量',
  '正极采用三元523体系',
  'PA66和PM2.5',
  'certified to ISO 14001:2015 since 2016',
  '',
];

describe('reading targets and claims', () => {
  it.each([...chinese, ...english])('%s', (text, ...expected) => {
    expect(parseIndicators(text).map(shown)).toEqual(expected);
  });

  it.each(nothing)('finds none in: %s', (text) => {
    expect(parseIndicators(text)).toEqual([]);
  });

  it('keeps where each stands in the text as given, also after full-width signs', () => {
    const text = '要求：密度＞１．５ｇ／ｃｍ３；硬度不低于HRC55。';
    const found = parseIndicators(text).map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual(['＞１．５ｇ／ｃｍ３', '不低于HRC55']);
  });

  it('takes every clause of a longer text in order', () => {
    const text =
      '1、开发低温粘结剂，剥离强度≥8N/mm；2、固化时间缩短至15分钟以内，成本比进口产品降低25%；3、建成5000吨/年生产线。';
    expect(parseIndicators(text).map(shown)).toEqual([
      '剥离强度|GE|8|N/mm',
      '固化时间|LE|15|分钟',
      '成本|EQ|25|%|DOWN|vs 进口产品',
      '生产线|EQ|5000|吨/年',
    ]);
  });
});
