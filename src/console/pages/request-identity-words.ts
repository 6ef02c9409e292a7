// Words of the identity check of a request.

import { inBoth } from '../words.ts'

export const identityPageWords = inBoth({
  ja: {
    title: '本人確認',
    checked: '確認の状況',
    part: '確認の対象',
    result: '結果',
    results: { passed: '確認できた', failed: '確認できなかった' } as Record<
      'passed' | 'failed',
      string
    >,
    open: '未確認',
    on: '確認した日',
    method: '確認の方法',
    documents: '確認した書類',
    documentsHint: '書類の種類だけを登録します。番号や写しは保存しません。',
    proven: '確認できた事項',
    provenHint:
      '確認できた事項だけが、記録との照合で「一致」の根拠になります。ほかの事項が合う行は「候補」になります。',
    and: '、',
    onward: '照合へ進む',
    register: (part: string) => `${part}の確認を登録する`,
    lead: '確認は必要な範囲にとどめてください。確認が済むまで、記録があるかどうかも含めて何も表示されません。',
    authorityLead:
      '委任状や証明書で、開示の請求をする権限があるかを確かめます。ご本人・代理人・代理権の三つがそろうと照合へ進めます。',
    agentName: '代理人の氏名',
    agentAddress: '代理人の住所',
    authorityKind: '代理権を示す書類',
    choose: '選んでください',
    scope: '書類にある権限',
    scopes: {
      request: '第三者提供記録の開示の請求',
      receipt: '結果の受領',
    } as Record<string, string>,
    issuedOn: '書類の発行日',
    months: (months: number) => `受付日の${months}か月前より後に発行されたものに限ります。`,
    validThrough: '書類の有効期限(あれば)',
    send: '確認の結果を登録する',
  },
  en: {
    title: 'Identity',
    checked: 'Checks so far',
    part: 'Of',
    result: 'Result',
    results: { passed: 'Verified', failed: 'Not verified' },
    open: 'Open',
    on: 'Day of the check',
    method: 'How',
    documents: 'Papers looked at',
    documentsHint: 'Kinds only: neither numbers nor copies are kept.',
    proven: 'What was proven',
    provenHint:
      'Only what was proven makes a line match exactly; lines that agree otherwise are candidates.',
    and: ', ',
    onward: 'On to the lines',
    register: (part: string) => `Register a check: ${part}`,
    lead: 'Ask for no more than is needed. Until the check is done nothing is shown, not even whether there are records.',
    authorityLead:
      'Does the paper allow asking for disclosure? Person, agent and authority are all needed.',
    agentName: 'Name of the agent',
    agentAddress: 'Address of the agent',
    authorityKind: 'Paper',
    choose: 'Choose one',
    scope: 'What it allows',
    scopes: { request: 'To ask for disclosure of the records', receipt: 'To receive the answer' },
    issuedOn: 'Day of issue',
    months: (months: number) => `No more than ${months} months before the arrival.`,
    validThrough: 'Valid until (if stated)',
    send: 'Register the check',
  },
})
