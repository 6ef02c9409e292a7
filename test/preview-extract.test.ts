// The draft of an answer: the very paper that is issued afterwards, but for its number; it leaves no trace but a log entry.

import { expect, test } from 'vitest'
import { signedPrinter } from '../src/runtimes/node/signed-printer.ts'
import { issueExtract } from '../src/usecases/issue-extract.ts'
import { examineDraft, previewExtract } from '../src/usecases/preview-extract.ts'
import { provision, refusal, setUp, TARO } from './support/disclosure-ledger.ts'
import { pdfPages } from './support/pdf-text.ts'

const words = async (pdf: Uint8Array) => (await pdfPages(pdf)).join('\n').replaceAll(/[ \n]/g, '')

test('the preview says what the issued document says, under no number, and stores nothing', async () => {
  const { deps, ledger, openVerified, decide, issue, text, audit } = await setUp([
    provision([TARO]),
  ])
  const requestNo = await openVerified(TARO)
  await decide(requestNo, 'disclosed_full')
  const examined = await examineDraft(deps, requestNo)
  expect(examined).toMatchObject({ provided: 1, received: 0, volumes: 1, editions: ['ja'] })
  const draft = await words(await previewExtract(deps, ledger.caller, { requestNo }))
  expect((await deps.stores.disclosures.lastExtract(2026)).extractNo).toBe(0)
  expect((await audit()).at(-1)).toBe('extract.previewed')

  const { extract_no, doc_no } = await issue(requestNo)
  expect(draft).toContain('見本歯科')
  expect(draft).not.toContain(doc_no)
  expect(draft.replaceAll('下書き', doc_no)).toBe(await text(extract_no))
  expect((await refusal(previewExtract(deps, ledger.caller, { requestNo }))).code).toBe(
    'already_issued',
  )
})

test('a character that no font has is named with its place, and the preview shows its code point', async () => {
  const rare = { ...TARO, name: '架空 太郎😀' }
  const { deps, ledger, openVerified, decide } = await setUp([provision([rare])])
  const requestNo = await openVerified(rare)
  await decide(requestNo, 'disclosed_full')
  const { missing } = await examineDraft(deps, requestNo)
  expect(missing.map(({ source, codePoints }) => [source, codePoints])).toContainEqual([
    'record',
    ['U+1F600'],
  ])
  const draft = await words(await previewExtract(deps, ledger.caller, { requestNo }))
  expect(draft).toContain('[U+1F600]')
})

test('a draft is never signed: nobody can take it for the answer', async () => {
  const { deps, ledger, openVerified, decide } = await setUp([provision([TARO])])
  const requestNo = await openVerified(TARO)
  await decide(requestNo, 'disclosed_full')
  const sign = () => Promise.reject(new Error('asked to sign'))
  const signing = { ...deps, printer: signedPrinter(deps.printer, { sign }) }
  expect((await previewExtract(signing, ledger.caller, { requestNo })).length).toBeGreaterThan(0)
  await expect(issueExtract(signing, ledger.caller, { requestNo })).rejects.toThrow('asked to sign')
})

test('there is no draft before the decision', async () => {
  const { deps, ledger, openVerified } = await setUp([provision([TARO])])
  const requestNo = await openVerified(TARO)
  expect((await refusal(previewExtract(deps, ledger.caller, { requestNo }))).code).toBe(
    'not_decided',
  )
})
