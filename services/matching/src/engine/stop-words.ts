const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/));

/** Function words: no term is made of them, and no bigram crosses them. */
export const stopWords: ReadonlySet<string> = words(`
  的 了 和 与 及 或 之 在 是 对 为 等 以 并 将 于 从 被 把 让 给 其 此 该 这 那 各 每 则 而 且 但 也 都 又 就 所 即 若 如 至 到 按
  以及 或者 并且 而且 但是 因为 所以 如果 由于 对于 关于 通过 根据 按照 为了 其中 其他 这些 那些 这个 那个 一种 一个 一些 一套 可以 能够 进行 具有 采用 我们 我司 本人
  a an the of and or for with in on to by from at as is are be been being was were it its this that these those which who whose what when where while than then
  into onto over under between among within without about after before during through via per our we you they their them he she his her not no nor
  can could may might will would shall should must do does did done have has had having such other same more most less very also only both each any all some
  using used use based new
`);

/** Words that nearly every offer and wish holds: they count little from the first text on, before the texts themselves show it. */
export const commonWords: readonly string[] = [
  ...words(`
  技术 研究 研发 开发 应用 系统 方法 装置 设备 产品 项目 成果 需求 企业 公司 生产 工艺 材料 设计 制备 制造 加工 关键 产业 产业化 推广 示范 平台 集成 新型 高效 性能 质量
  管理 服务 控制 结构 功能 解决 方案 问题 目标 实现 提高 提升 改进 优化 要求 内容 指标 预期 现有 基础 条件 合作 方式 效率 成本 市场 国内 国际 先进 水平 行业 领域
  技术需求 技术研究 关键技术 技术研发 技术开发 系统开发 研究开发 项目名称 预期目标
  `),
  ...words(`
  technology technologies method system device development research application product process project solution study design performance quality high improve
  improved improvement efficient efficiency low cost company industry industrial production platform need needed require requirement target novel advanced
  `),
];
