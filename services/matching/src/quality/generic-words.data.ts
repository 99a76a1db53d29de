const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that any offer and any wish could have for a title: kinds of work, praise, and whole fields of technology. */
export const genericHan = words(`
  技术 需求 研究 研发 开发 研制 应用 系统 方法 装置 设备 产品 项目 成果 方案 问题 合作 转让 转化 推广 示范 平台 服务 管理 设计 制造 加工 生产 工艺 材料 创新 改造 升级 提升 提高
  改进 优化 攻关 解决 难题 征集 求购 寻求 寻找 寻 求 急需 急求 需要 希望 诚征 招 关键 核心 共性 重大 重点 新型 新 高 高效 高性能 高端 先进 高新 智能 智能化 绿色 低碳 环保 节能
  科技 产业 产业化 企业 公司 行业 领域 工程 工业 技术需求 技术成果 技术合作 技术难题 关键技术 核心技术 共性技术 科技成果 科研成果 成果转化 一种 一项 一个 一批 一套 某 本 我司
  有关 相关 关于 若干 其他 其它 测试 试验 样品 信息 内容 说明 标题 名称 介绍 简介 预期 目标 过程 部位 人才 中心 现有 基础 条件 情况 效果 指标 参数 能力 水平 质量 成本 效率 市场 经济 社会 单位 团队
  专家 人员 客户 用户 国内 国外 阶段 时间 方向 要求 部分 现状 背景 有限公司 高新技术 我公司 的 和 与 及 及其 等 之 在 对 为 用 用于 基于 类 型 性 化 年 年度
  新材料 新能源 先进制造 装备制造 高端装备 智能制造 电子信息 信息技术 人工智能 大数据 物联网 互联网 云计算 生物医药 医药 医疗 生物 生物技术 环境保护 环境 资源 综合利用 能源 交通 现代交通
  城市建设 社会发展 农业 现代农业 航空航天 航空 航天 核应用 机械 化工 电子 自动化 数字化 信息化 软件 硬件
`);

export const genericLatin = words(`
  a an the of and or for in on to with by from at our we us need needs needed want wanted wish wishes seek seeking looking require required requirement requirements request demand demands
  technology technologies technical technique techniques tech method methods system systems device devices equipment product products project projects solution solutions platform platforms service services
  research development developing develop design application applications process processes material materials production manufacturing cooperation partner partnership offer offers licence license result results
  innovation innovative improvement improved improving advanced novel new key core high efficient efficiency performance smart intelligent green general various other problem problems challenge test sample example title look find
  hour hours year years day days minute minutes percent fine good better best today size number part parts way lot kind
  energy environment environmental protection agriculture agricultural aerospace biomedicine biomedical medical electronics information software hardware data ai iot digital industry industrial company
`);

/** What is written where nothing is said. */
export const placeholders = words(`
  无 没有 暂无 暂缺 待定 待补充 不详 不限 面议 略 见附件 详见附件 如附件 见正文 同上 同标题 测试 none nil na n/a tbd tba todo test see attachment attached unknown xxx asdf
`);
