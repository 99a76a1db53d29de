import type { MarketField } from '@lastmile/protocol';

/** A phrase in the language of a Chinese record and in that of an English one. */
export interface Example {
  zh: string;
  en: string;
}

/** What helps to write for a field: words that point to it, quantities that its buyers ask for, and how an advantage reads. */
export interface FieldGuide {
  words: readonly string[];
  quantities: Example;
  advantage: Example;
}

const guide = (words: string, [quantities, advantage]: readonly [Example, Example]): FieldGuide => ({
  words: words.trim().split(/\s*,\s*/),
  quantities,
  advantage,
});

export const fieldGuides: Readonly<Record<MarketField, FieldGuide>> = {
  ELECTRONICS_INFORMATION: guide(
    '芯片, 传感器, 算法, 识别, 图像, 雷达, 通信, 软件, 数据, 联邦学习, 视觉, 电路, 射频, 网络安全, 嵌入式, 深度学习, algorithm, sensor, chip, radar, software, data, recognition, machine learning, circuit, network, vision',
    [
      { zh: '识别率≥98%、响应时间≤100 ms、功耗≤2 W', en: 'detection rate ≥ 98 %, latency ≤ 100 ms, power ≤ 2 W' },
      {
        zh: '与现用方案相比，误报率由5%降到1%，每台设备成本降低30%',
        en: 'false alarms fall from 5 % to 1 % compared with the present product, at 30 % less cost a unit',
      },
    ],
  ),
  ADVANCED_MANUFACTURING: guide(
    '机床, 刀具, 机器人, 焊接, 铸造, 锻, 轴承, 齿轮, 模具, 数控, 装配, 加工精度, 激光加工, 冲压, 液压, 减速器, 增材制造, machining, robot, welding, casting, bearing, gear, mould, assembly, cutting tool, spindle, additive manufacturing',
    [
      {
        zh: '加工精度≤5 μm、节拍≤30 s/件、刀具寿命≥800 件',
        en: 'accuracy ≤ 5 μm, cycle time ≤ 30 s a part, tool life ≥ 800 parts',
      },
      {
        zh: '与传统工艺相比，单件工时由12分钟缩短到7分钟，废品率由3%降到0.5%',
        en: 'time for a part falls from 12 to 7 minutes compared with the conventional process, scrap from 3 % to 0.5 %',
      },
    ],
  ),
  NEW_MATERIALS: guide(
    '涂料, 涂层, 合金, 陶瓷, 碳纤维, 复合材料, 高分子, 树脂, 石墨烯, 橡胶, 薄膜, 纤维, 粉体, 胶黏, 催化剂, 润滑油, 纳米, alloy, coating, ceramic, polymer, resin, composite, fibre, fiber, graphene, rubber, film, powder, adhesive, catalyst',
    [
      {
        zh: '抗拉强度≥600 MPa、使用温度-40~150℃、耐盐雾≥2000 h',
        en: 'tensile strength ≥ 600 MPa, service temperature -40 to 150 °C, salt spray ≥ 2000 h',
      },
      {
        zh: '与市售同类材料相比，寿命由1000 h提高到2500 h，每吨成本降低15%',
        en: 'life grows from 1000 h to 2500 h compared with the material on the market, at 15 % less cost a tonne',
      },
    ],
  ),
  NEW_ENERGY: guide(
    '电池, 锂电, 储能, 光伏, 风电, 氢能, 燃料电池, 充电, 余热, 逆变, 太阳能, 热泵, 电解水, 节电, battery, lithium, photovoltaic, solar, wind turbine, hydrogen, fuel cell, energy storage, heat pump, charging, inverter, waste heat',
    [
      {
        zh: '能量密度≥300 Wh/kg、循环寿命≥3000 次、系统效率≥92%',
        en: 'energy density ≥ 300 Wh/kg, cycle life ≥ 3000, system efficiency ≥ 92 %',
      },
      {
        zh: '与现有系统相比，综合能耗降低20%，投资回收期由5年缩短到3年',
        en: 'energy use falls by 20 % compared with the present system, payback from 5 years to 3',
      },
    ],
  ),
  BIOMEDICINE: guide(
    '药物, 抗体, 疫苗, 诊断, 检测试剂, 肿瘤, 细胞, 基因, 酶, 康复, 植入, 骨科, 蛋白, 中药, 临床, 制剂, 发酵, drug, antibody, vaccine, diagnostic, tumour, tumor, cell, gene, enzyme, implant, protein, clinical, assay',
    [
      { zh: '灵敏度≥95%、检出限≤1 ng/mL、纯度≥99%', en: 'sensitivity ≥ 95 %, limit of detection ≤ 1 ng/mL, purity ≥ 99 %' },
      {
        zh: '与现行检测方法相比，出结果时间由4小时缩短到20分钟，单次成本降低一半',
        en: 'results come in 20 minutes instead of 4 hours compared with the present assay, at half the cost a test',
      },
    ],
  ),
  ENVIRONMENT: guide(
    '废水, 污水, 废气, 烟气, 脱硫, 脱硝, 固废, 污泥, 土壤修复, 粉尘, 除尘, 回收, 渗滤液, 膜分离, VOCs, wastewater, sewage, flue gas, sludge, soil remediation, dust, recycling, emission, membrane, leachate',
    [
      { zh: '出水COD≤50 mg/L、去除率≥90%、处理成本≤3 元/吨', en: 'effluent COD ≤ 50 mg/L, removal ≥ 90 %, cost ≤ 3 CNY a tonne' },
      {
        zh: '与常规工艺相比，药剂用量减少40%，每吨处理成本由6元降到3.5元',
        en: '40 % less chemicals compared with the conventional process, cost a tonne from 6 to 3.5 CNY',
      },
    ],
  ),
  TRANSPORT: guide(
    '汽车, 车辆, 轨道, 列车, 桥梁, 道路, 路面, 船舶, 自动驾驶, 制动, 沥青, 隧道, 车载, 港口, vehicle, automotive, rail, train, bridge, road, pavement, ship, autonomous driving, brake, asphalt, tunnel',
    [
      {
        zh: '制动距离≤38 m、减重≥20%、疲劳寿命≥200 万次',
        en: 'braking distance ≤ 38 m, weight ≥ 20 % less, fatigue life ≥ 2 million cycles',
      },
      {
        zh: '与现用部件相比，重量减轻20%，检修周期由6个月延长到18个月',
        en: '20 % lighter than the conventional part, inspected every 18 months instead of every 6',
      },
    ],
  ),
  URBAN_SOCIAL: guide(
    '建筑, 混凝土, 养老, 供水, 燃气, 消防, 应急, 安防, 社区, 文物, 教育, 地下管网, 幕墙, 保温, building, concrete, elderly, water supply, fire safety, emergency, heritage, community, insulation, pipeline',
    [
      {
        zh: '28天抗压强度≥60 MPa、报警时间≤10 s、误报率≤1%',
        en: 'strength at 28 days ≥ 60 MPa, alarm within 10 s, false alarms ≤ 1 %',
      },
      {
        zh: '与现有做法相比，工期由30天缩短到18天，每平方米造价降低12%',
        en: 'building time falls from 30 to 18 days compared with the present practice, cost a square metre by 12 %',
      },
    ],
  ),
  AGRICULTURE: guide(
    '种植, 养殖, 饲料, 肥料, 农药, 育种, 作物, 水稻, 小麦, 果蔬, 灌溉, 农机, 保鲜, 畜禽, 食品, crop, breeding, feed, fertiliser, fertilizer, pesticide, rice, wheat, irrigation, livestock, aquaculture, food',
    [
      { zh: '亩产≥600 kg、节水≥30%、保鲜期≥21 天', en: 'yield ≥ 9 t/ha, water ≥ 30 % less, shelf life ≥ 21 days' },
      {
        zh: '与常规品种相比，亩产提高12%，农药用量减少30%',
        en: '12 % more yield than conventional varieties, with 30 % less pesticide',
      },
    ],
  ),
  AEROSPACE: guide(
    '飞机, 卫星, 航空发动机, 无人机, 火箭, 机翼, 飞行, 航天器, 遥感, 星载, 推进剂, aircraft, satellite, aero-engine, drone, rocket, wing, spacecraft, remote sensing, propellant, flight',
    [
      { zh: '续航≥120 min、载荷≥10 kg、定位精度≤0.1 m', en: 'endurance ≥ 120 min, payload ≥ 10 kg, position accuracy ≤ 0.1 m' },
      {
        zh: '与现有机型相比，续航由60分钟提高到120分钟，整机重量减轻15%',
        en: 'endurance grows from 60 to 120 minutes compared with the existing aircraft, weight falls by 15 %',
      },
    ],
  ),
  NUCLEAR: guide(
    '辐射, 核电, 放射性, 辐照, 同位素, 屏蔽, 剂量, 反应堆, 加速器, 中子, 乏燃料, radiation, nuclear, radioactive, irradiation, isotope, shielding, dose, reactor, accelerator, neutron',
    [
      { zh: '屏蔽率≥99%、剂量测量误差≤5%、去污系数≥100', en: 'shielding ≥ 99 %, dose error ≤ 5 %, decontamination factor ≥ 100' },
      {
        zh: '与现用屏蔽材料相比，同等剂量下厚度减少25%，废物量减少一半',
        en: '25 % thinner than the conventional shield for the same dose, with half the waste',
      },
    ],
  ),
};

/** For a record whose field nothing points to. */
export const generalGuide: Pick<FieldGuide, 'quantities' | 'advantage'> = {
  quantities: {
    zh: '成本降低≥20%、使用寿命≥5 年、产能≥1000 吨/年',
    en: 'cost ≥ 20 % lower, service life ≥ 5 years, capacity ≥ 1000 t a year',
  },
  advantage: {
    zh: '与现用方案相比，寿命由2年延长到5年，单件成本降低20%',
    en: 'life grows from 2 to 5 years compared with the present solution, at 20 % less cost a unit',
  },
};
