import type { RejectionCode } from '@lastmile/protocol';
import { row } from './problem-row.js';
import type { ProblemRow } from './problem-row.js';

/** Rules, price, checks, registration, performance and income of a contract. */
export const dealRows = {
  RULE_NOT_KNOWN: row(
    422,
    ['没有该日适用的规则', '{region} 在 {date} 没有规则 {rule}；请核对地区和日期。'],
    ['No rule for that day', 'There is no rule {rule} for {region} on {date}; check the region and the date.'],
  ),
  PRICING_STEP_NOT_POSSIBLE: row(
    409,
    ['定价程序不在此步骤', '当前状态为 {status}，不能执行此操作。'],
    ['Not a step of the pricing now', 'The pricing is {status}; this cannot be done now.'],
  ),
  PRICE_BASIS_MISSING: row(
    422,
    ['缺少基准价格的依据', '挂牌和拍卖须说明基准价格的依据。'],
    ['The basis of the price is missing', 'A listing and an auction state what their base price rests on.'],
  ),
  NOTICE_INCOMPLETE: row(422, ['公示内容不全', '请补充：{missing}。'], ['The notice is incomplete', 'Add: {missing}.']),
  NOTICE_TOO_SHORT: row(
    422,
    ['公示时间过短', '公示不得少于 {daysAtLeast} 日，只能延长。'],
    ['The notice is too short', 'It takes at least {daysAtLeast} days and may only be longer.'],
  ),
  NOTICE_STILL_RUNNING: row(
    409,
    ['公示尚未结束', '公示至 {endsOn} 日终止。'],
    ['The notice is still running', 'It runs to the end of {endsOn}.'],
  ),
  OBJECTION_OPEN: row(
    409,
    ['有异议尚未处理', '作出附理由的决定之前，交易暂停。'],
    ['An objection is open', 'The deal is frozen until it is decided with reasons.'],
  ),
  OBJECTION_NOT_FOUND: row(
    404,
    ['没有该异议', '异议不存在，或已经处理。'],
    ['No such objection', 'There is none of this name that is still open.'],
  ),
  REASONS_MISSING: row(422, ['缺少理由', '该决定须附理由。'], ['The reasons are missing', 'This decision needs its reasons.']),
  BID_TOO_LOW: row(422, ['出价过低', '出价不得低于 {atLeast} 元。'], ['The bid is too low', 'Bid at least {atLeast} yuan.']),
  DEPOSIT_MISSING: row(
    409,
    ['未缴纳保证金', '缴纳保证金后方可出价。'],
    ['The deposit is missing', 'A bidder pays the deposit first.'],
  ),
  REGISTRATION_STEP_NOT_POSSIBLE: row(
    409,
    ['登记不在此步骤', '当前状态为 {status}，不能执行此操作。'],
    ['Not a step of the registration now', 'The registration is {status}; this cannot be done now.'],
  ),
  REGISTRATION_NUMBER_INVALID: row(
    422,
    ['登记编号格式不符', '编号由登记机构生成，格式须符合 {pattern}。'],
    ['The registration number has another form', 'The office makes the number; its form is {pattern}.'],
  ),
  INCOME_FLOOR_NOT_KEPT: row(
    422,
    [
      '低于奖酬最低比例',
      '按 {rule}，团队所得不得低于 {percent}%；更低的须有单位规定或约定为依据，国家设立的单位不得低于国家标准。',
    ],
    [
      'Below the lowest share of rewards',
      'By {rule} the team receives at least {percent} %; less needs a unit rule or agreement, and a state-founded unit keeps the national floor.',
    ],
  ),
  INCOME_FIGURES_INVALID: row(
    422,
    ['收益数据不成立', '金额须为非负整数分，费用不超过收入，份额为正整数。'],
    [
      'The figures of the income do not hold',
      'Amounts are whole fen, costs do not exceed the income, shares are positive whole numbers.',
    ],
  ),
  PAYMENT_PLAN_INVALID: row(
    422,
    ['付款方案不成立', '请修改：{missing}。'],
    ['The payment plan does not hold', 'Correct: {missing}.'],
  ),
  CHECKS_NOT_PASSED: row(
    409,
    ['签约前检查未通过', '尚缺：{missing}。'],
    ['The checks before signing have not passed', 'Missing: {missing}.'],
  ),
  LICENCE_OVERLAPS: row(
    409,
    ['与其他合同的许可冲突', '冲突的合同：{contracts}。'],
    ['Overlaps the licence of another contract', 'In its way: {contracts}.'],
  ),
  PRICE_NOT_AS_WON: row(
    422,
    ['价格与成交价不符', '挂牌或拍卖已确定价格 {price} 元。'],
    ['Not the price that was won', 'The sale or auction set {price} yuan.'],
  ),
  CALENDAR_NOT_MOVABLE: row(
    409,
    ['日历不可调整', '仅演示环境可以前移平台日历。'],
    ['The calendar does not move', 'Only a demonstration may advance it.'],
  ),
  NOT_YOUR_STEP: row(
    403,
    ['该步骤由另一方完成', '该步骤由 {by} 完成。'],
    ['The other side’s step', 'This step is for the {by}.'],
  ),
  NOTHING_RECORDED: row(
    409,
    ['没有可出具回执的记录', '该合同还没有 {of} 的存证记录。'],
    ['Nothing recorded of this kind', 'The contract has no recorded step {of} yet.'],
  ),
  CONTRACT_NOT_IN_EFFECT: row(
    409,
    ['合同尚未生效', '合同自 {from} 起生效，之后才能办理；已终止的合同不再办理。'],
    ['The contract is not in effect', 'It takes effect on {from}; a terminated one is not in effect any more.'],
  ),
  DOSSIER_INCOMPLETE: row(422, ['登记材料不全', '请补齐：{missing}。'], ['The dossier is incomplete', 'Add: {missing}.']),
  AMOUNTS_NOT_SOUND: row(
    422,
    ['三项金额不成立', '合同成交额、技术交易额和技术性收入不相符：{errors}。'],
    ['The three amounts do not hold', 'Contract value, technology value and technology income do not fit: {errors}.'],
  ),
  REGISTERED_ELSEWHERE: row(
    409,
    ['不得重复登记', '相同内容、相同当事人的合同或该登记编号已被使用；同一合同只登记一次。'],
    [
      'Registered before',
      'The same text between the same parties, or this number, belongs to another registration; a contract is registered once.',
    ],
  ),
  MILESTONE_NOT_FOUND: row(
    404,
    ['没有该里程碑', '条款中没有这个里程碑。'],
    ['No such milestone', 'The terms name no such milestone.'],
  ),
  PAYMENT_NOT_EXPECTED: row(
    422,
    ['付款方案中没有这笔款', '付款方案没有 {what} 第 {number} 笔，提成尚未报告，或付款日在将来。'],
    ['No such payment is expected', 'The plan has no {what} {number}, its royalty was not stated yet, or the day lies ahead.'],
  ),
  PAYMENT_ABOVE_DUE: row(
    422,
    ['超过应付金额', '该笔款尚余 {open} 元未付。'],
    ['More than is due', '{open} yuan of it are open.'],
  ),
  PAYMENT_NOT_FOUND: row(
    404,
    ['没有待确认的付款', '没有这笔付款，或已答复过。'],
    ['No such payment to answer', 'There is none, or it was answered before.'],
  ),
  ROYALTY_NOT_EXPECTED: row(
    409,
    ['尚不能报告该期提成', '第 {number} 期提成须在该期结束后按次序报告，且付款方案须为提成。'],
    [
      'This royalty is not expected yet',
      'Period {number} is stated after its end and in its order, under a plan with royalties.',
    ],
  ),
  OBLIGATIONS_OPEN: row(409, ['还有未履行的义务', '尚未完成：{missing}。'], ['Obligations are open', 'Still open: {missing}.']),
  AMENDMENT_CHANGES_NOTHING: row(
    422,
    ['变更内容与现行条款相同', '请修改条款后再提出。'],
    ['The amendment changes nothing', 'Change the terms before proposing them.'],
  ),
  DISPUTE_STEP_NOT_POSSIBLE: row(
    409,
    ['争议不在此步骤', '当前状态为 {status}。'],
    ['Not a step of the dispute now', 'The dispute is {status}.'],
  ),
  PAYOUT_FROZEN: row(
    409,
    ['分配已冻结', '合同处于争议中，争议解决前不得分配或支付奖酬。'],
    ['Payouts are frozen', 'The contract is disputed: nothing is distributed or paid out before it is settled.'],
  ),
  INCOME_NOT_RECEIVED: row(
    422,
    ['超过已到账收入', '可分配的已确认到账收入为 {available} 元。'],
    ['More than was received', '{available} yuan are received, confirmed and not spoken for.'],
  ),
  DISTRIBUTION_NOT_FOUND: row(
    404,
    ['没有该分配', '没有这项分配，或其中没有该人员。'],
    ['No such distribution', 'There is none, or it does not name this person.'],
  ),
  DISTRIBUTION_STEP_NOT_POSSIBLE: row(
    409,
    ['分配不在此步骤', '当前状态为 {status}，不能执行此操作。'],
    ['Not a step of the distribution now', 'It is {status}; this cannot be done now.'],
  ),
  REWARD_NOTICE_MISSING: row(
    409,
    ['奖酬尚未公示', '须先公示不少于 {daysAtLeast} 日。'],
    ['The rewards were not made known', 'They are made known for {daysAtLeast} days at least first.'],
  ),
} as const satisfies Partial<Record<RejectionCode, ProblemRow>>;
