// Words of the draft and the issued document of a request.

import type { GlyphPlace } from '../../usecases/extract-glyphs.ts'
import type { Edition } from '../../usecases/letter-document.ts'
import { inBoth } from '../words.ts'

export const draftWords = inBoth({
  ja: {
    title: '下書きと発行',
    issued: '発行した書面',
    none: '下書きはまだありません。',
    byLetter: 'この結論には開示の書面がありません。「文書」から、お知らせを作成してください。',
    go: '先に進める',
    outcome: '結論',
    rows: '別紙に載る記録',
    rowsOf: (provided: number, received: number) =>
      `提供した記録${provided}件、提供を受けた記録${received}件`,
    editions: { ja: '日本語', en: '英語' } as Record<Edition, string>,
    look: (edition: string, volume?: number) =>
      `${edition}の下書きを開く${volume === undefined ? '' : `(第${volume}分冊)`}`,
    fileOf: (edition: string, volume?: number) =>
      `${edition}の書面${volume === undefined ? '' : `(第${volume}分冊)`}`,
    lookHint:
      '下書きは、発行する書面と同じ内容です。文書番号だけは、発行のときに付きます。開いたことは監査ログに残ります。',
    missing: '印刷できない文字',
    missingLead:
      '書体にない文字があります。直すか、文字番号([U+…])で印刷することを下で選んでください。下書きには文字番号で載っています。',
    character: '文字',
    codePoint: '文字番号',
    place: '場所',
    line: (record: number, line: number) => `記録${record}の${line}行目`,
    sources: {
      record: '記録',
      request: '請求の内容',
      letter: '文書の内容',
      operator: '事業者の設定',
      template: 'ひな形',
    } as Record<GlyphPlace['source'], string>,
    mend: '直し方',
    mends: {
      record: '記録を訂正してから、決定し直します。',
      request: '請求者の同意を得た表記で、請求を受け付け直します。',
      letter: '別の文字で作成し直します。',
      operator: '管理者に設定の変更をご依頼ください。',
      template: '管理者にひな形の変更をご依頼ください。',
    } as Record<GlyphPlace['source'], string>,
    issue: '発行する',
    issueLead:
      '発行すると、内容は変えられません。下書きを開き、宛名・結果・別紙を確かめてから発行してください。',
    substitutes: '文字番号で印刷する文字',
    substitutesHint: '書面の注記に、文字番号で印刷した旨が載ります。',
    substitute: (name: string) => `[${name}] と印刷する`,
    send: 'この内容で発行する',
    takesAWhile:
      '記録が多いと、1分ほどかかることがあります。もう一度押しても、書面が二つ発行されることはありません。',
    docNo: '文書番号',
    issuedAt: '発行日時',
    files: '書面とデータ',
    file: '書面',
    download: 'ダウンロード',
    sha256: '改ざん確認用の値(SHA-256)',
    manifest: '別紙の番号と記録の対応表(社内用)をダウンロードする',
    gone: '保存期間が過ぎたため、書面は廃棄されています。',
    toDelivery: 'お渡しへ進む',
  },
  en: {
    title: 'Draft and issue',
    issued: 'The issued document',
    none: 'There is no draft yet.',
    byLetter: 'This outcome has no such document. Write the letter under “Letters”.',
    go: 'Go there first',
    outcome: 'Outcome',
    rows: 'Records in the annex',
    rowsOf: (provided: number, received: number) => `${provided} provided, ${received} received`,
    editions: { ja: 'Japanese', en: 'English' },
    look: (edition: string, volume?: number) =>
      `Open the ${edition} draft${volume === undefined ? '' : `, volume ${volume}`}`,
    fileOf: (edition: string, volume?: number) =>
      `${edition} document${volume === undefined ? '' : `, volume ${volume}`}`,
    lookHint:
      'The draft says what will be issued; only the number comes with the issue. That it was opened is logged.',
    missing: 'Characters that cannot be printed',
    missingLead:
      'No font has these. Mend them, or accept below that their code points are printed, as they are in the draft.',
    character: 'Character',
    codePoint: 'Code point',
    place: 'Where',
    line: (record: number, line: number) => `record ${record}, line ${line}`,
    sources: {
      record: 'Record',
      request: 'Request',
      letter: 'Letter',
      operator: 'Settings',
      template: 'Template',
    },
    mend: 'Mend',
    mends: {
      record: 'Correct the record, then decide anew.',
      request: 'Receive the request anew, in a spelling the requester agrees to.',
      letter: 'Write it with other characters.',
      operator: 'Ask an administrator to change the settings.',
      template: 'Ask an administrator to change the template.',
    },
    issue: 'Issue',
    issueLead:
      'Once issued it cannot be changed. Open the draft; look at addressee, result and annex first.',
    substitutes: 'Printed as code points',
    substitutesHint: 'A note in the document says so.',
    substitute: (name: string) => `Print [${name}]`,
    send: 'Issue it like this',
    takesAWhile: 'With many records it may take a minute. Pressing twice issues nothing twice.',
    docNo: 'Number',
    issuedAt: 'Issued',
    files: 'Documents and data',
    file: 'Document',
    download: 'Download',
    sha256: 'Shows tampering (SHA-256)',
    manifest: 'Download which record stands in which row (for the file)',
    gone: 'The years of the register are over: the document was erased.',
    toDelivery: 'On to the delivery',
  },
})
