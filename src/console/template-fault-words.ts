// The faults of a template file in the officer's words: they are written for whoever edited it, in Japanese too.

import type { PaperFault } from '../usecases/paper-ports.ts'
import type { Language } from './words.ts'

type Told = (...found: string[]) => string

/** The hint at the end of a message: what was probably meant. */
const HINT = /; did you mean "(.*)"\?$/

const IN_JAPANESE: readonly (readonly [RegExp, Told])[] = [
  [/^unknown placeholder (\{.*\})$/, name => `${name} という差し込みはありません。`],
  [
    /^(\{.*\}) may be absent: give the line or part "when": "(.*)"$/,
    (name, when) =>
      `${name} は値がないことがあります。その行か部分に "when": "${when}" を付けてください。`,
  ],
  [/^"when": this letter has no "(.*)"$/, name => `"when" に書ける名前に「${name}」はありません。`],
  [/^this letter has no list "(.*)"$/, name => `この文書に「${name}」という一覧はありません。`],
  [
    /^this register has no (?:table )?"(.*)"$/,
    name => `この記録簿に「${name}」という名前はありません。`,
  ],
  [
    /^no block "(.*)" in common\.json$/,
    name => `common.json に「${name}」というまとまりがありません。`,
  ],
  [/^the block contains itself$/, () => 'まとまりが自分自身を含んでいます。'],
  [
    /^needs the block "(.*)", as every result has it$/,
    name => `結果の文書には「${name}」のまとまりが必要です。`,
  ],
  [
    /^needs a table or lines of "refusals"/,
    () => '不開示の理由("refusals")の表か行が必要です(法第36条)。',
  ],
  [/^unknown phrase$/, () => 'この名前の文言はありません。'],
  [/^the phrase is missing/, () => '必要な文言がありません。元のファイルから書き写してください。'],
  [
    /^must be "(.*)", as the name of the file says$/,
    kind => `ファイルの名前に合わせて "${kind}" としてください。`,
  ],
  [/^the file is missing/, () => 'ファイルがありません。元のファイルを戻してください。'],
  [
    /^is not JSON/,
    () => 'JSONとして読めません。引用符、コンマ、かっこの抜けや余りをご確認ください。',
  ],
  [/^unknown field$/, () => 'この名前の項目はありません。'],
  [/^is missing$/, () => '必要な項目がありません。'],
  [/^unknown name "(.*)"$/, name => `「${name}」という名前はありません。`],
  [
    /^no font has (.*): write it with other characters$/,
    points => `印字できない文字(${points})があります。別の文字に替えるか、書体を追加してください。`,
  ],
  [
    /^no paper has a template of this name$/,
    () => 'この名前のひな形を使う文書はありません。ファイルの名前をご確認ください。',
  ],
  [/^a translation must say that it is one$/, () => '翻訳には、翻訳である旨の文言が必要です。'],
  [
    /^a table needs "columns", and "empty"/,
    () => '表には "columns" と、行がないときの文言 "empty" が必要です。',
  ],
  [/^must not contain \{ \}/, () => '題名には差し込み({ })を使えません。'],
  [
    /^a template or a font cannot be read$/,
    () => 'ひな形か書体のファイルを読めません。管理者にご確認ください。',
  ],
  [/^Too small/, () => '空欄にできません。'],
  [/^Invalid (input|option)/, () => '値の形が正しくありません。'],
]

/** A message that has no words here is shown as it is, behind what kind of fault it is. */
export function faultInWords({ message }: Pick<PaperFault, 'message'>, language: Language): string {
  if (language === 'en') return message
  const meant = HINT.exec(message)?.[1]
  const plain = message.replace(HINT, '')
  const hint = meant === undefined ? '' : ` 「${meant}」ではありませんか。`
  for (const [pattern, told] of IN_JAPANESE) {
    const found = pattern.exec(plain)
    if (found) return `${told(...found.slice(1).map(part => part ?? ''))}${hint}`
  }
  return `書き方が正しくありません(${plain})。${hint}`
}
