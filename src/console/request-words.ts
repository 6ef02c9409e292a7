// The way of a disclosure request in the officer's words: where it stands, what is missing, what was done.

import type { RequestStatus } from '../domain/disclosure-request.ts'
import type { Outcome, StepKind } from '../domain/disclosure-steps.ts'
import type { ProcedureKind } from '../usecases/letter-document.ts'
import type { MissingCode, NextMove, WayStep } from '../usecases/next-move.ts'
import type { Alert } from '../usecases/request-alerts.ts'
import { inBoth } from './words.ts'

interface RequestWords extends Record<string, unknown> {
  /** Where it stands. */
  status: Record<RequestStatus, string>
  way: Record<WayStep, string>
  /** Whose move it is. */
  by: Record<NextMove['by'], string>
  /** What that one has to do. */
  missing: Record<MissingCode, string>
  outcomes: Record<Outcome, string>
  days: (days: number) => string
  stopped: string
  letters: Record<ProcedureKind, string>
  alerts: Record<Alert['kind'], string>
  steps: Record<StepKind, string>
}

const inDays = (days: number) => (days === 1 ? '1 day' : `${days} days`)

export const requestWords = inBoth<RequestWords>({
  ja: {
    status: {
      received: '本人確認中',
      verified: '照合・決定',
      decided: '発行待ち',
      issued: 'お渡し待ち',
      closed: '終了',
    },
    way: {
      intake: '受付',
      identity: '本人確認',
      matches: '照合',
      decision: '決定',
      draft: '下書き',
      issue: '発行',
      delivery: 'お渡し',
      closed: '終了',
    },
    by: { office: '担当者', person: '請求者からの返答待ち', nobody: '対応済み' },
    stopped: '停止中',
    missing: {
      identity: '本人確認の結果を登録してください',
      identity_data_subject: 'ご本人の確認の結果を登録してください',
      identity_agent: '代理人の確認の結果を登録してください',
      identity_authority: '代理権の確認の結果を登録してください',
      identity_failed: '確認できなかった事項の補正を請求者に依頼してください',
      decision: '候補の行を判断し、開示・不開示を決定してください',
      document: '下書きを確かめて、書面を発行してください',
      not_accepted_letter: '「請求に応じることができない旨のお知らせ」を作成してください',
      delivery: '書面をお渡しし、その日と方法を登録してください',
      second_delivery: '戻ってきた書面を、もう一度お渡しください',
      completion: '補正を待っています(期限は止まっています)',
      fee_unpaid: '手数料の入金を確認できていません',
      method_answer: '開示の方法についての回答を待っています',
      method_answer_overdue: '回答の期日を過ぎました。書面の交付とする旨を登録してください',
    },
    outcomes: {
      disclosed_full: '全部開示',
      disclosed_partial: '一部不開示',
      not_disclosed: '不開示',
      not_exist: '不存在',
      not_accepted: '請求に応じられない',
      withdrawn: '取下げ',
    },
    days: days => (days < 0 ? `${-days}日超過` : days === 0 ? '本日まで' : `あと${days}日`),
    letters: {
      acknowledgement: '受付票',
      completion_request: '補正のお願い',
      new_reply_date: '回答予定日の変更のお知らせ',
      not_accepted: '請求に応じることができない旨のお知らせ',
      method_consultation: '開示の方法についてのご相談',
      method_change: '開示の方法の変更のお知らせ',
      other_desks: '他の窓口のご案内',
      withdrawal: '取下げの確認',
      cover_letter: '送付状',
      password_notice: 'パスワードのお知らせ',
      cessation_result: '提供停止等の結果のお知らせ',
    },
    alerts: {
      record_amended: '発行した書面に載せた記録が、その後に訂正されました',
      record_voided: '発行した書面に載せた記録が、その後に取り消されました',
      delivery_returned: 'お送りした書面が戻ってきました',
    },
    steps: {
      identity_verified: '本人確認(確認できた)',
      identity_failed: '本人確認(確認できなかった)',
      matches_settled: '候補の行の判断',
      decided: '決定',
      withdrawn: '取下げ',
      extract_issued: '書面の発行',
      delivered: 'お渡し',
      clock_stopped: '期限の停止',
      clock_resumed: '期限の再開',
      due_extended: '期限の延長',
      method_changed: '開示の方法の変更',
      fee_noted: '手数料の入金',
      letter_issued: '文書の作成',
      objection_noted: '記載についてのお申出',
      delivery_returned: '書面の返戻',
      alert_settled: '要対応の処理',
      redacted: '保存期間の経過による個人の情報の廃棄',
    },
  },
  en: {
    status: {
      received: 'Identity',
      verified: 'Lines and decision',
      decided: 'To be issued',
      issued: 'To be delivered',
      closed: 'Closed',
    },
    way: {
      intake: 'Intake',
      identity: 'Identity',
      matches: 'Lines',
      decision: 'Decision',
      draft: 'Draft',
      issue: 'Issue',
      delivery: 'Delivery',
      closed: 'Closed',
    },
    by: { office: 'Officer', person: 'Waiting for the requester', nobody: 'Done' },
    stopped: 'Stopped',
    missing: {
      identity: 'Register how the identity check went',
      identity_data_subject: 'Register the check of the person',
      identity_agent: 'Register the check of the agent',
      identity_authority: 'Register the check of the authority',
      identity_failed: 'Ask the requester to complete what could not be verified',
      decision: 'Settle the candidate lines and decide',
      document: 'Look at the draft and issue the document',
      not_accepted_letter: 'Write the letter that the request cannot be accepted',
      delivery: 'Deliver the document and register day and way',
      second_delivery: 'The document came back: deliver it again',
      completion: 'Waiting for the completion (the clock stands still)',
      fee_unpaid: 'The fee has not arrived',
      method_answer: 'Waiting for the answer about the method',
      method_answer_overdue: 'No answer came in time: register that paper is delivered',
    },
    outcomes: {
      disclosed_full: 'Disclosed',
      disclosed_partial: 'Disclosed in part',
      not_disclosed: 'Not disclosed',
      not_exist: 'No record',
      not_accepted: 'Not accepted',
      withdrawn: 'Withdrawn',
    },
    days: days =>
      days === 0 ? 'due today' : `${inDays(Math.abs(days))} ${days < 0 ? 'overdue' : 'left'}`,
    letters: {
      acknowledgement: 'Acknowledgement',
      completion_request: 'Request for completion',
      new_reply_date: 'New reply date',
      not_accepted: 'The request cannot be accepted',
      method_consultation: 'Consultation about the method',
      method_change: 'Change of method',
      other_desks: 'Other desks',
      withdrawal: 'Confirmation of withdrawal',
      cover_letter: 'Cover letter',
      password_notice: 'Password notice',
      cessation_result: 'Result of a cessation',
    },
    alerts: {
      record_amended: 'A record shown in the issued document was corrected since',
      record_voided: 'A record shown in the issued document was voided since',
      delivery_returned: 'The document came back',
    },
    steps: {
      identity_verified: 'Identity verified',
      identity_failed: 'Identity not verified',
      matches_settled: 'Candidate lines settled',
      decided: 'Decided',
      withdrawn: 'Withdrawn',
      extract_issued: 'Document issued',
      delivered: 'Delivered',
      clock_stopped: 'Clock stopped',
      clock_resumed: 'Clock resumed',
      due_extended: 'Due day put off',
      method_changed: 'Change of method',
      fee_noted: 'Fee arrived',
      letter_issued: 'Letter written',
      objection_noted: 'Objection noted',
      delivery_returned: 'Document came back',
      alert_settled: 'Alert settled',
      redacted: 'Person taken out after the years of the register',
    },
  },
})
